/** P5 on the runner's side: nodes that go down with an interpreter. */
import { describe, expect, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { Callable, JobEvent, NodeSettings } from 'millrace';
import { expectLawfulEvents, graphOf, nodes, summary } from '../support.js';
import type { NodeSketch } from '../support.js';
import { CRASH, FOREVER, RESISTS } from './fake-batch.js';
import { FakePython, pythonType, withPython } from './fake-python.js';

const never = (): Promise<unknown> => new Promise(() => undefined);

const soon = (value: unknown, ms = 1): Promise<unknown> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms));

/** What each call of a function comes to, one after the other; the last one from then on. */
function inTurn(...results: readonly (() => unknown)[]): Callable {
  let calls = 0;
  return () => {
    calls += 1;
    return results[Math.min(calls, results.length) - 1]!();
  };
}

function setUp(frame: Readonly<Record<string, Callable>>) {
  const python = new FakePython({ same: (a: unknown) => a, ...frame });
  const { config, functions } = createConfig(nodes);
  const types = [
    pythonType('same', ['a']),
    ...Object.keys(frame).map((name) => pythonType(name, ['after?'])),
  ];
  const runner = new JobRunner(withPython(config, types), { functions, python });
  const run = async (sketches: Readonly<Record<string, NodeSketch>>) => {
    const events: JobEvent[] = [];
    const result = await runner.run(graphOf(sketches), { onEvent: (event) => events.push(event) });
    expectLawfulEvents(events, result);
    result.close();
    expect(python.stored).toBe(0);
    return { result, events, tries: triesOf(events) };
  };
  return { python, run };
}

/** `a: python-lost 0` for each failed try that is followed by another, `a: code` for the last. */
function triesOf(events: readonly JobEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'nodeFailed') return [];
    const { nodeId, error, retryInMs } = event;
    return [`${nodeId}: ${error.code}${retryInMs === undefined ? '' : ` ${retryInMs}`}`];
  });
}

const retry = (attempts: number): { readonly settings: NodeSettings } => ({
  settings: { retry: { attempts } },
});

describe('a node that breaks its interpreter', () => {
  test('[P5] is an error, those that had started are tried again, and the rest has its turn', async () => {
    const { run, python } = setUp({ sleeps: () => soon('woke'), breaks: () => CRASH });
    const { result, tries } = await run({
      one: { type: 'p.sleeps' },
      two: { type: 'p.sleeps' },
      bad: { type: 'p.breaks' },
      behind: { type: 'p.same', wires: { a: 'bad' } },
      late: { type: 'p.same', values: { a: 1 } },
      after: { type: 'p.same', wires: { a: 'one' } },
    });
    expect(tries).toEqual(['bad: python-crashed', 'one: python-lost 0', 'two: python-lost 0']);
    expect(summary(result)).toEqual({
      one: 'woke',
      two: 'woke',
      bad: 'error',
      behind: 'skipped',
      late: 1,
      after: 'woke',
    });
    expect(result.nodes['behind']?.cause).toEqual({ nodeId: 'bad', reason: 'error' });
    expect(result.nodes['one']?.attempts).toBe(2);
    expect(result.nodes['late']?.attempts).toBe(1);
    expect(python.calls).toEqual(['one', 'two', 'bad', 'one', 'two', 'late', 'after']);
  });

  test('[P5] the loss does not count against `retry`', async () => {
    const fail = (): never => {
      throw new Error('no');
    };
    const shaky = inTurn(
      () => never(),
      fail,
      fail,
      () => 'third',
    );
    const { run } = setUp({ shaky, breaks: () => CRASH });
    const { result, tries } = await run({
      shaky: { type: 'p.shaky', ...retry(3) },
      bad: { type: 'p.breaks' },
    });
    expect(tries).toEqual([
      'bad: python-crashed',
      'shaky: python-lost 0',
      'shaky: error 0',
      'shaky: error 0',
    ]);
    expect(summary(result)).toMatchObject({ shaky: 'third' });
    expect(result.nodes['shaky']?.attempts).toBe(4);
  });

  test('[P5] a second loss is the node’s error, and one more try where it has a `retry`', async () => {
    const twice = (): Callable =>
      inTurn(
        () => never(),
        () => never(),
        () => 'third',
      );
    const breaks = inTurn(
      () => CRASH,
      () => CRASH,
      () => 'calm',
    );
    const { run } = setUp({ plain: twice(), patient: twice(), breaks });
    const { result, tries } = await run({
      plain: { type: 'p.plain' },
      patient: { type: 'p.patient', ...retry(2) },
      bad: { type: 'p.breaks', settings: { retry: { attempts: 3, delayMs: 5, factor: 1 } } },
    });
    expect(tries).toEqual([
      'bad: python-crashed 5',
      'plain: python-lost 0',
      'patient: python-lost 0',
      'bad: python-crashed 5',
      'plain: python-lost',
      'patient: python-lost 0',
    ]);
    expect(summary(result)).toEqual({ plain: 'error', patient: 'third', bad: 'calm' });
    expect(result.nodes['plain']?.error?.message).toMatch(
      /^the Python interpreter ended while plain ran, by .* second time/,
    );
  });

  test('[P5] any number of nodes may break it one after the other', async () => {
    const { run } = setUp({ breaks: () => CRASH });
    const bad = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`bad${index}`, { type: 'p.breaks' }]),
    );
    const { result } = await run({ ...bad, last: { type: 'p.same', values: { a: 'fine' } } });
    expect(result.nodes['last']).toMatchObject({ status: 'success', attempts: 1 });
    expect(result.nodes['bad7']?.error?.code).toBe('python-crashed');
  });

  test('[P5] what another job has under way on it is tried again', async () => {
    const { run } = setUp({ sleeps: () => soon('woke', 20), breaks: inTurn(() => CRASH) });
    const other = run({ a: { type: 'p.sleeps' }, b: { type: 'p.same', wires: { a: 'a' } } });
    const { result } = await run({ bad: { type: 'p.breaks' } });
    expect(result.nodes['bad']?.error?.code).toBe('python-crashed');
    const { result: kept, tries } = await other;
    expect(tries).toEqual(['a: python-lost 0']);
    expect(summary(kept)).toEqual({ a: 'woke', b: 'woke' });
  });

  test('[P5] killed from outside, the only node that had started is at fault, of two none is', async () => {
    const { run, python } = setUp({
      sleeps: inTurn(
        () => never(),
        () => soon('woke'),
      ),
    });
    const alone = run({ a: { type: 'p.sleeps' }, b: { type: 'p.same', values: { a: 1 } } });
    await soon(0, 5);
    python.restart();
    expect(summary((await alone).result)).toEqual({ a: 'error', b: 1 });
    const many = setUp({
      sleeps: inTurn(
        () => never(),
        () => never(),
        () => soon('woke'),
      ),
    });
    const both = many.run({ a: { type: 'p.sleeps' }, b: { type: 'p.sleeps' } });
    await soon(0, 5);
    many.python.restart();
    const { result, tries } = await both;
    expect(summary(result)).toEqual({ a: 'woke', b: 'woke' });
    expect(tries).toEqual(['a: python-lost 0', 'b: python-lost 0']);
  });

  test('[P4] a node that resists its timeout takes the others along, and they are tried again', async () => {
    const { run } = setUp({
      sleeps: inTurn(
        () => never(),
        () => 'woke',
      ),
      resists: () => RESISTS,
    });
    const { result, tries } = await run({
      sleeps: { type: 'p.sleeps' },
      bad: { type: 'p.resists', settings: { timeoutMs: 10 } },
      next: { type: 'p.same', values: { a: 1 } },
    });
    expect(tries).toEqual(['bad: node-timeout', 'sleeps: python-lost 0']);
    expect(result.nodes['bad']?.error?.message).toBe('bad took longer than its timeoutMs of 10 ms');
    expect(summary(result)).toEqual({ sleeps: 'woke', bad: 'error', next: 1 });
  });

  test('[R10] a cancelled job leaves another one on the same interpreter alone', async () => {
    const { run } = setUp({ sleeps: () => soon('woke', 30) });
    const python = new FakePython({ forever: () => FOREVER });
    const { config, functions } = createConfig(nodes);
    const runner = new JobRunner(withPython(config, [pythonType('forever')]), {
      functions,
      python,
    });
    const controller = new AbortController();
    const cancelled = runner.run(graphOf({ a: { type: 'p.forever' } }), {
      signal: controller.signal,
    });
    const other = run({ a: { type: 'p.sleeps' } });
    await soon(0, 5);
    controller.abort();
    expect((await cancelled).nodesStatus).toEqual({ a: 'cancelled' });
    expect(summary((await other).result)).toEqual({ a: 'woke' });
  });

  test('[R5] with `stop`, what was lost is cancelled and not tried again', async () => {
    const python = new FakePython({ sleeps: () => never(), breaks: () => CRASH });
    const { config, functions } = createConfig(nodes);
    const types = [pythonType('sleeps'), pythonType('breaks')];
    const runner = new JobRunner(withPython(config, types), { functions, python });
    const graph = graphOf({ a: { type: 'p.sleeps' }, bad: { type: 'p.breaks' } });
    const result = await runner.run(graph, { onError: 'stop' });
    expect(result.nodesStatus).toEqual({ a: 'cancelled', bad: 'error' });
    expect(python.calls).toEqual(['a', 'bad']);
  });
});
