/** Functions that never settle, listeners, clocks and names that do what they must not. */
import { describe, expect, jest, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import type { DefinedNode, JobEvent } from 'millrace';
import { FakeClock } from './fake-clock.js';
import type { NodeSketch } from './support.js';
import { expectLawfulEvents, graphOf, node, nodes, run, runBoth, summary } from './support.js';

const no = (): never => {
  throw new Error('no');
};

describe('functions that never settle', () => {
  const stuck = { a: { type: 'never' }, b: { type: 'same', wires: { a: 'a' } } };

  test('[R9] with a timeout of the node end in its error', async () => {
    const clock = new FakeClock();
    const ran = run(
      { ...stuck, a: { type: 'never', settings: { timeoutMs: 10 } } },
      { runner: { clock } },
    );
    await clock.advance(10);
    const { result } = await ran;
    expect(result.nodes['a']?.error?.code).toBe('node-timeout');
    expect(result.nodesStatus['b']).toBe('skipped');
  });

  test('[R14] even while they are loaded', async () => {
    const { config } = createConfig(nodes);
    const clock = new FakeClock();
    const functions = { one: { load: () => new Promise<never>(() => undefined) } };
    const runner = new JobRunner(config, { functions, clock });
    const controller = new AbortController();
    const graph = graphOf({ a: { type: 'one' } });
    const cancelled = runner.run(graph, { signal: controller.signal });
    const late = runner.run(graph, { timeoutMs: 5 });
    await clock.advance(5);
    expect(await late).toMatchObject({ status: 'error', error: { code: 'job-timeout' } });
    controller.abort();
    expect((await cancelled).status).toBe('cancelled');
    const closed = runner.run(graph);
    await runner.close();
    expect((await closed).status).toBe('cancelled');
  });
});

describe('listeners', () => {
  const sketch = {
    bad: { type: 'fail', settings: { retry: { attempts: 2 } } },
    skipped: { type: 'same', wires: { a: 'bad' } },
    good: { type: 'tells' },
    off: { type: 'one', disabled: true },
  };
  const tells = node(
    'tells',
    [],
    (context: { log(text: string): void; progress(done: number): void }) => {
      context.log('hello');
      context.progress(1);
    },
    { call: { context: true } },
  );

  test('[R14] one that throws at every event, and one that throws about it, change nothing', async () => {
    const quiet = await runBoth(sketch, { more: [tells] });
    const heard: string[] = [];
    const noisy = await runBoth(sketch, {
      more: [tells],
      onEvent: no,
      onListenerError(_error, event) {
        heard.push(event.type);
        no();
      },
    });
    expect(noisy.order).toEqual(quiet.order);
    const types = quiet.events.map(({ type }) => type);
    expect(heard).toEqual([...types, ...types]);
  });

  test('[R14] an async one that rejects is heard of, and ends no process', async () => {
    const { config, functions } = createConfig(nodes);
    const runner = new JobRunner(config, { functions });
    const rejects = (() => Promise.reject(new Error('no'))) as () => void;
    const heard = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    runner.events.subscribe(rejects);
    const onListenerError = jest.fn<() => void>().mockImplementation(rejects);
    await runner.run(graphOf({ a: { type: 'one' } }), { onEvent: rejects, onListenerError });
    await new Promise(setImmediate);
    // Started, node started, succeeded, finished.
    expect(onListenerError).toHaveBeenCalledTimes(4);
    expect(heard).toHaveBeenCalledTimes(4);
    heard.mockRestore();
  });

  const slow = node('slow', ['a?'], () => new Promise(setImmediate), { async: true });
  const all: Readonly<Record<string, NodeSketch>> = {
    ...sketch,
    slow: { type: 'slow', values: { a: 1 } },
    slower: { type: 'slow', wires: { a: 'slow' } },
    last: { type: 'fail', wires: { a: 'slower' } },
  };

  test.each([
    'jobStarted',
    'nodeQueued',
    'nodeStarted',
    'nodeLogged',
    'nodeProgressed',
    'nodeSucceeded',
    'nodeFailed',
    'nodeSkipped',
    'nodeCancelled',
    'jobRetried',
    'jobFinished',
  ])('[R14] one that cancels the job at %s, twice, lets it end once', async (type) => {
    const ends: string[] = [];
    for (const onError of ['continue', 'stop', { type: 'retryJob', attempts: 2 }] as const) {
      for (const method of ['async', 'sync'] as const) {
        const controller = new AbortController();
        let isHeard = false;
        const { result } = await run(method === 'async' ? all : sketch, {
          method,
          more: [tells, slow],
          signal: controller.signal,
          onError,
          concurrency: 1,
          onEvent(event) {
            if (event.type !== type) return;
            isHeard = true;
            controller.abort();
            controller.abort();
          },
        });
        const isCancelled = Object.values(result.nodesStatus).includes('cancelled');
        if (result.status === 'cancelled' && !isCancelled) ends.push('nothing was cancelled');
        if (isHeard && type === 'jobStarted' && result.status !== 'cancelled') ends.push('went on');
      }
    }
    expect(ends).toEqual([]);
  });

  test('[R14] one that closes the runner at any event lets the job end', async () => {
    const { config, functions } = createConfig([...nodes, tells, slow]);
    const count = (await run(all, { more: [tells, slow] })).events.length;
    for (let at = 0; at < count; at += 1) {
      const runner = new JobRunner(config, { functions });
      const events: JobEvent[] = [];
      let closed: Promise<void> | undefined;
      const result = await runner.run(graphOf(all), {
        onEvent(event) {
          events.push(event);
          if (event.seq === at) closed = runner.close();
        },
      });
      expectLawfulEvents(events, result);
      await closed;
      await expect(runner.run(graphOf(all))).rejects.toMatchObject({ code: 'runner-closed' });
    }
  });
});

describe('runs within runs', () => {
  test('[R14] a function runs another graph on its own runner, and waits for it', async () => {
    let runner: JobRunner | undefined;
    const inner = node(
      'inner',
      [],
      async () => {
        const result = await runner!.run(graphOf({ x: { type: 'one' } }), { concurrency: 1 });
        return result.nodes['x']?.outputs['result'];
      },
      { async: true },
    );
    const { config, functions } = createConfig([...nodes, inner]);
    runner = new JobRunner(config, { functions });
    const result = await runner.run(graphOf({ a: { type: 'inner' } }), { concurrency: 1 });
    expect(summary(result)).toEqual({ a: 1 });
  });

  test('[R14] in sync, too, in the middle of the other run', () => {
    const made: DefinedNode[] = [];
    let runner: JobRunner<'sync'> | undefined;
    made.push(
      node('inner', ['depth'], (depth: number): unknown => {
        if (depth === 0) return 0;
        const graph = graphOf({ x: { type: 'inner', values: { depth: depth - 1 } } });
        return Number(runner!.run(graph).nodes['x']?.outputs['result']) + 1;
      }),
    );
    const { config, functions } = createConfig(made);
    runner = new JobRunner(config, { functions, method: 'sync' });
    const result = runner.run(graphOf({ a: { type: 'inner', values: { depth: 5 } } }));
    expect(summary(result)).toEqual({ a: 5 });
  });

  test('[R10] a function that closes its own runner is abandoned', async () => {
    let runner: JobRunner | undefined;
    const closes = node('closes', [], () => runner!.close(), { async: true });
    const { config, functions } = createConfig([...nodes, closes]);
    runner = new JobRunner(config, { functions });
    const result = await runner.run(graphOf({ a: { type: 'closes' }, b: { type: 'one' } }));
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus['a']).toBe('cancelled');
  });
});

describe('clocks', () => {
  /** A clock that is put back and forth at every look. */
  class JumpyClock extends FakeClock {
    #looks = 0;

    override now(): number {
      this.#looks += 1;
      return super.now() + (this.#looks % 2 === 0 ? -1e9 : 1e6 * this.#looks);
    }
  }

  test('[R14] one that jumps makes no duration or time negative', async () => {
    const clock = new JumpyClock();
    const sketch = {
      a: { type: 'one' },
      bad: { type: 'fail', settings: { retry: { attempts: 3 } } },
      b: { type: 'same', wires: { a: 'a' } },
    };
    const { result, events } = await runBoth(sketch, { runner: { clock } });
    const durations = Object.values(result.nodes).map(({ durationMs }) => durationMs);
    for (const time of [result.durationMs, ...durations, ...events.map((each) => each.time)]) {
      expect(time).toBeGreaterThanOrEqual(0);
    }
    const times = events.map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test('[R9] a timeout longer than a timer can be is no timeout at once', async () => {
    const settings = { timeoutMs: 2 ** 40 };
    const sleep = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
    const { result } = await run(
      { a: { type: 'sleep', settings } },
      { more: [node('sleep', [], sleep, { async: true })], timeoutMs: Infinity },
    );
    expect(result.nodes['a']?.error).toBeUndefined();
    expect(result.status).toBe('success');
  });
});

describe('names and controls', () => {
  const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

  test.each(odd)('[R2] a port, a node and a control named %s are like any other', async (name) => {
    const plain = node('plain', [name], (a: unknown) => a);
    const object = node('object', [name], (given: object) => Object.keys(given), {
      call: { style: 'object' },
    });
    const sketch = graphOf({
      [`x${name}`]: { type: 'plain' },
      wired: { type: 'plain' },
      object: { type: 'object' },
    });
    // A literal key `__proto__` would set the prototype.
    const put = (target: object, key: string, value: unknown): void => {
      Object.defineProperty(target, key, { value, enumerable: true });
    };
    const given = sketch.nodes as Record<
      string,
      { inputData: object; connections: { inputs: object } }
    >;
    const control = {};
    put(control, name, 7);
    put(given[`x${name}`]!.inputData, name, control);
    put(given['wired']!.connections.inputs, name, [{ nodeId: name, portName: 'result' }]);
    put(given['object']!.inputData, name, control);
    put(given, name, given[`x${name}`]);
    const { result } = await runBoth(sketch, { more: [plain, object], raw: true });
    expect(result.nodes[name]?.outputs).toEqual({ result: 7 });
    expect(result.nodes['wired']?.outputs).toEqual({ result: 7 });
    expect(result.nodes['object']?.outputs).toEqual({ result: [name] });
  });

  test('[R7] a control or a pin that is no data is its node’s error', async () => {
    const sketch = graphOf({
      a: { type: 'same', values: { a: { call: no } } },
      b: { type: 'one', pinned: { result: no } },
      c: { type: 'one' },
    });
    const { result } = await runBoth(sketch, { raw: true });
    expect(result.nodesStatus['c']).toBe('success');
  });
});

test('[R9] ten thousand nodes that fail twice run three times each', async () => {
  let calls = 0;
  const third = node(
    'third',
    ['a?'],
    (_a: unknown, { attempt }: { attempt: number }) => {
      calls += 1;
      if (attempt < 3) throw new Error('no');
      return 1;
    },
    { call: { context: true }, settings: { retry: { attempts: 3, delayMs: 5 } } },
  );
  const sketch = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index): [string, NodeSketch] => [
      `n${index}`,
      { type: 'third', wires: index < 1_000 ? {} : { a: `n${index - 1_000}` } },
    ]),
  );
  const clock = new FakeClock();
  const { config, functions } = createConfig([third]);
  const ran = new JobRunner(config, { functions, clock }).run(graphOf(sketch));
  for (let step = 0; step < 20; step += 1) await clock.advance(10);
  const result = await ran;
  expect(result.status).toBe('success');
  expect(Object.values(result.nodes).every(({ attempts }) => attempts === 3)).toBe(true);
  expect(calls).toBe(30_000);
  expect(clock.pending).toBe(0);
});
