import { describe, expect, test } from '@jest/globals';
import { node, run, runBoth, summary } from './support.js';

const list = node('list', [], () => [1, 2, 3]);
const push = node('push', ['list'], (given: number[]) => given.push(9));
const size = node('size', ['list'], (given: number[]) => given.length);
const opaque = node('opaque', [], () => () => 1);
const join = node('join', [{ name: 'lists', multiple: true }], (lists: number[][]) =>
  lists.map((each) => each.push(0)),
);
const more = [list, push, size, opaque, join];

const sketch = {
  list: { type: 'list' },
  push: { type: 'push', wires: { list: 'list' } },
  size: { type: 'size', wires: { list: 'list' } },
};

describe('wire values', () => {
  test('[R15] pass by reference: what one function changes another one sees', async () => {
    const { result } = await runBoth(sketch, { more });
    expect(summary(result)).toMatchObject({ push: 4, size: 4 });
  });

  test('[R15] are cloned for each of several inputs with `isolate`', async () => {
    const { result } = await runBoth(sketch, { more, isolate: true, keep: 'all' });
    expect(summary(result)).toEqual({ list: [1, 2, 3], push: 4, size: 3 });
  });

  test('[R15] that two inputs of one node, or of a list, read are two values', async () => {
    const same = node('same2', ['a', 'b'], (a: unknown, b: unknown) => a === b);
    const graph = {
      list: { type: 'list' },
      same: { type: 'same2', wires: { a: 'list', b: 'list' } },
      join: { type: 'join', wires: { lists: ['list', 'list'] } },
    };
    const options = { more: [...more, same] };
    const shared = await runBoth(graph, options);
    expect(summary(shared.result)).toMatchObject({ same: true, join: [4, 5] });
    const alone = await runBoth(graph, { ...options, isolate: true });
    expect(summary(alone.result)).toMatchObject({ same: false, join: [4, 4] });
  });

  test('[R15] that one input alone reads stay what they are', async () => {
    for (const method of ['async', 'sync'] as const) {
      const { result } = await run(
        { opaque: { type: 'opaque' }, use: { type: 'same', wires: { a: 'opaque' } } },
        { more, isolate: true, method },
      );
      expect(result.status).toBe('success');
    }
  });

  test('[R15] that can’t be cloned are an error of the node that reads them', async () => {
    const held = node('held', [], () => ({ call: () => 1 }));
    const { result } = await runBoth(
      {
        held: { type: 'held' },
        a: { type: 'same', wires: { a: 'held' } },
        b: { type: 'same', wires: { a: 'held' } },
      },
      { more: [held], isolate: true },
    );
    expect(result.nodesStatus['held']).toBe('success');
    for (const id of ['a', 'b']) {
      expect(result.nodes[id]?.error?.code).toBe('value-not-cloned');
      expect(result.nodes[id]?.error?.message).toContain(`${id} reads held.result`);
    }
  });

  test('[R15] control values are fresh for every call, attempt and run', async () => {
    const values = { list: [1] };
    const graph = {
      a: { type: 'push', values },
      b: { type: 'push', values },
      bad: { type: 'fail' },
    };
    const { result } = await run(graph, {
      more,
      onError: { type: 'retryJob', attempts: 3 },
      keep: 'all',
    });
    expect(summary(result)).toMatchObject({ a: 2, b: 2 });
    expect(values).toEqual({ list: [1] });
  });
});
