import { describe, expect, test } from '@jest/globals';
import { playRecord } from 'millrace';
import type { JobRecord } from 'millrace';
import { eventsOf } from '../events/events.js';
import { FakeClock } from '../fake-clock.js';

const events = eventsOf('j', [
  { type: 'jobStarted', selected: ['a'] },
  { type: 'nodeStarted', nodeId: 'a', nodeType: 't', attempt: 1, placement: 'inline' },
  { type: 'nodeCancelled', nodeId: 'a' },
  {
    type: 'jobFinished',
    status: 'cancelled',
    durationMs: 1,
    counts: { success: 0, error: 0, skipped: 0, cancelled: 1 },
  },
]);
const times = [0, 100, 100, 500];
const record = {
  version: 1,
  jobId: 'j',
  config: '',
  graph: '',
  events: events.map((event, index) => ({ ...event, time: times[index]! })),
} as JobRecord;

interface Played {
  readonly clock: FakeClock;
  readonly seen: number[];
  readonly controller: AbortController;
  readonly playing: Promise<void>;
}

function play(speed?: number): Played {
  const clock = new FakeClock();
  const seen: number[] = [];
  const controller = new AbortController();
  const playing = playRecord(record, {
    onEvent: (event) => seen.push(event.seq),
    clock,
    signal: controller.signal,
    ...(speed === undefined ? {} : { speed }),
  });
  return { clock, seen, controller, playing };
}

describe('playing a record', () => {
  test('[R13] takes as long as the job took', async () => {
    const { clock, seen, playing } = play();
    await clock.advance(99);
    expect(seen).toEqual([0]);
    await clock.advance(1);
    expect(seen).toEqual([0, 1, 2]);
    await clock.advance(399);
    expect(seen).toHaveLength(3);
    await clock.advance(1);
    await playing;
    expect(seen).toEqual([0, 1, 2, 3]);
    expect(clock.pending).toBe(0);
  });

  test('is as fast as it is told to be', async () => {
    const { clock, seen, playing } = play(10);
    await clock.advance(10);
    expect(seen).toEqual([0, 1, 2]);
    await clock.advance(40);
    await playing;
    const atOnce = play(Infinity);
    expect(atOnce.seen).toEqual([0, 1, 2, 3]);
    await atOnce.playing;
  });

  test('catches up after a pause, and does not stop when the clock is put back', async () => {
    const late = play();
    await late.clock.advance(450);
    expect(late.seen).toEqual([0, 1, 2]);
    await late.clock.advance(50);
    await late.playing;
    const back = play();
    await back.clock.advance(100);
    await back.clock.advance(-1_000);
    await back.clock.advance(1_400);
    await back.playing;
    expect(back.seen).toEqual([0, 1, 2, 3]);
  });

  test('stops at an abort, without a timer', async () => {
    const { clock, seen, controller, playing } = play();
    await clock.advance(100);
    controller.abort();
    await playing;
    expect(seen).toEqual([0, 1, 2]);
    expect(clock.pending).toBe(0);
    const aborted = AbortSignal.abort();
    await playRecord(record, { onEvent: () => seen.push(-1), signal: aborted });
    expect(seen).not.toContain(-1);
  });

  test('rejects with what the listener throws, and for a speed that is none', async () => {
    const fail = (): never => {
      throw new Error('full');
    };
    await expect(playRecord(record, { onEvent: fail })).rejects.toThrow('full');
    for (const speed of [0, -1, Number.NaN]) {
      const playing = playRecord(record, { onEvent: fail, speed });
      await expect(playing).rejects.toMatchObject({ code: 'bad-option' });
    }
  });
});
