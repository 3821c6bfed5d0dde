/** P6: several interpreters as one runtime. What they do together is seen on two real ones. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMemo, isHandle, JobRunner, parseConfig } from 'millrace';
import type { Handle, JobEvent, RunOptions } from 'millrace';
import { createPyodide } from 'millrace/python/node';
import type { PythonRuntime } from 'millrace/python/node';
import { LanedRuntime } from '../../python-bridge/runtime/lanes.js';
import { MillraceError } from '../../src/errors.js';
import type { HandleRef } from '../../src/run/python/python-runtime.js';
import {
  createRecorder,
  held,
  node,
  rejection,
  run as runNodes,
} from '../contract/python-nodes.js';
import { FakePython, Opaque } from '../src/run/python/fake-python.js';
import { expectLawfulEvents, graphOf, nest, summary } from '../src/run/support.js';
import type { NodeSketch } from '../src/run/support.js';

const SOURCES = {
  left: `
from dataclasses import dataclass
from millrace_host import NodeContext

@dataclass
class Point:
    x: int

class Opaque: pass

def numbers(n: int) -> list[int]: return list(range(n))
def point(x: int) -> Point: return Point(x)
def opaque(): return Opaque()
def kind(thing) -> str: return type(thing).__name__
def about(context: NodeContext) -> list: return [context.node_id, context.task, context.secrets["KEY"][::-1]]
def spin(n: int) -> int:
    import time
    end = time.monotonic() + n / 1000
    while time.monotonic() < end: pass
    return n
def die():
    import os
    os._exit(1)
`,
};

const input = (name: string, more: object = {}): object => ({ name, required: true, ...more });
const MODULES = ['left', 'right'];

const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  numbers: ['n'],
  point: ['x'],
  opaque: [],
  kind: ['thing'],
  spin: ['n'],
  die: [],
};

/** Node types of a module with the functions above. */
function typesOf(module: string): readonly object[] {
  const type = (name: string, inputs: readonly object[], more: object = {}): object => ({
    type: `${module}.${name}`,
    source: { language: 'python', module, export: name },
    inputs,
    outputs: [{ name: 'result' }],
    ...more,
  });
  const source = (name: string): object => ({
    source: { language: 'python', module, export: name },
  });
  return [
    ...Object.entries(FUNCTIONS).map(([name, inputs]) =>
      type(
        name,
        inputs.map((each) => input(each)),
      ),
    ),
    type('all', [input('thing', { multiple: true })], source('kind')),
    type('about', [], { call: { style: 'python', context: true } }),
    type('cached', [input('n')], {
      ...source('numbers'),
      version: '1',
      settings: { cache: true },
    }),
  ];
}

const { config, issues } = parseConfig({ nodeTypes: MODULES.flatMap(typesOf) });

test('the config of these tests is sound', () => {
  expect(issues).toEqual([]);
});

describe('two interpreters', () => {
  const modules = { left: SOURCES.left, right: SOURCES.left };
  let runtime: PythonRuntime;

  beforeAll(async () => {
    runtime = createPyodide({ modules, workers: 2 });
    expect(MODULES.map((name) => runtime.laneOf?.(name))).toEqual([0, 1]);
    await runtime.boot();
  });
  afterAll(() => runtime.close());

  async function run(graph: unknown, options: RunOptions = {}, memo = createMemo()) {
    const events: JobEvent[] = [];
    const runner = new JobRunner(config, { functions: {}, python: runtime, memo });
    const result = await runner.run(graph, {
      ...options,
      onEvent: (event) => {
        events.push(event);
        options.onEvent?.(event);
      },
    });
    expectLawfulEvents(events, result);
    return { result, events, close: () => runner.close() };
  }

  const stored = async (): Promise<number> => (await runtime.usage!()).stored;

  test('[P6] values go from one to the other, as they go to JavaScript', async () => {
    const { result } = await run(
      graphOf({
        a: { type: 'left.numbers', values: { n: 3 } },
        here: { type: 'left.kind', wires: { thing: 'a' } },
        there: { type: 'right.kind', wires: { thing: 'a' } },
        p: { type: 'left.point', values: { x: 1 } },
        back: { type: 'right.kind', wires: { thing: 'p' } },
        again: { type: 'left.kind', wires: { thing: 'p' } },
        list: { type: 'right.all', wires: { thing: ['a', 'p'] } },
      }),
    );
    expect(summary(result)).toMatchObject({
      here: 'list',
      there: 'list',
      back: 'dict',
      again: 'Point',
      list: 'list',
    });
    result.close();
    expect(await stored()).toBe(0);
  });

  test('[P6] one that can’t leave its interpreter is the reader’s error, with both modules', async () => {
    const { result } = await run(
      graphOf({
        o: { type: 'left.opaque' },
        here: { type: 'left.kind', wires: { thing: 'o' } },
        there: { type: 'right.kind', wires: { thing: 'o' } },
      }),
    );
    expect(summary(result)).toMatchObject({ here: 'Opaque', there: 'error' });
    expect(result.nodes['there']?.error).toMatchObject({
      code: 'value-not-crossed',
      message: expect.stringMatching(
        /^there\.thing: a Python Opaque of the module left can't go to the module right, which has an interpreter of its own: /,
      ),
    });
    result.close();
    expect(await stored()).toBe(0);
  });

  test('[P6] subgraphs take a value to wherever it is read', async () => {
    const inner = nest(
      {
        l: { type: 'left.kind' },
        r: { type: 'right.kind' },
        o: { type: 'right.kind' },
      },
      { in: { x: 'l.thing', y: 'r.thing', z: 'o.thing' }, out: { l: 'l.result', r: 'r.result' } },
    );
    const { result } = await run(
      nest(
        {
          p: { type: 'left.point', values: { x: 1 } },
          o: { type: 'left.opaque' },
          g: { type: 'graph:inner', wires: { x: 'p', y: 'p', z: 'o' } },
        },
        {},
        { inner },
      ),
    );
    expect(result.nodes['g/l']?.outputs).toEqual({ result: 'Point' });
    expect(result.nodes['g/r']?.outputs).toEqual({ result: 'dict' });
    expect(result.nodes['g/o']?.error?.message).toMatch(
      /g\/o\.thing: .*module left .*module right/,
    );
    result.close();
    expect(await stored()).toBe(0);
  });

  test('[P6] a function of each is told about the run', async () => {
    const about = await run(graphOf({ l: { type: 'left.about' }, r: { type: 'right.about' } }), {
      context: { task: 7, secrets: { KEY: 'sesame' } },
    });
    expect(summary(about.result)).toEqual({ l: ['l', 7, 'emases'], r: ['r', 7, 'emases'] });
  });

  test('[R12] the memo knows what is where', async () => {
    const memo = createMemo();
    const sketches: Record<string, NodeSketch> = {
      c: { type: 'left.cached', values: { n: 30_000 } },
      l: { type: 'left.kind', wires: { thing: 'c' } },
    };
    const first = await run(graphOf(sketches), {}, memo);
    const second = await run(graphOf(sketches), {}, memo);
    expect(second.result.nodes['c']?.cached).toBe(true);
    sketches['r'] = { type: 'right.kind', wires: { thing: 'c' } };
    const third = await run(graphOf(sketches), {}, memo);
    expect(summary(third.result)).toMatchObject({ l: 'list', r: 'list' });
    for (const each of [first, second, third]) each.result.close();
    memo.clear();
    expect(await stored()).toBe(0);
  });

  test('[P6] functions of two modules run at the same time, those of one do not', async () => {
    const order: string[] = [];
    // A start takes longer than they do.
    const booted = await run(
      graphOf({
        l: { type: 'left.kind', values: { thing: 1 } },
        r: { type: 'right.kind', values: { thing: 1 } },
      }),
    );
    booted.result.close();
    const { result } = await run(
      graphOf({
        l1: { type: 'left.spin', values: { n: 400 } },
        l2: { type: 'left.spin', values: { n: 1 } },
        r: { type: 'right.spin', values: { n: 400 } },
      }),
      {
        onEvent: (event) => {
          if (event.type === 'nodeStarted') order.push(`start ${event.nodeId}`);
          if (event.type === 'nodeSucceeded') order.push(`end ${event.nodeId}`);
        },
      },
    );
    expect(result.status).toBe('success');
    expect(order.indexOf('start r')).toBeLessThan(order.indexOf('end l1'));
    expect(order.indexOf('start l1')).toBeLessThan(order.indexOf('end r'));
    expect(order.indexOf('end l1')).toBeLessThan(order.indexOf('start l2'));
  });

  test('[P6] with one slot they take turns', async () => {
    const { events, result } = await run(
      graphOf({
        l: { type: 'left.spin', values: { n: 30 } },
        r: { type: 'right.spin', values: { n: 30 } },
      }),
      { concurrency: 1 },
    );
    expect(result.status).toBe('success');
    expect(
      events.flatMap((event) => ('nodeId' in event ? [`${event.type} ${event.nodeId}`] : [])),
    ).toEqual([
      'nodeQueued r',
      'nodeStarted l',
      'nodeSucceeded l',
      'nodeStarted r',
      'nodeSucceeded r',
    ]);
  });

  test('[P6] the end of one leaves nodes and values of the other alone', async () => {
    const kept = await run(graphOf({ o: { type: 'left.opaque' } }));
    const handle = kept.result.nodes['o']?.outputs['result'] as Handle;
    expect(isHandle(handle)).toBe(true);
    const { result } = await run(
      graphOf({
        o: { type: 'left.opaque' },
        long: { type: 'left.spin', values: { n: 300 } },
        bad: { type: 'right.die' },
        next: { type: 'right.spin', values: { n: 1 } },
        after: { type: 'left.kind', wires: { thing: 'o' } },
      }),
    );
    expect(summary(result)).toMatchObject({ long: 300, bad: 'error', next: 1, after: 'Opaque' });
    expect(result.nodes['bad']?.error?.code).toBe('python-crashed');
    expect(result.nodes['long']?.attempts).toBe(1);
    // It can't be said in JSON, but it is there.
    await expect(handle.fetch()).rejects.toMatchObject({ code: 'value-not-encodable' });
    result.close();
    kept.result.close();
    expect(await stored()).toBe(0);
  });
});

describe('lanes', () => {
  const lanes = (count: number) => {
    const each = Array.from(
      { length: count },
      () => new FakePython({ make: () => new Opaque('made'), kind: (one: Opaque) => one.name }),
    );
    return { each, runtime: new LanedRuntime(each) };
  };
  const make = (module: string) => node('make', {}, { module, hold: true });
  const madeIn = async (runtime: PythonRuntime, module: string): Promise<HandleRef> =>
    (await runNodes(runtime, make(module))).output(0).handle as HandleRef;

  test('[P6] each module goes to the one with the fewest, and stays', () => {
    const { runtime } = lanes(3);
    const names = ['a', 'b', 'c', 'd', 'a', 'e', 'b', 'f', 'g'];
    expect(names.map((name) => runtime.laneOf(name))).toEqual([0, 1, 2, 0, 0, 1, 1, 2, 0]);
  });

  test('[P3] handles of different interpreters are never equal, and go back to where they are from', async () => {
    const { runtime, each } = lanes(3);
    const handles: HandleRef[] = [];
    for (const module of ['a', 'b', 'c']) handles.push(await madeIn(runtime, module));
    each[1]!.restart();
    handles.push(await madeIn(runtime, 'b'));
    expect(new Set(handles.map(({ epoch, id }) => `${epoch}.${id}`)).size).toBe(4);
    expect(handles.map((handle) => runtime.isLive(handle))).toEqual([true, false, true, true]);
    expect(await runtime.fetch(handles[3]!)).toBeInstanceOf(Opaque);
    expect(await runtime.usage()).toMatchObject({ stored: 3 });
    runtime.release([...handles, { epoch: 0, id: 1 }, { epoch: 99, id: 1 }, { epoch: -3, id: 1 }]);
    expect(await runtime.usage()).toMatchObject({ stored: 0 });
  });

  test('[P3] a handle is dead in any interpreter but its own', async () => {
    const { runtime } = lanes(2);
    const handle = await madeIn(runtime, 'a');
    const ran = await runNodes(runtime, node('kind', { one: held(handle) }, { module: 'b' }));
    expect(ran.error(0).code).toBe('handle-dead');
    const own = await runNodes(runtime, node('kind', { one: held(handle) }, { module: 'a' }));
    expect(own.output(0).value).toBe('made');
  });

  test('[P6] a batch of two is refused', async () => {
    const { runtime } = lanes(2);
    const batch = { nodes: [make('a'), make('b')] };
    const error = await rejection(runtime.runBatch(batch, createRecorder()));
    expect(error).toBeInstanceOf(MillraceError);
    expect(error).toMatchObject({
      code: 'batch-invalid',
      message: expect.stringContaining('got a, b'),
    });
  });

  test('[P6] `workers` is a whole number from 1 to 16, and 1 in the thread that asks', () => {
    for (const workers of [0, 17, 1.5, Number.NaN, '2' as unknown as number]) {
      expect(() => createPyodide({ workers })).toThrow(
        /expected workers to be an integer from 1 to 16/,
      );
    }
    expect(() => createPyodide({ workers: 2, thread: 'main' })).toThrow(
      /workers to be 1 with thread: 'main'/,
    );
    expect(createPyodide({ workers: 1 })).not.toHaveProperty('laneOf');
  });
});
