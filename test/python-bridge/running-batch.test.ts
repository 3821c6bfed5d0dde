/** What is known of a batch under way, and what comes of reports that no host would make. */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { MillraceError } from '../../src/errors.js';
import type { HandleRef } from '../../src/run/python/python-runtime.js';
import { RunningBatch } from '../../python-bridge/runtime/running-batch.js';
import { createRecorder, node } from '../contract/python-nodes.js';

const done = { status: 'success', outputs: [{ value: null }], durationMs: 1 } as const;
const broken = new MillraceError('python-crashed', 'it broke');

/** A batch of three nodes. */
function begin() {
  const recorder = createRecorder();
  const dropped: HandleRef[] = [];
  const overdue: number[] = [];
  const nodes = [node('a', {}, { timeoutMs: 0 }), node('b'), node('c')];
  const running = new RunningBatch({ nodes }, recorder, {
    onDropped: (handles) => dropped.push(...handles),
    onOverdue: (at) => overdue.push(at),
  });
  open.push(running);
  return { running, recorder, dropped, overdue };
}

const open: RunningBatch[] = [];
afterEach(() => {
  for (const running of open.splice(0)) running.close();
});

describe('a batch under way', () => {
  test('knows who has control: who has started and not yet waited', () => {
    const { running } = begin();
    running.onStarted(0);
    expect(running.inControl).toBe(0);
    running.onWaits(0);
    expect(running.inControl).toBeUndefined();
    running.onStarted(1);
    expect([running.inControl, running.running]).toEqual([1, [0, 1]]);
    running.onSettled(1, done);
    expect([running.inControl, running.running]).toEqual([undefined, [0]]);
  });

  test('[P5] is broken off by the fault of one node; who had started is lost, the rest unattempted', () => {
    const { running, recorder } = begin();
    running.onStarted(0);
    running.onWaits(0);
    running.onStarted(1);
    expect(running.breakOff(broken, 1)).toEqual({ unattempted: [2], lost: [0] });
    expect(recorder.error(1).code).toBe('python-crashed');
    expect(recorder.order).toEqual(['started 0', 'started 1', 'settled 1']);
  });

  test('[P5] is broken off by a node whose start was not heard any more', () => {
    const { running, recorder } = begin();
    expect(running.breakOff(broken, 1)).toEqual({ unattempted: [0, 2], lost: [] });
    expect(recorder.order).toEqual(['started 1', 'settled 1']);
  });

  test('[P5] is broken off by no fault of its own', () => {
    const { running, recorder } = begin();
    running.onStarted(2);
    expect(running.breakOff(broken)).toEqual({ unattempted: [0, 1], lost: [2] });
    expect(recorder.outcomes.size).toBe(0);
  });

  test('[P5] is broken off by a node that has ended, or is not there', () => {
    for (const culprit of [0, 7, -1]) {
      const { running, recorder } = begin();
      running.onStarted(0);
      running.onSettled(0, done);
      expect(running.breakOff(broken, culprit)).toEqual({ unattempted: [1, 2], lost: [] });
      expect(recorder.order).toEqual(['started 0', 'settled 0']);
    }
  });

  test('[P4] tells of a node that is there 0.3 seconds after its time, and of no other', () => {
    jest.useFakeTimers();
    try {
      const { running, overdue } = begin();
      running.onStarted(0);
      running.onStarted(1);
      jest.advanceTimersByTime(299);
      expect(overdue).toEqual([]);
      jest.advanceTimersByTime(1_000);
      expect(overdue).toEqual([0]);
    } finally {
      jest.useRealTimers();
    }
  });

  test('that nobody wants any more says nothing, and gives back what comes', () => {
    const { running, recorder, dropped } = begin();
    const handle = { epoch: 1, id: 7 };
    running.onStarted(0);
    running.mute();
    running.onLogged(0, 'info', 'late');
    running.onSettled(0, { ...done, outputs: [{ handle }] });
    expect(recorder.order).toEqual(['started 0']);
    expect(recorder.logs).toEqual([]);
    expect(dropped).toEqual([handle]);
  });

  test('a listener that throws hears the rest, and what it threw first is thrown', () => {
    const thrown = new RangeError('mine');
    const recorder = createRecorder();
    const onStarted = (): void => {
      throw thrown;
    };
    const running = new RunningBatch({ nodes: [node('a')] }, { ...recorder, onStarted });
    running.onStarted(0);
    running.onSettled(0, done);
    expect(recorder.order).toEqual(['settled 0']);
    expect(() => running.rethrow()).toThrow(thrown);
  });

  test.each<[string, (running: RunningBatch) => void]>([
    ['an end without a start', (running) => running.onSettled(0, done)],
    ['a second start', (running) => [1, 1].forEach((at) => running.onStarted(at))],
    [
      'a second end',
      (running) => [running.onStarted(1), running.onSettled(1, done), running.onSettled(1, done)],
    ],
    ['a node it has not', (running) => running.onStarted(3)],
    ['a node that is none', (running) => running.onStarted(-1)],
    ['half a node', (running) => running.onStarted(0.5)],
    ['a wait before the start', (running) => running.onWaits(0)],
    ['a log before the start', (running) => running.onLogged(0, 'info', 'x')],
    [
      'progress after the end',
      (running) => {
        running.onStarted(1);
        running.onSettled(1, done);
        running.onProgressed(1, 1, undefined, undefined);
      },
    ],
  ])('refuses %s', (_, report) => {
    const { running } = begin();
    expect(() => report(running)).toThrow(expect.objectContaining({ code: 'python-protocol' }));
  });
});
