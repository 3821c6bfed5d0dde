import { describe, expect, test } from '@jest/globals';
import { JobRunner, parseConfig } from 'millrace';
import { expectLawfulEvents, graphOf } from '../support.js';
import { createPool, openThread, sharedNumber, until, useThreads } from './test-pool.js';

useThreads();

const collect = true;

describe('a worker whose function gives its items one after another', () => {
  test('[T2] answers with their list and tells how many there are', async () => {
    const { call } = createPool();
    const told: number[] = [];
    const listener = { onProgressed: (done: number) => void told.push(done) };
    expect(await call('items', [6], { collect, listener })).toEqual([0, 2, 3, 5]);
    expect(told.at(-1)).toBe(4);
    const later = await call('itemsLater', [3], { collect, listener });
    expect(later).toEqual([new Set([0]), new Set([1]), new Set([2])]);
    expect(told.at(-1)).toBe(3);
  });

  test('[T2] rejects where it gives no items', async () => {
    const { call } = createPool();
    await expect(call('add', [1, 2], { collect })).rejects.toMatchObject({ code: 'not-iterable' });
  });

  test('[R10] lets it clean up after an abort, and goes on', async () => {
    const { call, opened } = createPool('serving', { size: 1 });
    const shared = sharedNumber();
    const controller = new AbortController();
    const { signal } = controller;
    const listener = {
      onStarted: () => void setTimeout(() => controller.abort(new Error('enough')), 30),
    };
    await expect(call('itemsForEver', [shared], { collect, signal, listener })).rejects.toThrow(
      'enough',
    );
    expect(Atomics.load(shared, 0)).toBe(1);
    expect(await call('add', [1, 1])).toBe(2);
    expect(opened.length).toBe(1);
  });

  test('[R9] is one of a node that is collected, and is timed out', async () => {
    const call = { style: 'positional', context: false, collect };
    const settings = { placement: 'worker' };
    const { config } = parseConfig({
      nodeTypes: ['items', 'itemsForEver'].map((type) => ({
        type,
        call,
        settings,
        inputs: [{ name: 'a', schema: {} }],
        outputs: [{ name: 'result', schema: {} }],
      })),
    });
    const notHere = (): never => {
      throw new Error('it was called inline');
    };
    const functions = { items: notHere, itemsForEver: notHere };
    const runner = new JobRunner(config, { functions, worker: () => openThread('serving') });
    const shared = sharedNumber();
    const events: Parameters<typeof expectLawfulEvents>[0][number][] = [];
    const result = await runner.run(
      graphOf({
        a: { type: 'items', values: { a: 3 } },
        b: { type: 'itemsForEver', settings: { timeoutMs: 100 } },
      }),
      { inputs: { b: { a: shared } }, onEvent: (event) => events.push(event) },
    );
    expectLawfulEvents(events, result);
    expect(result.nodes['a']!.outputs['result']).toEqual([0, 2]);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'nodeProgressed', nodeId: 'a', done: 2 }),
    );
    expect(result.nodes['b']!.error?.code).toBe('node-timeout');
    await until(() => Atomics.load(shared, 0) === 1);
    await runner.close();
  });
});
