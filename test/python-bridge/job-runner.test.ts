/** Graphs of Python functions, and of both languages, through the runner. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isHandle, JobRunner } from 'millrace';
import type { Handle, JobEvent, JobRunnerOptions, Method, RunOptions } from 'millrace';
import { createPyodide } from 'millrace/python/node';
import type { PythonRuntime } from 'millrace/python/node';
import { config, functions, issues, SOURCE } from './graph-nodes.js';
import { expectLawfulEvents, graphOf, summary } from '../src/run/support.js';
import type { Ran } from '../src/run/support.js';

/** Lets a test see the messages that cross. */
function watched(runtime: PythonRuntime): { runtime: PythonRuntime; batches: string[][] } {
  const batches: string[][] = [];
  const proxy = new Proxy(runtime, {
    get(target, key) {
      if (key !== 'runBatch') {
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      }
      const runBatch: PythonRuntime['runBatch'] = (batch, listener, signal) => {
        batches.push(batch.nodes.map((node) => node.nodeId));
        return target.runBatch(batch, listener, signal);
      };
      return runBatch;
    },
  });
  return { runtime: proxy, batches };
}

async function runWith(
  runtime: PythonRuntime,
  method: Method,
  sketches: Parameters<typeof graphOf>[0] | string,
  options: RunOptions & { runner?: Partial<JobRunnerOptions> } = {},
): Promise<Ran> {
  const { runner: more, ...runOptions } = options;
  const runner = new JobRunner(config, { functions, python: runtime, method, ...more });
  const events: JobEvent[] = [];
  const graph = typeof sketches === 'string' ? sketches : graphOf(sketches);
  const result = await runner.run(graph, {
    ...runOptions,
    onEvent(event) {
      events.push(event);
      runOptions.onEvent?.(event);
    },
  });
  expectLawfulEvents(events, result);
  return { result, events, order: [] };
}

test('the config these tests use is sound', () => {
  expect(issues).toEqual([]);
});

describe.each(['worker', 'main'] as const)('Python in the %s thread', (thread) => {
  const method = thread === 'worker' ? 'async' : 'sync';
  let runtime: PythonRuntime;

  beforeAll(async () => {
    runtime = createPyodide({ modules: { nodes: { source: SOURCE, file: 'nodes.py' } }, thread });
    await runtime.boot();
  });

  afterAll(() => runtime.close());

  test('a mixed graph runs, and values cross where the languages meet', async () => {
    const { result } = await runWith(runtime, method, {
      a: { type: 'nodes.add', values: { a: '1', b: 2 } },
      b: { type: 'double', wires: { a: 'a' } },
      c: { type: 'nodes.add', wires: { a: 'b', b: 'a' } },
      list: { type: 'nodes.numbers', values: { count: 4 } },
      length: { type: 'length', wires: { list: 'list' } },
    });
    expect(summary(result)).toMatchObject({ a: 3, b: 6, c: 9, length: 4 });
  });

  test('objects that JSON can’t say stay the same object between Python nodes', async () => {
    const { result } = await runWith(runtime, method, {
      thing: { type: 'nodes.opaque' },
      one: { type: 'nodes.kind', wires: { thing: 'thing' } },
      two: { type: 'nodes.same_object', wires: { a: 'thing', b: 'thing' } },
      moved: { type: 'nodes.move', wires: { p: 'point' }, values: { by: 2 } },
      point: { type: 'nodes.point', values: { x: 1 } },
    });
    expect(summary(result)).toMatchObject({ one: 'Opaque', two: true, moved: { x: 3, y: 0 } });
    expect(isHandle(result.nodes['thing']?.outputs['result'])).toBe(true);
  });

  test('[R11] a Python function is told about its run, and its reports are its node’s', async () => {
    const { result, events } = await runWith(
      runtime,
      method,
      {
        one: { type: 'nodes.add', values: { a: 1, b: 1 } },
        two: { type: 'nodes.about', wires: { a: 'one' } },
      },
      { context: { task: { id: 7 }, secrets: { TOKEN: 'hush-hush' } } },
    );
    expect(summary(result)).toMatchObject({ two: ['two', 1, 2, { id: 7 }, ['TOKEN']] });
    const told = (type: JobEvent['type']) => events.filter((event) => event.type === type);
    expect(told('nodeLogged')).toMatchObject([
      { nodeId: 'two', level: 'debug', message: 'with •••' },
    ]);
    expect(told('nodeProgressed')).toMatchObject([
      { nodeId: 'two', done: 1, total: 2, message: 'half of •••' },
    ]);
    expect(JSON.stringify(events)).not.toContain('hush');
  });

  test('[R11] reading `state` in Python is an error that says where it lives', async () => {
    const { result } = await runWith(runtime, method, { a: { type: 'nodes.read_state' } });
    expect(result.nodes['a']?.error).toMatchObject({ code: 'no-state' });
  });

  test('[R9] a second try is told so, and has the same idempotency key', async () => {
    const { result } = await runWith(runtime, method, { a: { type: 'nodes.second_try' } });
    expect(summary(result)).toEqual({ a: `${result.jobId}/a` });
    expect(result.nodes['a']?.attempts).toBe(2);
  });

  test('[R5] a Python error names the line, keeps what was printed, and skips dependents', async () => {
    const { result, events } = await runWith(runtime, method, {
      bad: { type: 'nodes.divide', values: { a: 1, b: 0 } },
      child: { type: 'nodes.add', wires: { a: 'bad' }, values: { b: 1 } },
      outside: { type: 'double', wires: { a: 'child' } },
      fine: { type: 'nodes.add', values: { a: 1, b: 1 } },
    });
    expect(result.nodes['bad']?.error).toMatchObject({ name: 'ZeroDivisionError' });
    expect(result.nodes['bad']?.error?.message).toMatch(/nodes\.py:\d+/);
    expect(result.nodes['bad']?.error?.stack).toContain('return a / b');
    for (const id of ['child', 'outside']) {
      expect(result.nodes[id]?.cause).toEqual({ nodeId: 'bad', reason: 'error' });
    }
    expect(result.nodes['fine']?.outputs).toEqual({ result: 2 });
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'nodeLogged',
        nodeId: 'bad',
        message: expect.stringContaining('dividing'),
      }),
    );
  });

  test('[R3] a value that does not fit is the node’s error, from either language', async () => {
    const { result } = await runWith(runtime, method, {
      text: { type: 'nodes.kind', values: { thing: 1 } },
      python: { type: 'nodes.add', wires: { a: 'text' }, values: { b: 1 } },
      typescript: { type: 'double', wires: { a: 'text' } },
      control: { type: 'nodes.add', values: { a: 'wet', b: 1 } },
      opaque: { type: 'nodes.opaque' },
      uncrossable: { type: 'length', wires: { list: 'opaque' } },
    });
    const message = (id: string): string | undefined => result.nodes[id]?.error?.message;
    expect(message('python')).toMatch(/python\.a/);
    expect(message('typescript')).toBe(
      'typescript.a: expected a number, got "int" from text.result',
    );
    expect(message('control')).toBe('control.a: expected an integer, got "wet" from its control');
    expect(message('uncrossable')).toMatch(/uncrossable\.list.*Opaque/);
  });

  test('[R3] between Python nodes an unsafe wire is checked in depth, an exact one on top', async () => {
    const { result } = await runWith(runtime, method, {
      unsafe: { type: 'nodes.mixed' },
      checking: { type: 'nodes.total', wires: { items: 'unsafe' } },
      exact: { type: 'nodes.lying' },
      trusting: { type: 'nodes.trusting', wires: { items: 'exact' } },
    });
    expect(result.nodes['checking']?.error).toMatchObject({ code: 'argument-mismatch' });
    expect(result.nodes['checking']?.error?.message).toMatch(
      /^checking\.items\[1\]: expected an int/,
    );
    expect(result.nodes['trusting']?.error).toMatchObject({ name: 'TypeError' });
  });

  test('[R5] no_value takes one branch and skips the other', async () => {
    const { result } = await runWith(runtime, method, {
      fork: { type: 'nodes.fork', values: { go: true } },
      yes: { type: 'nodes.kind', wires: { thing: 'fork.yes' } },
      no: { type: 'nodes.kind', wires: { thing: 'fork.no' } },
    });
    expect(result.nodesStatus).toEqual({ fork: 'success', yes: 'success', no: 'skipped' });
    expect(result.nodes['no']?.cause).toEqual({ nodeId: 'fork', reason: 'branch' });
  });

  test('[R7] a function that its module does not have is its node’s error', async () => {
    const { result } = await runWith(runtime, method, {
      a: { type: 'nodes.absent' },
      b: { type: 'nodes.add', values: { a: 1, b: 1 } },
    });
    expect(result.nodes['a']?.error?.message).toContain('absent');
    expect(result.nodes['b']?.status).toBe('success');
  });

  test('[R15] a large end output is a handle until the result is closed', async () => {
    const { result } = await runWith(runtime, method, {
      big: { type: 'nodes.numbers', values: { count: 50_000 } },
      small: { type: 'nodes.numbers', values: { count: 5 } },
    });
    expect(result.nodes['small']?.outputs).toEqual({ result: [0, 1, 2, 3, 4] });
    const handle = result.nodes['big']?.outputs['result'] as Handle;
    expect(handle.preview).toMatchObject({ type: 'list', length: 50_000 });
    await expect(handle.fetch()).resolves.toHaveLength(50_000);
    result.close();
    await expect(handle.fetch()).rejects.toMatchObject({ code: 'value-not-kept' });
  });

  test('a saved Flowfunc graph runs on Python functions', async () => {
    const text = readFileSync(
      new URL('../fixtures/flowfunc-nodes_add.node', import.meta.url),
      'utf8',
    ).replaceAll('tests.methods.add_normal', 'nodes.add');
    const { result } = await runWith(runtime, method, text);
    expect(summary(result)).toEqual({ node_1: 3, node_2: 6, node_3: 7, node_4: 16, node_5: 10 });
  });
});

describe('Python in a worker', () => {
  let runtime: PythonRuntime;

  beforeAll(async () => {
    runtime = createPyodide({ modules: { nodes: { source: SOURCE, file: 'nodes.py' } } });
    await runtime.boot();
  });

  afterAll(() => runtime.close());

  test('Python nodes cross in one message with all that depends on them alone', async () => {
    const { runtime: spied, batches } = watched(runtime);
    const { result } = await runWith(spied, 'async', {
      a: { type: 'nodes.add', values: { a: 1, b: 2 } },
      b: { type: 'nodes.add', wires: { a: 'a' }, values: { b: 1 } },
      c: { type: 'nodes.add', wires: { a: 'a', b: 'b' } },
      outside: { type: 'double', wires: { a: 'b' } },
      back: { type: 'nodes.add', wires: { a: 'outside', b: 'c' } },
    });
    expect(batches).toEqual([['a', 'b', 'c'], ['back']]);
    expect(summary(result)).toEqual({ a: 3, b: 4, c: 7, outside: 8, back: 15 });
  });

  test('[R1] a node outside Python starts as soon as its Python source is done', async () => {
    const { events } = await runWith(runtime, 'async', {
      quick: { type: 'nodes.add', values: { a: 1, b: 1 } },
      slow: { type: 'nodes.later', wires: { a: 'quick' } },
      outside: { type: 'double', wires: { a: 'quick' } },
    });
    const settled = events.flatMap((event) =>
      event.type === 'nodeSucceeded' ? [event.nodeId] : [],
    );
    expect(settled).toEqual(['quick', 'outside', 'slow']);
  });

  test('[R10] cancel ends a Python loop within a second, and the next job runs', async () => {
    const controller = new AbortController();
    const { result, events } = await runWith(
      runtime,
      'async',
      {
        stuck: { type: 'nodes.forever' },
        next: { type: 'nodes.add', values: { a: 1, b: 1 } },
      },
      {
        signal: controller.signal,
        onEvent: (event) => {
          if (event.type === 'nodeStarted' && event.nodeId === 'stuck') {
            setTimeout(() => controller.abort(), 50);
          }
        },
      },
    );
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus).toEqual({ stuck: 'cancelled', next: 'cancelled' });
    for (const event of events) expect(event).not.toHaveProperty('abandoned');
    const again = await runWith(runtime, 'async', {
      a: { type: 'nodes.add', values: { a: 2, b: 2 } },
    });
    expect(summary(again.result)).toEqual({ a: 4 });
  });

  test('[R5] a job that is retried keeps its interpreter when nothing of it runs', async () => {
    const { result } = await runWith(
      runtime,
      'async',
      { a: { type: 'nodes.flaky' } },
      { onError: { type: 'retryJob', attempts: 3 } },
    );
    expect(summary(result)).toEqual({ a: 3 });
  });

  test('[R8] sync mode refuses Python that is not in this thread, and async functions', () => {
    const runner = new JobRunner(config, { functions, python: runtime, method: 'sync' });
    const graph = graphOf({ a: { type: 'nodes.add' }, b: { type: 'nodes.later' } });
    expect(() => runner.run(graph)).toThrow(/a: Python has not booted in this thread/);
    expect(() => runner.run(graph)).toThrow(/b: its function is async/);
  });

  test('[R7] without a Python runtime a Python node fails and says what to pass', async () => {
    const runner = new JobRunner(config, { functions });
    const result = await runner.run(
      graphOf({ a: { type: 'nodes.add' }, b: { type: 'double', values: { a: 1 } } }),
    );
    expect(result.nodes['a']?.error).toMatchObject({ code: 'python-missing' });
    expect(result.nodes['a']?.error?.message).toContain('createPyodide');
    expect(result.nodes['b']?.outputs).toEqual({ result: 2 });
  });

  test('[R15] the interpreter keeps end outputs until the result is closed, and nothing else', async () => {
    const live = async (): Promise<unknown> =>
      summary((await runWith(runtime, 'async', { a: { type: 'nodes.live' } })).result)['a'];
    const { result } = await runWith(runtime, 'async', {
      start: { type: 'nodes.tracked' },
      middle: { type: 'nodes.tracked', wires: { after: 'start' } },
      end: { type: 'nodes.tracked', wires: { after: 'middle' } },
      outside: { type: 'length', wires: { list: 'start' } },
      lost: { type: 'nodes.divide', values: { a: 1, b: 0 } },
    });
    expect(result.nodesStatus).toMatchObject({ end: 'success', outside: 'error', lost: 'error' });
    expect(await live()).toBe(1);
    result.close();
    expect(await live()).toBe(0);
  });
});
