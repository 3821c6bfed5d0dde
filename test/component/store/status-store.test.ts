import { describe, expect, test } from '@jest/globals';
import { createStatusStore } from '../../../component/store/status-store.js';

describe('the status store', () => {
  test('a node nothing is known of is idle', () => {
    expect(createStatusStore().get('a')).toEqual({ status: 'idle', report: undefined });
  });

  test('a change is told to the listeners of the nodes it concerns, once', () => {
    const store = createStatusStore();
    const told: string[] = [];
    store.subscribe('a', () => told.push('a'));
    store.subscribe('b', () => told.push('b'));
    store.subscribeAll((changed) => told.push(`all: ${changed.join()}`));
    store.set({ a: 'running', b: 'waiting' }, {});
    store.set({ a: 'running', b: 'running' }, {});
    store.set({ a: 'running', b: 'running' }, {});
    expect(told).toEqual(['a', 'b', 'all: a,b', 'b', 'all: b']);
  });

  test('a node keeps its object until something of it changes', () => {
    const store = createStatusStore();
    const reports = { a: { durationMs: 3 }, b: { durationMs: 4 } };
    store.set({ a: 'success', b: 'running' }, reports);
    const before = store.get('a');
    store.set({ a: 'success', b: 'success' }, { ...reports, b: { durationMs: 5 } });
    expect(store.get('a')).toBe(before);
    expect(store.get('b').report?.durationMs).toBe(5);
  });

  test('[E16] of an odd report what can be shown is kept, and that a node failed', () => {
    const store = createStatusStore();
    const circle = { name: 'E', code: 'c', message: 'm', cause: {} };
    circle.cause = circle;
    const reports = {
      a: { error: 'boom', outputs: 5, log: [null], durationMs: 3 },
      b: { error: circle, progress: 'x', cause: 7 },
      c: null,
    } as unknown as Parameters<typeof store.set>[1];
    store.set({ a: 'error' }, reports);
    const before = store.get('a');
    expect(before.report).toEqual({
      error: { name: 'Error', code: 'error', message: 'boom' },
      durationMs: 3,
    });
    expect(Object.keys(store.get('b').report!)).toEqual(['error']);
    expect(store.get('c').report).toBeUndefined();
    store.set({ a: 'error' }, { ...reports });
    expect(store.get('a')).toBe(before);
  });

  test('a node that is not named any more is idle again', () => {
    const store = createStatusStore();
    store.set({ a: 'error' }, { a: { error: { name: 'Error', code: 'error', message: 'no' } } });
    store.set({}, {});
    expect(store.get('a')).toEqual({ status: 'idle', report: undefined });
  });

  test('Flowfunc’s names are understood, others and inherited ones are idle', () => {
    const store = createStatusStore();
    store.set({ a: 'finished', b: 'started', c: 'toString', d: 'nonsense' }, {});
    const statuses = ['a', 'b', 'c', 'd', '__proto__', 'constructor'].map(
      (id) => store.get(id).status,
    );
    expect(statuses).toEqual(['success', 'running', 'idle', 'idle', 'idle', 'idle']);
  });

  test('who has unsubscribed is told nothing', () => {
    const store = createStatusStore();
    const end = store.subscribe('a', () => {
      throw new Error('told');
    });
    end();
    store.set({ a: 'running' }, {});
    expect(store.get('a').status).toBe('running');
  });
});
