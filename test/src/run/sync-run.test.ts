import { describe, expect, jest, test } from '@jest/globals';
import { createConfig, JobRunner } from 'millrace';
import { graphOf, node, nodes, run, runBoth, summary } from './support.js';

function syncRunner(more: Parameters<typeof createConfig>[0] = []): JobRunner<'sync'> {
  const { config, functions } = createConfig([...nodes, ...more]);
  return new JobRunner(config, { functions, method: 'sync' });
}

describe('what can’t run synchronously', () => {
  test('[R8] async functions are refused by node before anything runs', () => {
    const called = jest.fn(() => 1);
    const graph = graphOf({ a: { type: 'called' }, b: { type: 'later', wires: { a: 'a' } } });
    const refuse = (): unknown => syncRunner([node('called', [], called)]).run(graph);
    expect(refuse).toThrow(expect.objectContaining({ code: 'not-sync' }));
    expect(refuse).toThrow(/b: its function is async/);
    expect(called).not.toHaveBeenCalled();
  });

  test('[R8] unloaded functions, timeouts and retry delays are refused', () => {
    const { config } = createConfig(nodes);
    const lazy = new JobRunner(config, {
      functions: { one: { load: async () => () => 1 } },
      method: 'sync',
    });
    const graph = graphOf({ a: { type: 'one' } });
    expect(() => lazy.run(graph)).toThrow(/a: its function is not loaded/);
    expect(() => syncRunner().run(graph, { timeoutMs: 5 })).toThrow(/timeoutMs/);
    expect(() =>
      syncRunner().run(graph, { onError: { type: 'retryJob', attempts: 2, delayMs: 1 } }),
    ).toThrow(/delayMs/);
  });

  test('[R8] a bad or disabled node does not count: it is not called', () => {
    const result = syncRunner().run(
      graphOf({
        a: { type: 'later', disabled: true },
        b: { type: 'no.such' },
        d: { type: 'no.such', disabled: true },
        c: { type: 'one' },
      }),
    );
    expect(result.nodesStatus).toEqual({ a: 'skipped', b: 'error', c: 'success', d: 'skipped' });
  });

  test('[R8] a promise from a function that is not marked async is its node’s error', async () => {
    const sneaky = node('sneaky', [], () => Promise.reject(new Error('unheard')));
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const { result } = await run({ a: { type: 'sneaky' } }, { more: [sneaky], method: 'sync' });
    await new Promise(setImmediate);
    process.off('unhandledRejection', unhandled);
    expect(result.nodes['a']?.error).toMatchObject({ code: 'unexpected-promise' });
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('[R8] the async method awaits such a promise', async () => {
    const sneaky = node('sneaky', [], () => Promise.resolve(3));
    const { result } = await run({ a: { type: 'sneaky' } }, { more: [sneaky] });
    expect(summary(result)).toEqual({ a: 3 });
  });
});

describe('policies', () => {
  test('[R5] "stop" and "retryJob" end a synchronous run as they do an async one', async () => {
    const sketch = {
      bad: { type: 'fail' },
      child: { type: 'same', wires: { a: 'bad' } },
      other: { type: 'one' },
    };
    const stopped = await runBoth(sketch, { onError: 'stop' });
    expect(stopped.result.nodesStatus).toEqual({
      bad: 'error',
      child: 'skipped',
      other: 'cancelled',
    });
    const retried = await runBoth(sketch, { onError: { type: 'retryJob', attempts: 3 } });
    expect(retried.order.filter((entry) => entry === 'retry')).toHaveLength(2);
    expect(retried.result.status).toBe('error');
  });

  test('[R10] an abort counts before the next node', () => {
    const controller = new AbortController();
    const abort = node('abort', [], () => controller.abort());
    const result = syncRunner([abort]).run(graphOf({ a: { type: 'abort' }, b: { type: 'one' } }), {
      signal: controller.signal,
    });
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus).toEqual({ a: 'success', b: 'cancelled' });
  });
});

describe('the bare loop', () => {
  const anything = { type: 'sum', wires: {} };
  const sum = node('sum', ['a?', 'b?'], (a = 0, b = 0) => (a as number) + (b as number));
  const graph = graphOf({
    a: { type: 'one' },
    b: { ...anything, wires: { a: 'a', b: 'a' } },
    c: { ...anything, wires: { a: 'b', b: 'a' } },
    odd: { type: 'odd', wires: { a: 'c' } },
    after: { type: 'same', wires: { a: 'odd' } },
    end: { type: 'same', wires: { a: 'c' } },
  });

  const oddities: Record<string, (a: unknown) => unknown> = {
    'returns nothing': () => undefined,
    'returns null': () => null,
    throws: () => {
      throw new Error('odd');
    },
    'returns a promise': () => Promise.resolve(1),
    'takes no branch': () => Symbol.for('millrace.noValue'),
    'throws from then': () => ({
      get then(): unknown {
        throw new Error('no then');
      },
    }),
  };

  test.each(Object.keys(oddities))('gives what the full loop gives when a node %s', (name) => {
    const calls: unknown[] = [];
    const odd = node('odd', ['a'], (a: unknown) => {
      calls.push(a);
      return oddities[name]!(a);
    });
    const runner = syncRunner([sum, odd]);
    const bare = runner.run(graph, { timing: false });
    expect(calls).toEqual([3]);
    const full = runner.run(graph, { timing: false, onEvent: () => undefined });
    const plain = (result: typeof bare): unknown =>
      Object.entries(result.nodes).map(([id, each]) => [
        id,
        { ...each, error: each.error?.message },
      ]);
    expect(plain(bare)).toEqual(plain(full));
    expect(bare.status).toBe(full.status);
  });
});

test('[R1] a chain of 30,000 nodes runs in both methods, forwards and backwards', async () => {
  const count = 30_000;
  const ids = Array.from({ length: count }, (_, index) => `n${index}`);
  const sketch = (id: string, index: number): [string, { type: string }] => [
    id,
    index === 0 ? { type: 'one' } : ({ type: 'next', wires: { a: ids[index - 1]! } } as never),
  ];
  const entries = ids.map(sketch);
  const next = node('next', ['a'], (a: number) => a + 1);
  const { config, functions } = createConfig([...nodes, next]);
  for (const listed of [entries, [...entries].reverse()]) {
    const graph = graphOf(Object.fromEntries(listed));
    const sync = new JobRunner(config, { functions, method: 'sync' }).run(graph);
    const asynchronous = await new JobRunner(config, { functions }).run(graph);
    for (const result of [sync, asynchronous]) {
      expect(result.status).toBe('success');
      expect(result.nodes[ids.at(-1)!]?.outputs).toEqual({ result: count });
    }
  }
}, 60_000);
