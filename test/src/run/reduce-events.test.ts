import { describe, expect, test } from '@jest/globals';
import { parseStatus, reduceEvents } from 'millrace';
import type { JobEvent } from 'millrace';
import { run } from './support.js';

describe('the status map', () => {
  test('is the same whether events are reduced at once or one by one', async () => {
    const { events, result } = await run({
      a: { type: 'fail' },
      b: { type: 'same', wires: { a: 'a' } },
      c: { type: 'one' },
    });
    let state = reduceEvents([]);
    expect(state).toEqual({ status: 'idle', nodesStatus: {} });
    for (const event of events) {
      const before = JSON.stringify(state);
      const next = reduceEvents([event], state);
      expect(JSON.stringify(state)).toBe(before);
      state = next;
    }
    expect(state).toEqual(reduceEvents(events));
    expect({ ...state.nodesStatus }).toEqual({ ...result.nodesStatus });
  });

  test('a failure that will be retried waits again, and a new job starts anew', () => {
    const base = { jobId: 'j', seq: 0, time: 0 };
    const error = { name: 'Error', code: 'error', message: 'x' };
    const events: JobEvent[] = [
      { ...base, type: 'jobStarted', selected: ['a', '__proto__'] },
      { ...base, type: 'nodeStarted', nodeId: 'a', nodeType: 't', attempt: 1, placement: 'inline' },
      { ...base, type: 'nodeFailed', nodeId: 'a', error, durationMs: 1, retryInMs: 5 },
    ];
    const state = reduceEvents(events);
    expect(Object.entries(state.nodesStatus)).toEqual([
      ['a', 'waiting'],
      ['__proto__', 'waiting'],
    ]);
    const next = reduceEvents([{ ...base, type: 'jobStarted', selected: ['b'] }], state);
    expect(Object.keys(next.nodesStatus)).toEqual(['b']);
  });
});

test('Flowfunc’s status names are read as ours', () => {
  const names = ['started', 'deferred', 'finished', 'failed', 'canceled', 'stopped', 'scheduled'];
  expect(names.map(parseStatus)).toEqual([
    'running',
    'waiting',
    'success',
    'error',
    'cancelled',
    'cancelled',
    'queued',
  ]);
  expect(parseStatus('running')).toBe('running');
  expect(parseStatus('constructor')).toBeUndefined();
});
