import { describe, expect, test } from '@jest/globals';
import { codeOf, createPool, useThreads } from './test-pool.js';

useThreads();

describe('values that do not cross', () => {
  test.each([
    ['whole', Symbol.for('millrace.noValue')],
    ['tuple', [1, Symbol.for('millrace.noValue'), 'three', Symbol.for('millrace.noValue')]],
    ['object', { a: Symbol.for('millrace.noValue'), b: undefined, c: null }],
  ])('[R4] noValue crosses: %s', async (nodeType, expected) => {
    expect(await createPool().call(nodeType)).toEqual(expected);
  });

  test('a key __proto__ crosses as an own property, as does noValue under it', async () => {
    const { call } = createPool('serving', { size: 1 });
    expect(Object.entries((await call('hidden')) as object)).toEqual([
      ['__proto__', 1],
      ['a', 2],
    ]);
    expect(Object.entries((await call('hiddenGap')) as object)).toEqual([
      ['__proto__', Symbol.for('millrace.noValue')],
      ['a', 2],
    ]);
  });

  test.each([
    ['returnsFunction', 'the result.rows[1].format is a function'],
    ['returnsMoney', 'the result[0][1] is a Money'],
    ['returnsPromises', 'the result: #<Promise> could not be cloned.'],
    ['returnsDeepGap', 'the result.inner.gap is Symbol(millrace.noValue)'],
  ])('%s is value-not-cloned, and says what it is', async (nodeType, found) => {
    const { call, opened } = createPool('serving', { size: 1 });
    await expect(call(nodeType)).rejects.toMatchObject({
      code: 'value-not-cloned',
      message: expect.stringContaining(
        `n1 runs in a worker, which can only get and give copies, but ${found}`,
      ) as unknown,
    });
    expect(await call('add', [1, 1])).toBe(2);
    expect(opened.length).toBe(1);
  });

  test('an argument that can not be copied is the error of its call, which does not start', async () => {
    const { call, opened } = createPool('serving', { size: 1 });
    let started = 0;
    const listener = { onStarted: () => void (started += 1) };
    class Tap {}
    const attempts = [
      call('same', [1, { deep: [() => 0] }], { listener }),
      call('same', [new Set([new Tap()])], { listener }),
      call('same', [], { context: { task: Symbol('task') }, listener }),
      call('same', [new WeakMap()], { listener }),
    ].map((promise) => promise.catch((error: unknown) => (error as Error).message));
    const messages = await Promise.all(attempts);
    expect(messages.map((message) => /but (.*); use/.exec(message as string)?.[1])).toEqual([
      'argument 2.deep[0] is a function',
      'argument 1[0] is a Tap',
      'context.task is Symbol(task)',
      'argument 1: [object WeakMap] could not be cloned.',
    ]);
    expect(started).toBe(0);
    expect(await call('add', [1, 1])).toBe(2);
    expect(opened.length).toBe(1);
  });

  test('values that hold themselves, and very deep ones, cross or are errors', async () => {
    const { call } = createPool('serving', { size: 1 });
    const round: { self?: unknown } = {};
    round.self = round;
    const copy = (await call('same', [round])) as typeof round;
    expect(copy.self).toBe(copy);
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    expect(await codeOf(call('same', [deep]))).toBe('value-not-cloned');
    expect(await call('add', [1, 1])).toBe(2);
  });
});
