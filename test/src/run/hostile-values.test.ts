/** What functions give back, or throw, that they must not. */
import { describe, expect, test } from '@jest/globals';
import { parseRecord } from 'millrace';
import type { RunOptions } from 'millrace';
import type { NodeSketch } from './support.js';
import { node, run, runBoth } from './support.js';

const no = (): never => {
  throw new Error('no');
};

/** Everything one may do to it throws, but being read as no promise. */
const trap = (): object =>
  new Proxy(
    {},
    {
      get: (_target, key) => (key === 'then' ? undefined : no()),
      getPrototypeOf: no,
      has: no,
      ownKeys: no,
      getOwnPropertyDescriptor: no,
      set: no,
      defineProperty: no,
    },
  );

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const circular = (): object => {
  const list: unknown[] = [];
  list.push({ list });
  return list;
};

const VALUES: Readonly<Record<string, () => unknown>> = {
  'a Proxy whose traps throw': trap,
  'a Proxy of an object': () => new Proxy({ a: [1] }, {}),
  'a throwing getter': () => ({
    get a() {
      return no();
    },
  }),
  'a circular value': circular,
  'a hundred megabytes': () => new Uint8Array(100 * 1024 * 1024),
  'a buffer of a hundred megabytes': () => new ArrayBuffer(100 * 1024 * 1024),
  'a text of thirty megabytes': () => 'x'.repeat(30 * 1024 * 1024),
  'a function': () => () => 1,
  'a symbol': () => Symbol('s'),
  'a constructor of no name': () => ({ constructor: { name: { text: 'no name' } } }),
  'a class that is a list': () => new (class Row extends Array {})(3),
};

const chain: Readonly<Record<string, NodeSketch>> = {
  source: { type: 'source' },
  left: { type: 'pass', wires: { a: 'source' } },
  right: { type: 'pass', wires: { a: 'source' } },
};

const OPTIONS: Readonly<Record<string, RunOptions & { readonly cache?: boolean }>> = {
  'as it is': {},
  'with keep: "all"': { keep: 'all' },
  'with record: true': { record: true, context: { secrets: { key: 'sesame' } } },
  'with cache: true': { cache: true },
};

describe.each(Object.entries(VALUES))('a function returns %s', (_name, make) => {
  test.each(Object.entries(OPTIONS))('[R14] %s, and the job ends', async (_how, options) => {
    const { cache = false, ...runOptions } = options;
    const source = node('source', [], make, { settings: { cache } });
    const pass = node('pass', ['a'], (a: unknown) => a, { settings: { cache } });
    for (const method of ['async', 'sync'] as const) {
      const { result, events } = await run(chain, { more: [source, pass], method, ...runOptions });
      const statuses = { source: 'success', left: 'success', right: 'success' };
      expect({ ...result.nodesStatus }).toEqual(statuses);
      expect(Object.keys(result.nodes['left']!.outputs)).toEqual(['result']);
      result.close();
      if (runOptions.record !== true) continue;
      const { issues, record } = parseRecord(JSON.parse(JSON.stringify(result.record)));
      expect(issues).toEqual([]);
      expect(record?.events).toHaveLength(events.length);
    }
  });
});

test('[R14] a revoked Proxy is the error of the node that returns it', async () => {
  const more = [node('source', [], revoked), node('pass', ['a'], (a: unknown) => a)];
  const { result } = await runBoth(chain, { more });
  expect(result.nodes['source']?.status).toBe('error');
  expect(result.nodes['left']?.cause).toEqual({ nodeId: 'source', reason: 'error' });
});

describe('anything may be thrown', () => {
  test.each([
    ['null', null],
    ['undefined', undefined],
    ['a text', 'out of water'],
    ['a Proxy', trap()],
    ['a revoked Proxy', revoked()],
    ['a function', no],
    ['a symbol', Symbol('s')],
    ['an object without a prototype', Object.create(null)],
  ])('[R14] %s', async (_name, thrown) => {
    const throws = node('throws', [], () => {
      // oxlint-disable-next-line typescript/only-throw-error -- that is what is tested
      throw thrown;
    });
    const rejects = node('rejects', [], () => Promise.reject(thrown as Error), { async: true });
    const { result, events } = await run(
      { a: { type: 'throws' }, b: { type: 'rejects' }, c: { type: 'same', wires: { a: 'b' } } },
      { more: [throws, rejects], context: { secrets: { key: 'sesame' } }, record: true },
    );
    expect({ ...result.nodesStatus }).toEqual({ a: 'error', b: 'error', c: 'skipped' });
    expect(typeof result.nodes['a']?.error?.message).toBe('string');
    expect(result.record?.events).toHaveLength(events.length);
  });
});

describe('promises that lie', () => {
  type Settle = (value: unknown) => void;
  const promiseWith = (then: (ok: Settle, fail: Settle) => void): unknown =>
    Object.defineProperty(Promise.resolve(0), 'then', { value: then });
  const LIARS: Readonly<Record<string, () => unknown>> = {
    'calls back at once and twice': () =>
      promiseWith((ok, fail) => {
        ok(1);
        fail(new Error('no'));
        ok(2);
      }),
    'throws in then': () => promiseWith(no),
    'is a Proxy of a promise': () => new Proxy(Promise.resolve(0), {}),
    'throws in its constructor': () => {
      const promise = Promise.resolve(0);
      return Object.defineProperty(promise, 'constructor', { get: no });
    },
    'answers with itself': () => {
      const self = {
        // oxlint-disable-next-line unicorn/no-thenable -- a hostile thenable is what is tested
        then: (ok: (value: unknown) => void) => ok(self.again),
        get again() {
          return { then: (ok: (value: unknown) => void) => ok(1) };
        },
      };
      return self;
    },
    'is a function with then': () =>
      Object.assign(() => 1, {
        // oxlint-disable-next-line unicorn/no-thenable -- a hostile thenable is what is tested
        then: (ok: (value: unknown) => void) => ok(1),
      }),
  };

  test.each(Object.entries(LIARS))(
    '[R14] one that %s settles once, and holds no slot',
    async (_name, make) => {
      let open = 0;
      let most = 0;
      const busy = node(
        'busy',
        [],
        async () => {
          most = Math.max(most, (open += 1));
          await new Promise(setImmediate);
          open -= 1;
        },
        { async: true },
      );
      const liar = node('liar', [], make, { async: true });
      const { result } = await run(
        {
          liar: { type: 'liar' },
          a: { type: 'busy' },
          b: { type: 'busy' },
          c: { type: 'busy' },
        },
        { more: [busy, liar], concurrency: 1 },
      );
      expect(['success', 'error']).toContain(result.nodesStatus['liar']);
      expect(result.nodes['c']?.status).toBe('success');
      expect(most).toBe(1);
      const plain = node('liar', [], make);
      const sync = await run({ liar: { type: 'liar' } }, { more: [plain], method: 'sync' });
      expect(sync.result.nodes['liar']?.status).toBe('error');
    },
  );
});
