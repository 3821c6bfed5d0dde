import { describe, expect, test } from '@jest/globals';
import { JobRunner, noValue, parseConfig, systemClock } from 'millrace';
import type { Clock, JobEvent, NodeContext, Registry, RunOptions } from 'millrace';
import { FakeClock } from './fake-clock.js';
import { expectLawfulEvents, graphOf } from './support.js';

const clock = new FakeClock();
const ended: string[] = [];
const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const functions = {
  *count(to: number) {
    for (let item = 1; item <= to; item += 1) yield item;
  },
  async *wait(to: number) {
    try {
      for (let item = 1; item <= to; item += 1) {
        await later();
        yield item;
      }
    } finally {
      ended.push('wait');
    }
  },
  *slow(to: number) {
    try {
      for (let item = 1; item <= to; item += 1) {
        clock.pass(5);
        yield item;
      }
    } finally {
      ended.push('slow');
    }
  },
  *endless() {
    try {
      for (let item = 0; ; item += 1) yield item;
    } finally {
      ended.push('endless');
    }
  },
  *busy() {
    try {
      const until = performance.now() + 20_000;
      while (performance.now() < until) yield noValue;
    } finally {
      ended.push('busy');
    }
  },
  async *stuck() {
    yield 1;
    await new Promise(() => undefined);
  },
  *breaks() {
    yield 1;
    throw new Error('out of water');
  },
  *gaps() {
    yield 1;
    yield noValue;
    yield undefined;
  },
  *promises() {
    yield Promise.resolve('a');
    yield 'b';
  },
  *rejects() {
    try {
      yield Promise.reject(new Error('no water'));
    } finally {
      ended.push('rejects');
    }
  },
  set: () => new Set(['a', 'b']),
  promised: async () => new Set(['a']),
  bare: () => {
    let left = 3;
    return { next: () => ((left -= 1) < 0 ? { done: true } : { done: false, value: left }) };
  },
  text: () => 'letters',
  none: () => noValue,
  *two() {
    yield 'low';
    yield 'high';
  },
  *asks(context: NodeContext) {
    context.progress(1, 2, 'half');
    yield context.nodeId;
  },
  length: (list: readonly unknown[]) => list.length,
} satisfies Registry;

const inputs = (...names: readonly string[]): object[] =>
  names.map((name) => ({ name, schema: {}, required: false }));
const collects = { style: 'positional', context: false, collect: true };
const one = [{ name: 'result', schema: {} }];
const { config } = parseConfig({
  nodeTypes: [
    ...Object.keys(functions).map((type) => ({
      type,
      async: ['wait', 'stuck', 'promised'].includes(type),
      call: collects,
      inputs: type === 'asks' ? [] : inputs('to'),
      outputs: one,
    })),
    { type: 'plain', call: { ...collects, collect: false }, inputs: inputs('list'), outputs: one },
  ].map((type) => {
    if (type.type === 'two') {
      return { ...type, returns: 'tuple', outputs: [{ name: 'low' }, { name: 'high' }] };
    }
    if (type.type === 'asks') return { ...type, call: { ...collects, context: true } };
    return type.type === 'length' ? { ...type, call: { ...collects, collect: false } } : type;
  }),
});

interface Ran {
  readonly result: Awaited<ReturnType<JobRunner['run']>>;
  readonly events: readonly JobEvent[];
  readonly progress: readonly number[];
}

async function run(
  type: string,
  options: RunOptions & {
    readonly to?: number;
    readonly method?: 'sync' | 'async';
    readonly clock?: Clock;
    readonly settings?: Readonly<Record<string, unknown>>;
  } = {},
): Promise<Ran> {
  const { to = 3, method = 'async', settings = {}, clock: time = clock, ...rest } = options;
  ended.length = 0;
  const runner = new JobRunner(config, { functions, method, clock: time });
  const events: JobEvent[] = [];
  const graph = graphOf({
    n: { type, values: { to }, settings },
    after: { type: 'length', wires: { to: 'n' } },
  });
  const result = await runner.run(graph, {
    ...rest,
    onEvent(event) {
      events.push(event);
      rest.onEvent?.(event);
    },
  });
  expectLawfulEvents(events, result);
  const progress = events.flatMap((event) => (event.type === 'nodeProgressed' ? event.done : []));
  return { result, events, progress };
}

describe('a function that gives its items one after another', () => {
  test.each<[string, unknown]>([
    ['count', [1, 2, 3]],
    ['wait', [1, 2, 3]],
    ['slow', [1, 2, 3]],
    ['set', ['a', 'b']],
    ['promises', ['a', 'b']],
    ['promised', ['a']],
    ['bare', [2, 1, 0]],
    ['gaps', [1, undefined]],
  ])('[T2] puts out the list of them: %s', async (type, list) => {
    const { result } = await run(type, { keep: 'all' });
    expect(result.nodes['n']!.outputs['result']).toEqual(list);
    expect(result.nodes['after']!.outputs['result']).toBe((list as unknown[]).length);
  });

  test.each(['count', 'slow', 'bare', 'set'])('[R8] runs synchronously, too: %s', async (type) => {
    const asynchronous = await run(type, { keep: 'all' });
    const synchronous = await run(type, { keep: 'all', method: 'sync' });
    expect(synchronous.result.nodes['n']!.outputs).toEqual(asynchronous.result.nodes['n']!.outputs);
    expect(synchronous.result.nodesStatus).toEqual({ n: 'success', after: 'success' });
  });

  test('[R8] is refused by a synchronous run where it is async', async () => {
    await expect(run('wait', { method: 'sync' })).rejects.toThrow('n: its function is async');
    const hidden = {
      ...config,
      nodeTypes: config.nodeTypes.map((type) => ({ ...type, async: false })),
    };
    const runner = new JobRunner(hidden, { functions, method: 'sync' });
    for (const type of ['wait', 'promised', 'promises', 'rejects']) {
      const result = runner.run(graphOf({ n: { type, values: { to: 2 } } }));
      expect(result.nodes['n']!.error?.code).toBe('unexpected-promise');
    }
    await later();
  });

  test('[T2] tells how many there are, at most every 16 ms, and the last time at the end', async () => {
    expect((await run('count')).progress).toEqual([3]);
    expect((await run('count', { to: 0 })).progress).toEqual([]);
    expect((await run('slow', { to: 10 })).progress).toEqual([4, 8, 10]);
    expect((await run('slow', { to: 8, method: 'sync' })).progress).toEqual([4, 8]);
  });

  test('[R4] `noValue` in its place is a branch not taken; another value is an error', async () => {
    const { result } = await run('none');
    expect(result.nodesStatus).toEqual({ n: 'success', after: 'skipped' });
    const { result: other } = await run('text');
    expect(other.nodes['n']!.error).toMatchObject({
      code: 'not-iterable',
      message:
        'expected n to give its items one after another (a generator, an iterator or a list), got "letters"',
    });
  });

  test('[R4] may give one item an output', async () => {
    const { result } = await run('two', { selectedNodeIds: ['n'] });
    expect(result.nodes['n']!.outputs).toEqual({ low: 'low', high: 'high' });
  });

  test('[R11] may have a context', async () => {
    const { result, events } = await run('asks', { keep: 'all' });
    expect(result.nodes['n']!.outputs['result']).toEqual(['n']);
    expect(events.filter(({ type }) => type === 'nodeProgressed')).toMatchObject([
      { done: 1, total: 2, message: 'half' },
      { done: 1 },
    ]);
  });

  test('[R9] fails with what it throws, and is tried again', async () => {
    const { result } = await run('breaks', { settings: { retry: { attempts: 2 } } });
    expect(result.nodes['n']).toMatchObject({ attempts: 2, error: { message: 'out of water' } });
  });

  test('[R9] fails with a promise among its items that rejects, and is ended', async () => {
    const { result } = await run('rejects');
    expect(result.nodes['n']!.error).toMatchObject({ message: 'no water' });
    expect(ended).toEqual(['rejects']);
  });

  test.each(['sync', 'async'] as const)('fails at a million items (%s)', async (method) => {
    const { result } = await run('endless', { method });
    expect(result.nodes['n']!.error).toMatchObject({
      code: 'too-many-items',
      message: expect.stringContaining('more than 1,000,000 items') as unknown as string,
    });
    expect(ended).toEqual(['endless']);
    const { result: whole } = await run('count', { to: 1_000_000, method });
    expect(whole.nodes['after']!.outputs['result']).toBe(1_000_000);
  });
});

describe('a function that gives its items one after another and is to stop', () => {
  test.each(['slow', 'wait'])(
    '[R10] is cancelled between two items, and cleans up: %s',
    async (type) => {
      const controller = new AbortController();
      const { result } = await run(type, {
        to: 1_000,
        signal: controller.signal,
        onEvent(event) {
          if (event.type === 'nodeStarted')
            setImmediate(() => controller.abort(new Error('enough')));
        },
      });
      expect(result.nodesStatus).toEqual({ n: 'cancelled', after: 'cancelled' });
      await later();
      await later();
      expect(ended).toEqual([type]);
    },
  );

  test('[R10] stops a synchronous run between two items', async () => {
    const controller = new AbortController();
    const { result } = await run('slow', {
      to: 1_000,
      method: 'sync',
      signal: controller.signal,
      onEvent(event) {
        if (event.type === 'nodeProgressed') controller.abort(new Error('enough'));
      },
    });
    expect(result.nodesStatus).toEqual({ n: 'cancelled', after: 'cancelled' });
    expect(result.status).toBe('cancelled');
    expect(ended).toEqual(['slow']);
  });

  test('[R9] ends at its time limit, also where it never pauses by itself', async () => {
    const { result } = await run('busy', { settings: { timeoutMs: 30 }, clock: systemClock });
    expect(result.nodes['n']!.error?.code).toBe('node-timeout');
    await later();
    expect(ended).toEqual(['busy']);
  });

  test('[R10] leaves one to itself that waits for ever', async () => {
    const controller = new AbortController();
    const { result, events } = await run('stuck', {
      signal: controller.signal,
      onEvent(event) {
        if (event.type === 'nodeStarted') setImmediate(() => controller.abort());
      },
    });
    expect(result.nodesStatus['n']).toBe('cancelled');
    expect(events.find(({ type }) => type === 'nodeCancelled')).toMatchObject({ abandoned: true });
  });
});
