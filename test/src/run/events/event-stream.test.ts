import { describe, expect, test } from '@jest/globals';
import { EventBus, reduceEvents } from 'millrace';
import type { EventStream, JobEvent } from 'millrace';
import { createRandom } from '../../../fuzz/random.js';
import { eventsOf, mix, randomJob } from './events.js';
import { run } from '../support.js';

const job = eventsOf('j', [
  { type: 'jobStarted', selected: ['a', 'b'] },
  { type: 'nodeStarted', nodeId: 'a', nodeType: 't', attempt: 1, placement: 'inline' },
  { type: 'nodeLogged', nodeId: 'a', level: 'info', message: 'one' },
  { type: 'nodeProgressed', nodeId: 'a', done: 1 },
  { type: 'nodeSucceeded', nodeId: 'a', outputs: {}, durationMs: 1, cached: false },
  { type: 'nodeCancelled', nodeId: 'b' },
  {
    type: 'jobFinished',
    status: 'cancelled',
    durationMs: 1,
    counts: { success: 1, error: 0, skipped: 0, cancelled: 1 },
  },
]);

async function drain(stream: EventStream): Promise<readonly JobEvent[]> {
  const events: JobEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

const typesOf = (events: readonly JobEvent[]): readonly string[] => events.map((e) => e.type);

describe('a stream of events', () => {
  test('has every event in order and ends after the job it is of', async () => {
    const bus = new EventBus();
    const stream = bus.events({ jobId: 'j' });
    const other = eventsOf('k', [{ type: 'jobStarted', selected: [] }])[0]!;
    for (const event of [other, ...job, other]) bus.emit(event);
    expect(bus.hasListeners).toBe(false);
    expect(await drain(stream)).toEqual(job);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('once ends after the first job, a run on the bus can be awaited event by event', async () => {
    const bus = new EventBus();
    const stream = bus.events({ once: true });
    const [events, ran] = await Promise.all([
      drain(stream),
      run({ a: { type: 'one' }, b: { type: 'later', wires: { a: 'a' } } }, { onEvent: bus.emit }),
    ]);
    expect(events).toEqual(ran.events);
  });

  test('a filter without the end of the job still ends with it', async () => {
    const bus = new EventBus();
    const stream = bus.events({ jobId: 'j', filter: { types: ['nodeLogged'] } });
    for (const event of job) bus.emit(event);
    expect(typesOf(await drain(stream))).toEqual(['nodeLogged']);
  });

  test('several calls of next are answered in order', async () => {
    const bus = new EventBus();
    const stream = bus.events();
    const asked = [stream.next(), stream.next(), stream.next()];
    bus.emit(job[0]!);
    bus.emit(job[1]!);
    const closed = stream.return();
    expect((await Promise.all(asked)).map((each) => each.value)).toEqual([
      job[0],
      job[1],
      undefined,
    ]);
    expect(await closed).toEqual({ done: true, value: undefined });
    expect(bus.hasListeners).toBe(false);
  });

  test('an abort ends it at once, before and while it waits', async () => {
    const bus = new EventBus();
    const controller = new AbortController();
    const stream = bus.events({ signal: controller.signal });
    const asked = stream.next();
    controller.abort();
    expect(await asked).toEqual({ done: true, value: undefined });
    expect(bus.hasListeners).toBe(false);
    expect(await drain(bus.events({ signal: controller.signal }))).toEqual([]);
    expect(bus.hasListeners).toBe(false);
  });

  test('breaking out of the loop unsubscribes', async () => {
    const bus = new EventBus();
    const stream = bus.events();
    for (const event of job) bus.emit(event);
    for await (const event of stream) if (event.seq === 2) break;
    expect(bus.hasListeners).toBe(false);
    expect(await drain(stream)).toEqual([]);
  });

  test('a limit below 1 is misuse', () => {
    for (const limit of [0, -1, Number.NaN]) {
      expect(() => new EventBus().events({ limit })).toThrow('a number of at least 1');
    }
  });
});

describe('a consumer that is too slow', () => {
  const arrived = async (limit: number): Promise<readonly JobEvent[]> => {
    const bus = new EventBus();
    const stream = bus.events({ jobId: 'j', limit });
    for (const event of job) bus.emit(event);
    return drain(stream);
  };

  test('loses logs and progress first, the oldest before the others', async () => {
    const all = typesOf(job);
    expect(typesOf(await arrived(6))).toEqual(all);
    expect(typesOf(await arrived(5))).toEqual(all.filter((type) => type !== 'nodeLogged'));
    expect(typesOf(await arrived(4))).toEqual(
      all.filter((type) => type !== 'nodeLogged' && type !== 'nodeProgressed'),
    );
  });

  test('then gets one snapshot of the events that waited, and always the end', async () => {
    const [snapshot, ...rest] = await arrived(3);
    expect(snapshot).toEqual({
      type: 'snapshot',
      jobId: 'j',
      seq: 4,
      time: 8,
      nodesStatus: { a: 'success', b: 'waiting' },
      attempt: 1,
      dropped: 2,
    });
    expect(typesOf(rest)).toEqual(['nodeCancelled', 'jobFinished']);
    for (const limit of [1, 2]) {
      const events = await arrived(limit);
      expect(typesOf(events)).toEqual(
        limit === 1 ? ['snapshot', 'jobFinished'] : ['snapshot', 'nodeCancelled', 'jobFinished'],
      );
    }
  });

  test('knows how much it lost', () => {
    const bus = new EventBus();
    const stream = bus.events({ limit: 1 });
    for (const event of job) bus.emit(event);
    expect(stream.dropped).toBe(2);
    void stream.return();
  });

  test('a snapshot that came from elsewhere is taken in like the events it stands for', async () => {
    const bus = new EventBus();
    const stream = bus.events({ limit: 1, jobId: 'j' });
    const base = { jobId: 'j', seq: 7, time: 7 } as const;
    const nodesStatus = { a: 'running', b: 'success' } as const;
    bus.emit(job[0]!);
    bus.emit({ ...base, type: 'snapshot', nodesStatus, attempt: 3, dropped: 5 });
    bus.emit({ ...base, seq: 8, type: 'nodeLogged', nodeId: 'a', level: 'info', message: '' });
    bus.emit({ ...base, seq: 9, type: 'nodeCancelled', nodeId: 'a' });
    bus.emit({ ...job[6]!, seq: 10 });
    expect((await drain(stream))[0]).toMatchObject({
      seq: 9,
      nodesStatus: { a: 'cancelled', b: 'success' },
      attempt: 3,
      dropped: 6,
    });
  });
});

interface Program {
  readonly seed: number;
  readonly limit: number;
  readonly jobs: number;
}

interface Followed {
  readonly sent: readonly JobEvent[];
  readonly got: readonly JobEvent[];
}

/** Emits random jobs, mixed, to a consumer that takes more or less time for each event. */
async function follow({ seed, limit, jobs }: Program): Promise<Followed> {
  const random = createRandom(seed);
  const ids = Array.from({ length: jobs }, (_, index) => `job${index}`);
  const sent = mix(
    ids.map((id) => randomJob(id, random)),
    random,
  );
  const bus = new EventBus();
  const got: JobEvent[] = [];
  const patience = random.below(6);
  const consumer = (async () => {
    for await (const event of bus.events({ limit })) {
      if (event.jobId === 'last') return;
      got.push(event);
      for (let turns = random.below(patience + 1); turns > 0; turns -= 1) await Promise.resolve();
    }
  })();
  for (const event of sent) {
    bus.emit(event);
    if (random.chance(0.5)) await Promise.resolve();
  }
  bus.emit(eventsOf('last', [{ type: 'jobStarted', selected: [] }])[0]!);
  await consumer;
  if (bus.hasListeners) throw new Error('the consumer is still subscribed');
  return { sent, got };
}

/** What counts of what arrived: per job the state it reduces to, the last event, and the order. */
function outcomeOf(events: readonly JobEvent[]): unknown {
  return [0, 1, 2].map((index) => {
    const own = events.filter((event) => event.jobId === `job${index}`);
    const inOrder = own.every((event, at) => at === 0 || event.seq > own[at - 1]!.seq);
    return { state: reduceEvents(own), last: own.at(-1), inOrder };
  });
}

describe('seeded', () => {
  test.each([1, 2, 10])(
    'with a limit of %i what arrives always reduces to the same statuses',
    async (limit) => {
      let lost = 0;
      for (let seed = 1; seed <= 200; seed += 1) {
        const program = { seed, limit, jobs: 1 + (seed % 3) };
        const { sent, got } = await follow(program);
        expect([program, outcomeOf(got)]).toEqual([program, outcomeOf(sent)]);
        lost += sent.length - got.length;
      }
      expect(lost).toBeGreaterThan(1_000);
    },
  );

  test('with room for all nothing is lost', async () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const { sent, got } = await follow({ seed, limit: 1_000, jobs: 1 + (seed % 3) });
      expect([seed, got]).toEqual([seed, sent]);
    }
  });
});
