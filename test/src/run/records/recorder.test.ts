import { describe, expect, test } from '@jest/globals';
import {
  createConfig,
  createRecorder,
  Handle,
  parseRecord,
  reduceEvents,
  replayRecord,
} from 'millrace';
import type { DefinedNode, JobEvent, JobRecord, NodeContext } from 'millrace';
import { createRandom } from '../../../fuzz/random.js';
import { eventsOf, randomJob } from '../events/events.js';
import { graphOf, node, nodes, run } from '../support.js';
import type { NodeSketch } from '../support.js';

type Sketches = Readonly<Record<string, NodeSketch>>;

/** Runs sketches and records it. */
async function recordOf(
  sketches: Sketches,
  more: readonly DefinedNode[] = [],
  secrets?: Readonly<Record<string, unknown>>,
): Promise<{ readonly record: JobRecord; readonly events: readonly JobEvent[] }> {
  const { config } = createConfig([...nodes, ...more]);
  const recorder = createRecorder({ config, graph: graphOf(sketches), secrets });
  const { events } = await run(sketches, { more, onEvent: recorder.onEvent });
  return { record: recorder.record(), events };
}

/** What a node `value` that returns the value has in the record. */
async function outputOf(
  value: unknown,
  secrets?: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { record } = await recordOf(
    { v: { type: 'value' } },
    [node('value', [], () => value)],
    secrets,
  );
  // What is no JSON would not survive this.
  const events = (JSON.parse(JSON.stringify(record)) as JobRecord).events;
  const settled = events.find((event) => event.type === 'nodeSucceeded');
  return settled?.outputs['result'];
}

describe('a record', () => {
  test('[R13] holds every event as JSON and replays to the same', async () => {
    const { record, events } = await recordOf({
      a: { type: 'one' },
      b: { type: 'later', wires: { a: 'a' } },
      bad: { type: 'fail', wires: { a: 'b' } },
      after: { type: 'same', wires: { a: 'bad' } },
    });
    const { record: read, issues } = parseRecord(JSON.stringify(record));
    expect(issues).toEqual([]);
    expect(read).toEqual(record);
    expect([...replayRecord(read)]).toEqual(events);
  });

  test('[R13] keeps outputs up to 64 kB of JSON, tagged as on a wire', async () => {
    expect(await outputOf({ list: [1, 'two', null], $odd: -0 })).toEqual({
      $object: { list: [1, 'two', null], $odd: { $float: '-0' } },
    });
    expect(await outputOf(new Map([[1, new Set(['a'])]]))).toEqual([[1, ['a']]]);
    expect(await outputOf([Number.NaN, 10n, new Uint8Array([255])])).toEqual([
      { $float: 'nan' },
      { $int: '10' },
      { $bytes: '/w==' },
    ]);
    const fits = 'x'.repeat(64 * 1024 - 2);
    expect(await outputOf(fits)).toBe(fits);
  });

  test('[R13] of a larger one it keeps type, text, length and hash', async () => {
    const large = await outputOf('x'.repeat(64 * 1024 - 1));
    expect(large).toEqual({
      $preview: {
        type: 'string',
        text: `"${'x'.repeat(198)}…`,
        length: 65_535,
        hash: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    });
    const list = Array.from({ length: 50_000 }, (_, index) => index);
    expect(await outputOf(list)).toEqual(await outputOf([...list]));
    expect(await outputOf(list)).not.toEqual(await outputOf([...list.slice(0, -1), 0]));
  });

  test('[R13] a value that looks like a preview is none', async () => {
    const fake = { $preview: { type: 'string', text: '"x"' } };
    expect(await outputOf(fake)).toEqual({ $object: fake });
    const { record, events } = await recordOf({ v: { type: 'value' } }, [
      node('value', [], () => fake),
    ]);
    expect([...replayRecord(record)]).toEqual(events);
  });

  test('[R13] outputs are what they were when their node ended', async () => {
    const more = [
      node('list', [], () => [1]),
      node('push', ['a'], (list: number[]) => list.push(2)),
    ];
    const sketches = { a: { type: 'list' }, b: { type: 'push', wires: { a: 'a' } } };
    const { record } = await recordOf(sketches, more);
    expect(record.events.find((event) => event.type === 'nodeSucceeded')).toMatchObject({
      nodeId: 'a',
      outputs: { result: [1] },
    });
  });

  test('[R13] nothing in an output can break it', () => {
    const circular: unknown[] = [];
    circular.push(circular);
    let shared: unknown = ['x'];
    for (let level = 0; level < 40; level += 1) shared = [shared, shared];
    let deep: unknown = 1;
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    const throwing = {
      get boom(): never {
        throw new Error('boom');
      },
    };
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const values = [
      circular,
      shared,
      deep,
      throwing,
      revoked.proxy,
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no keys');
          },
        },
      ),
      new WeakMap(),
      new Set(new Array(2e6).keys()),
      () => 1,
      Symbol('s'),
      new Date(Number.NaN),
      new Array<unknown>(1e9),
      new Uint8Array(50_000_000),
      new Handle({ type: 'list', text: '[1, 2]', length: 2 }, undefined, ''),
    ];
    for (const value of values) {
      const recorder = createRecorder({ config: {}, graph: {} });
      const base = { type: 'nodeSucceeded', nodeId: 'a', durationMs: 0, cached: false } as const;
      recorder.onEvent(eventsOf('j', [{ ...base, outputs: { result: value } }])[0]!);
      const [event] = (JSON.parse(JSON.stringify(recorder.record())) as JobRecord).events;
      expect(event).toMatchObject({
        outputs: { result: { $preview: { type: expect.any(String), text: expect.any(String) } } },
      });
    }
  });

  test('[R13] an output that was not kept replays as a handle, which records the same', async () => {
    const { record } = await recordOf({ v: { type: 'value' } }, [
      node('value', [], () => 'x'.repeat(100_000)),
    ]);
    const { config } = createConfig([]);
    const again = createRecorder({ config, graph: { version: 1, nodes: {} } });
    for (const event of replayRecord(record)) again.onEvent(event);
    expect(again.record().events).toEqual(record.events);
    const settled = [...replayRecord(record)].find((event) => event.type === 'nodeSucceeded');
    const handle = settled?.outputs['result'] as Handle;
    await expect(handle.fetch()).rejects.toMatchObject({ code: 'value-not-kept' });
  });

  test('[R11] no text of a secret is in it', async () => {
    const secrets = { key: 'pass "word"\n', pin: '471108151' };
    const more = [
      node(
        'tell',
        [],
        (context: NodeContext) => {
          context.log(`the key is ${secrets.key}`);
          context.progress(1, 2, `with ${encodeURIComponent(secrets.key)}`);
          return {
            [secrets.key]: [secrets.key, { $x: `a${secrets.key}` }],
            pin: 471108151,
            big: 471108151n,
            bytes: new TextEncoder().encode(secrets.key),
            long: `${'x'.repeat(180)}${secrets.key}${'x'.repeat(70_000)}`,
          };
        },
        { call: { context: true } },
      ),
      node('cut', [], () => new WeakMap()),
      node('throw', [], () => {
        throw new Error(`wrong: ${secrets.key}`, { cause: new Error(secrets.pin) });
      }),
    ];
    const sketches = { a: { type: 'tell' }, b: { type: 'throw' }, c: { type: 'cut' } };
    const text = JSON.stringify((await recordOf(sketches, more, secrets)).record);
    expect(text).not.toContain('pass ');
    expect(text).not.toContain('pass%20');
    expect(text).not.toContain('471108151');
    expect(text).not.toContain(btoa(secrets.key));
    expect(parseRecord(text).issues).toEqual([]);
    expect(await outputOf('y'.repeat(70_000), secrets)).toHaveProperty('$preview.hash');
  });

  test('events of other jobs are ignored; a record that has none is cut off', () => {
    const recorder = createRecorder({ config: {}, graph: {} });
    expect(parseRecord(recorder.record()).issues.map((issue) => issue.code)).toEqual([
      'record-cut-off',
    ]);
    for (const id of ['j', 'k']) {
      for (const event of eventsOf(id, [{ type: 'jobStarted', selected: [] }])) {
        recorder.onEvent(event);
      }
    }
    expect(recorder.record()).toMatchObject({ jobId: 'j', events: [{ jobId: 'j' }] });
  });
});

test('seeded: record, text, parse and replay reduce to the same as the events', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const sent = randomJob('j', createRandom(seed));
    const recorder = createRecorder({ config: {}, graph: {} });
    for (const event of sent) recorder.onEvent(event);
    const { record, issues } = parseRecord(JSON.stringify(recorder.record()));
    expect([seed, issues]).toEqual([seed, []]);
    const replayed = [...replayRecord(record)];
    expect([seed, replayed]).toEqual([seed, sent]);
    expect(reduceEvents(replayed)).toEqual(reduceEvents(sent));
  }
});
