/** A worker entry as an app has it, with functions that behave in every way. */
import { noValue } from '../../../../src/run/no-value.js';
import type { NodeContext } from '../../../../src/run/node-context.js';
import { serveFunctions } from '../../../../src/run/workers/serve-functions.js';

class Money {
  #cents = 5;
  cents(): number {
    return this.#cents;
  }
}

const COUNT = 0;

/** Blocks until as many calls as `wanted` are in here at the same time. */
function meet(shared: Int32Array, wanted: number): string {
  Atomics.add(shared, COUNT, 1);
  Atomics.notify(shared, COUNT);
  for (;;) {
    const here = Atomics.load(shared, COUNT);
    if (here >= wanted) return 'met';
    if (Atomics.wait(shared, COUNT, here, 30_000) === 'timed-out') return 'alone';
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let underWay = 0;
let loads = 0;
let uses = 0;
let kept: NodeContext | undefined;

/** An error with a name and a code of its own. */
class StockError extends Error {
  override name = 'StockError';
  readonly code = 'out-of-stock';
}

serveFunctions({
  add: (a: number, b: number) => a + b,
  same: (value: unknown) => value,
  later: async (value: unknown) => {
    await sleep(1);
    return value;
  },
  together: async () => {
    underWay += 1;
    const count = underWay;
    await sleep(1);
    underWay -= 1;
    return count;
  },
  meet,
  spin: (shared?: Int32Array) => {
    if (shared !== undefined) Atomics.add(shared, COUNT, 1);
    for (;;);
  },
  never: () => new Promise(() => undefined),
  uses: () => (uses += 1),
  exit: (code: number) => process.exit(code),
  throws: () => {
    throw new StockError('no apples', { cause: new TypeError('the shelf') });
  },
  throwsText: () => {
    throw 'just text';
  },
  hostile: () => {
    throw new Proxy({}, { get: () => JSON.parse('{') });
  },
  badThenable: () => ({
    get then(): never {
      throw new Error('no then');
    },
  }),
  uncaught: () => {
    setTimeout(() => {
      throw new Error('nobody caught it');
    });
    return new Promise(() => undefined);
  },
  stray: () => {
    void Promise.reject(new Error('stray'));
    return 'returned';
  },
  returnsFunction: () => ({ rows: [1, { format: () => '' }] }),
  returnsMoney: () => new Map([['price', new Money()]]),
  returnsPromises: () => [Promise.resolve(1)],
  returnsGetter: () => ({
    get price(): never {
      throw new Error('no price today');
    },
  }),
  returnsDeepGap: () => ({ inner: { gap: noValue } }),
  whole: () => noValue,
  tuple: () => [1, noValue, 'three', noValue],
  object: () => ({ a: noValue, b: undefined, c: null }),
  hidden: () => JSON.parse('{"__proto__": 1, "a": 2}') as unknown,
  hiddenGap: () => ({ ['__proto__']: noValue, a: 2 }),
  lazy: {
    load: async () => {
      loads += 1;
      return () => loads;
    },
  },
  lazyBroken: { load: () => Promise.reject(new Error('404 for chart.js')) },
  report: async (n: number, context: NodeContext) => {
    const { signal, log, progress, state, ...facts } = described(context);
    context.log('first');
    context.log('careful', 'warning');
    context.progress(1, 3, 'a third');
    context.progress(2);
    return { n, facts, aborted: signal.aborted, log, progress, state };
  },
  readsState: (context: NodeContext) => context.state.node.size,
  runsGraph: (context: NodeContext) => context.runGraph('any'),
  keepsContext: (context: NodeContext) => {
    kept = context;
  },
  logsLate: () => {
    kept?.log('too late');
    kept?.progress(1);
    return kept !== undefined;
  },
  stops: (context: NodeContext) =>
    new Promise((_, reject) => {
      const { signal } = context;
      context.log('waiting');
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    }),
  hears: (shared: Int32Array, context: NodeContext) =>
    new Promise((resolve) => {
      context.log('waiting');
      context.signal.addEventListener('abort', () => {
        const { name, message } = context.signal.reason as Error;
        shared[COUNT] = name === 'TimeoutError' && message === 'slow' ? 1 : 2;
        context.log('heard');
        resolve('a late result');
      });
    }),
  tellsSecret: (context: NodeContext) => {
    const key = context.secrets['key'] as string;
    context.log(`trying ${key}`);
    context.progress(1, 1, key);
    throw new Error(`the door does not open by ${key}`);
  },
  exitsOnce: ({ attempt }: NodeContext) => (attempt === 1 ? process.exit(1) : attempt),
  empties: (list: unknown[]) => {
    list.length = 0;
    return list;
  },
  *items(to: number) {
    for (let item = 0; item < to; item += 1) yield item % 3 === 1 ? noValue : item;
  },
  async *itemsLater(to: number) {
    for (let item = 0; item < to; item += 1) {
      await sleep(1);
      yield new Set([item]);
    }
  },
  *itemsForEver(shared: Int32Array) {
    try {
      for (;;) yield noValue;
    } finally {
      Atomics.add(shared, COUNT, 1);
    }
  },
  stubborn: (context: NodeContext) => {
    context.log('waiting');
    return new Promise(() => undefined);
  },
});

/** The context without what can't be posted. */
function described(context: NodeContext) {
  let state = 'there';
  try {
    void context.state;
  } catch {
    state = 'an error';
  }
  const { jobId, nodeId, attempt, inputs, task, secrets, idempotencyKey, signal } = context;
  const facts = { jobId, nodeId, attempt, inputs, task, secrets, idempotencyKey };
  return { ...facts, signal, log: typeof context.log, progress: typeof context.progress, state };
}
