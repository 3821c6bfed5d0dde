import { expect, test } from '@jest/globals';
import { reduceEvents } from '../../../src/index.js';
import type { JobEvent } from '../../../src/index.js';
import { reduceReports } from '../../../component/run/reduce-reports.js';
import { EventActivity } from '../../../component/store/run-activity.js';
import { createStatusStore } from '../../../component/store/status-store.js';
import { createRandom } from '../../fuzz/random.js';
import type { Random } from '../../fuzz/random.js';

const IDS = ['a', 'b', 'a/x', 'a/y', '__proto__'];

function randomEvent(random: Random): JobEvent {
  const common = { jobId: random.pick(['j', 'k']), seq: 0, time: 0 } as const;
  const base = { ...common, nodeId: random.pick(IDS) };
  const attempt = random.pick([1, 1, 2]);
  return random.pick<() => JobEvent>([
    () => ({ ...common, type: 'jobStarted', selected: IDS.filter(() => random.chance(0.7)) }),
    () => ({
      ...common,
      type: 'jobRetried',
      attempt: 2,
      error: { name: 'E', code: 'e', message: '' },
    }),
    () => ({
      ...common,
      type: 'snapshot',
      attempt: 1,
      dropped: 0,
      nodesStatus: { a: 'success', b: 'running' },
    }),
    () => ({ ...base, type: 'nodeQueued' }),
    () => ({ ...base, type: 'nodeStarted', nodeType: 't', attempt, placement: 'inline' }),
    () => ({ ...base, type: 'nodeLogged', level: 'info', message: 'm' }),
    () => ({ ...base, type: 'nodeProgressed', done: random.below(9) }),
    () => ({ ...base, type: 'nodeSucceeded', outputs: { o: 1 }, durationMs: 1, cached: false }),
    () => ({ ...base, type: 'nodeSkipped', cause: { nodeId: 'b', reason: 'error' } }),
    () => ({ ...base, type: 'nodeCancelled' }),
  ])();
}

test('event by event it is what the reducers make of all events', () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const random = createRandom(seed);
    const activity = new EventActivity();
    const followed = new Map<string, string>();
    activity.subscribe((changed) => {
      for (const id of changed) followed.set(id, JSON.stringify(activity.get(id) ?? null));
    });
    const events: JobEvent[] = [];
    for (let batch = 0; batch < 12; batch += 1) {
      const added = Array.from({ length: random.below(5) }, () => randomEvent(random));
      events.push(...added);
      activity.take(added);
      const { nodesStatus } = reduceEvents(events);
      const reports = reduceReports({}, events);
      for (const id of IDS) {
        const [status, report] = [
          Object.hasOwn(nodesStatus, id) ? nodesStatus[id] : undefined,
          Object.hasOwn(reports, id) ? reports[id] : undefined,
        ];
        const expected =
          status === undefined && report === undefined
            ? undefined
            : { status: status ?? 'idle', report };
        const where = `seed ${seed}, after ${events.length} events, ${id}`;
        expect({ where, is: activity.get(id) }).toEqual({ where, is: expected });
        // Who follows the changes alone knows the same.
        const known = followed.get(id) ?? 'null';
        expect({ where, known }).toEqual({ where, known: JSON.stringify(expected ?? null) });
      }
    }
  }
});

test('an event is told with the nodes it concerns, and with no other', () => {
  const activity = new EventActivity();
  const told: string[][] = [];
  activity.subscribe((changed) => told.push([...changed]));
  const base = { jobId: 'j', seq: 0, time: 0 } as const;
  const selected = Array.from({ length: 1_000 }, (_, index) => `n${index}`);
  activity.take([{ ...base, type: 'jobStarted', selected }]);
  activity.take([
    { ...base, type: 'nodeStarted', nodeId: 'n3', nodeType: 't', attempt: 1, placement: 'inline' },
    { ...base, type: 'nodeQueued', nodeId: 'n7' },
  ]);
  expect(told.map((ids) => ids.length)).toEqual([1_000, 2]);
  expect(told[1]).toEqual(['n3', 'n7']);
});

test('an editor follows it: other nodes keep their objects', () => {
  const activity = new EventActivity();
  const statuses = createStatusStore();
  const base = { jobId: 'j', seq: 0, time: 0 } as const;
  activity.take([{ ...base, type: 'jobStarted', selected: ['a', 'b'] }]);
  statuses.update(activity.ids(), (id) => activity.get(id));
  const [a, b] = [statuses.get('a'), statuses.get('b')];
  activity.take([{ ...base, type: 'nodeQueued', nodeId: 'b' }]);
  statuses.update(['b'], (id) => activity.get(id));
  expect(statuses.get('a')).toBe(a);
  expect(statuses.get('b')).not.toBe(b);
  expect(statuses.get('b').status).toBe('queued');
});

test('what is stopped is cancelled where it was not finished; cleared, all are idle', () => {
  const activity = new EventActivity();
  const base = { jobId: 'j', seq: 0, time: 0 } as const;
  activity.take([
    { ...base, type: 'jobStarted', selected: ['a', 'b'] },
    { ...base, type: 'nodeSucceeded', nodeId: 'a', outputs: {}, durationMs: 1, cached: false },
  ]);
  activity.stop();
  expect(activity.get('a')?.status).toBe('success');
  expect(activity.get('b')?.status).toBe('cancelled');
  activity.clear();
  expect([...activity.ids()]).toEqual([]);
});
