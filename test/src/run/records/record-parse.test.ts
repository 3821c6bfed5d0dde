import { describe, expect, test } from '@jest/globals';
import { parseEvent, parseRecord, replayRecord } from 'millrace';
import type { Handle } from 'millrace';
import { createRandom } from '../../../fuzz/random.js';
import { randomJob } from '../events/events.js';

const base = { jobId: 'j', seq: 0, time: 0 };
const started = { ...base, type: 'jobStarted', selected: ['a'] };
const finished = {
  ...base,
  seq: 2,
  type: 'jobFinished',
  status: 'success',
  durationMs: 1,
  counts: { success: 1, error: 0, skipped: 0, cancelled: 0 },
};
const succeeded = {
  ...base,
  seq: 1,
  type: 'nodeSucceeded',
  nodeId: 'a',
  outputs: { result: 1 },
  durationMs: 1,
  cached: false,
};
const recordWith = (...events: readonly unknown[]): unknown => ({
  version: 1,
  jobId: 'j',
  config: 'c',
  graph: 'g',
  events,
});

function codesOf(input: unknown): readonly string[] {
  return parseRecord(input).issues.map(({ code, path }) => [code, ...path].join(' '));
}

describe('reading a record', () => {
  test('[R13] what is whole has no issues, as a value and as text', () => {
    const whole = recordWith(started, succeeded, finished);
    expect(parseRecord(whole)).toEqual({ record: whole, issues: [] });
    expect(parseRecord(JSON.stringify(whole))).toEqual({ record: whole, issues: [] });
  });

  test('[R13] one that was cut off says so', () => {
    expect(codesOf(recordWith(started, succeeded))).toEqual(['record-cut-off events']);
    expect(parseRecord(recordWith(started)).issues[0]?.severity).toBe('warning');
  });

  test('what is no record is read as an empty one', () => {
    const throwing = {
      get version(): never {
        throw new Error('no');
      },
    };
    for (const input of [null, 3, [], 'no json', undefined, throwing]) {
      const { record, issues } = parseRecord(input);
      expect(record.events).toEqual([]);
      expect(issues.length).toBeGreaterThan(0);
    }
    expect(codesOf({ version: 2, events: 'none' })).toEqual([
      'record-version version',
      'field-ignored jobId',
      'events-not-list events',
      'record-cut-off events',
      'field-ignored config',
      'field-ignored graph',
    ]);
  });

  test('an event that can’t be read is left out and reported with its place', () => {
    const bad = [
      null,
      { ...base, type: 'constructor' },
      { ...succeeded, nodeId: 3 },
      { ...succeeded, outputs: [] },
      { ...succeeded, seq: -1 },
      { ...base, type: 'nodeFailed', nodeId: 'a', durationMs: 1, error: { name: 'E' } },
      { ...finished, status: 'fine' },
    ];
    expect(codesOf(recordWith(started, ...bad, succeeded, finished))).toEqual([
      'event-unknown events 1',
      'event-unknown events 2',
      'event-invalid events 3 nodeId',
      'event-invalid events 4 outputs',
      'event-invalid events 5 seq',
      'event-invalid events 6 error',
      'event-invalid events 7 status',
    ]);
  });

  test('events out of place and missing ones are reported', () => {
    expect(
      codesOf(
        recordWith(started, { ...succeeded, jobId: 'k' }, { ...finished, seq: 5 }, succeeded),
      ),
    ).toEqual(['event-misplaced events 1', 'record-gap events 2', 'event-misplaced events 3']);
  });

  test('an output that can’t be decoded is a handle that says so', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    const outputs = {
      good: { $int: '12' },
      tag: { $what: 1 },
      preview: { $preview: null },
      odd: { $preview: { type: 1, text: '' } },
      deep,
    };
    const { record, issues } = parseRecord(
      recordWith(started, { ...succeeded, outputs }, finished),
    );
    expect(issues.map(({ code, path }) => [code, path.at(-1)])).toEqual(
      ['tag', 'preview', 'odd', 'deep'].map((port) => ['output-invalid', port]),
    );
    const event = [...replayRecord(record)][1];
    const read = event?.type === 'nodeSucceeded' ? event.outputs : {};
    expect(read['good']).toBe(12n);
    expect((read['tag'] as Handle).preview.text).toContain('can’t be read');
  });

  test('one event is read with its outputs decoded', () => {
    const { event } = parseEvent({ ...succeeded, outputs: { big: { $int: '7' } } });
    expect(event).toEqual({ ...succeeded, outputs: { big: 7n } });
    expect(parseEvent('{}').event).toBeUndefined();
    expect(parseEvent('no json').issues.map((issue) => issue.code)).toEqual(['invalid-json']);
  });

  test('seeded: damaged records never throw and replay what is left', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = createRandom(seed);
      const text = JSON.stringify(recordWith(...randomJob('j', random)));
      const at = random.below(text.length);
      const junk = random.pick(['', '"', '{', '0', 'null', ',', '}']);
      const damaged = text.slice(0, at) + junk + text.slice(at + random.below(4));
      const { record, issues } = parseRecord(damaged);
      expect([seed, Array.isArray(issues), [...replayRecord(record)].length]).toEqual([
        seed,
        true,
        record.events.length,
      ]);
    }
  });
});
