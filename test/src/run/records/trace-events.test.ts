import { describe, expect, test } from '@jest/globals';
import { toTraceEvents } from 'millrace';
import type { JobRecord, Trace, TraceEvent } from 'millrace';
import type { JobEventBody } from '../../../../src/run/events.js';
import { createRandom } from '../../../fuzz/random.js';
import { eventsOf, randomJob } from '../events/events.js';

const ERROR = { name: 'E', code: 'e', message: 'out of water' };

/** Events two milliseconds apart. */
function traceOf(...bodies: readonly JobEventBody[]): Trace {
  const events = eventsOf('j', bodies) as JobRecord['events'];
  return toTraceEvents({ version: 1, jobId: 'j', config: '', graph: '', events });
}

const start = (
  nodeId: string,
  placement: 'inline' | 'pyodide' = 'inline',
  attempt = 1,
): JobEventBody => ({ type: 'nodeStarted', nodeId, nodeType: 't', attempt, placement });
const end = (nodeId: string): JobEventBody => {
  return { type: 'nodeSucceeded', nodeId, outputs: {}, durationMs: 1, cached: false };
};
const finished: JobEventBody = {
  type: 'jobFinished',
  status: 'success',
  durationMs: 1,
  counts: { success: 0, error: 0, skipped: 0, cancelled: 0 },
};
const ofPhase = (trace: Trace, ph: TraceEvent['ph']): readonly TraceEvent[] =>
  trace.traceEvents.filter((event) => event.ph === ph);
const nodesOf = (trace: Trace): readonly TraceEvent[] =>
  ofPhase(trace, 'X').filter((event) => event.cat === 'node');

describe('the trace of a record', () => {
  test('[R13] has a span for the job and for every try of a node, in microseconds', () => {
    const trace = traceOf(
      { type: 'jobStarted', selected: ['a'] },
      start('a'),
      { type: 'nodeFailed', nodeId: 'a', error: ERROR, durationMs: 1, retryInMs: 2 },
      start('a', 'inline', 2),
      end('a'),
      finished,
    );
    expect(trace.displayTimeUnit).toBe('ms');
    expect(ofPhase(trace, 'X')).toEqual([
      {
        name: 'j',
        cat: 'job',
        ph: 'X',
        pid: 1,
        tid: 1,
        ts: 0,
        dur: 10_000,
        args: { status: 'success' },
      },
      {
        name: 'a',
        cat: 'node',
        ph: 'X',
        pid: 2,
        tid: 1,
        ts: 2_000,
        dur: 2_000,
        args: {
          nodeType: 't',
          attempt: 1,
          placement: 'inline',
          status: 'error',
          code: 'e',
          message: 'out of water',
        },
      },
      {
        name: 'a',
        cat: 'node',
        ph: 'X',
        pid: 2,
        tid: 1,
        ts: 6_000,
        dur: 2_000,
        args: { nodeType: 't', attempt: 2, placement: 'inline', status: 'success' },
      },
    ]);
    expect(ofPhase(trace, 'i')).toEqual([
      {
        name: 'retry of a',
        cat: 'retry',
        ph: 'i',
        s: 't',
        pid: 2,
        tid: 1,
        ts: 4_000,
        args: { retryInMs: 2 },
      },
    ]);
  });

  test('[R13] nodes that run at the same time lie on threads of their placement’s process', () => {
    const trace = traceOf(
      start('a'),
      start('b'),
      start('p', 'pyodide'),
      end('a'),
      start('c'),
      end('b'),
      end('c'),
      end('p'),
    );
    expect(nodesOf(trace).map(({ name, pid, tid }) => [name, pid, tid])).toEqual([
      ['a', 2, 1],
      ['b', 2, 2],
      ['c', 2, 1],
      ['p', 4, 1],
    ]);
    const names = ofPhase(trace, 'M').map(({ name, pid, tid, args }) => [name, pid, tid, args]);
    expect(names).toEqual([
      ['process_name', 1, 0, { name: 'job' }],
      ['thread_name', 1, 1, { name: 'job' }],
      ['process_name', 2, 0, { name: 'inline' }],
      ['thread_name', 2, 1, { name: 'inline 1' }],
      ['thread_name', 2, 2, { name: 'inline 2' }],
      ['process_name', 4, 0, { name: 'pyodide' }],
      ['thread_name', 4, 1, { name: 'pyodide 1' }],
    ]);
  });

  test('[R13] logs are instants on the node’s thread, progress is a counter', () => {
    const trace = traceOf(
      start('a'),
      { type: 'nodeLogged', nodeId: 'a', level: 'warning', message: 'low water' },
      { type: 'nodeProgressed', nodeId: 'a', done: 3, total: 4 },
      end('a'),
      { type: 'nodeSkipped', nodeId: 'b', cause: { nodeId: 'a', reason: 'branch' } },
    );
    const place = { pid: 2, tid: 1 };
    expect(ofPhase(trace, 'i')).toEqual([
      {
        name: 'low water',
        cat: 'log',
        ph: 'i',
        s: 't',
        ...place,
        ts: 2_000,
        args: { level: 'warning', nodeId: 'a' },
      },
      {
        name: 'b: skipped',
        cat: 'skipped',
        ph: 'i',
        s: 't',
        pid: 1,
        tid: 1,
        ts: 8_000,
        args: { cause: 'a', nodeId: 'b' },
      },
    ]);
    expect(ofPhase(trace, 'C')).toEqual([
      { name: 'progress of a', ph: 'C', ...place, ts: 4_000, args: { done: 3 } },
    ]);
  });

  test('[R13] what is open when the record ends, or the job is retried, is closed there', () => {
    const cut = traceOf(start('a'), start('b'), end('b'), end('x'));
    expect(
      nodesOf(cut).map(({ name, ts, dur, args }) => [name, ts, dur, args?.['status']]),
    ).toEqual([
      ['b', 2_000, 2_000, 'success'],
      ['a', 0, 6_000, 'cut off'],
    ]);
    const retried = traceOf(start('a'), { type: 'jobRetried', attempt: 2, error: ERROR }, finished);
    expect(nodesOf(retried)[0]).toMatchObject({ dur: 2_000, args: { status: 'abandoned' } });
    expect(ofPhase(retried, 'i')[0]).toMatchObject({ s: 'g', args: { attempt: 2 } });
  });

  test('seeded: fields are as the format says, spans of a thread never overlap', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const { traceEvents } = traceOf(...randomJob('j', createRandom(seed)));
      expect([seed, traceEvents.filter((event) => !isLawful(event))]).toEqual([seed, []]);
      const lanes = new Map<string, number>();
      const spans = traceEvents.filter(({ ph, cat }) => ph === 'X' && cat === 'node');
      for (const { pid, tid, ts = 0, dur = 0 } of spans.sort((a, b) => a.ts! - b.ts!)) {
        const lane = `${pid}/${tid}`;
        expect([seed, ts >= (lanes.get(lane) ?? 0)]).toEqual([seed, true]);
        lanes.set(lane, ts + dur);
      }
    }
  });
});

/**
 * The Trace Event Format: `ph` is the phase; a complete event (X) has `ts` and `dur`, an instant (i)
 * a scope `s` of g, p or t, a counter (C) numbers in `args`, metadata (M) a name in `args`; `pid` and
 * `tid` are integers, times microseconds.
 */
function isLawful({ ph, name, pid, tid, ts, dur, s, args }: TraceEvent): boolean {
  const isTime = (time: number | undefined): boolean => Number.isInteger(time) && time! >= 0;
  if (name === '' || !Number.isInteger(pid) || !Number.isInteger(tid)) return false;
  switch (ph) {
    case 'X':
      return isTime(ts) && isTime(dur);
    case 'i':
      return isTime(ts) && ['g', 'p', 't'].includes(s!);
    case 'C':
      return isTime(ts) && Object.values(args!).every(Number.isFinite);
    case 'M':
      return /^(process|thread)_name$/.test(name) && typeof args?.['name'] === 'string';
    default:
      return false;
  }
}
