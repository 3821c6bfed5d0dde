import { describe, expect, test } from '@jest/globals';
import { createConfig, createRecorder, diffRecords } from 'millrace';
import type { DefinedNode, JobRecord, NodeContext } from 'millrace';
import type { JobEventBody } from '../../../../src/run/events.js';
import { createRandom } from '../../../fuzz/random.js';
import { eventsOf, randomJob } from '../events/events.js';
import { graphOf, node, nodes, run } from '../support.js';
import type { NodeSketch } from '../support.js';

async function recordOf(
  sketches: Readonly<Record<string, NodeSketch>>,
  more: readonly DefinedNode[] = [],
): Promise<JobRecord> {
  const { config } = createConfig([...nodes, ...more]);
  const recorder = createRecorder({ config, graph: graphOf(sketches) });
  await run(sketches, { more, onEvent: recorder.onEvent });
  return recorder.record();
}

const record = (...bodies: readonly JobEventBody[]): JobRecord => ({
  version: 1,
  jobId: 'j',
  config: '',
  graph: '',
  events: eventsOf('j', bodies) as JobRecord['events'],
});

const start = (nodeId: string, attempt = 1): JobEventBody => {
  return { type: 'nodeStarted', nodeId, nodeType: 't', attempt, placement: 'inline' };
};
const end = (nodeId: string, result: unknown = 1): JobEventBody => {
  return { type: 'nodeSucceeded', nodeId, outputs: { result }, durationMs: 1, cached: false };
};
const selected = (...ids: readonly string[]): JobEventBody => ({
  type: 'jobStarted',
  selected: ids,
});

const sketches = {
  a: { type: 'number' },
  b: { type: 'same', wires: { a: 'a' } },
  c: { type: 'same', wires: { a: 'b' } },
  d: { type: 'one' },
};
const give = (value: unknown): DefinedNode => node('number', [], () => value);

describe('the difference of two records', () => {
  test('[R13] two runs of the same are equal, whatever their ids, times and stacks', async () => {
    const all = { ...sketches, bad: { type: 'fail', wires: { a: 'c' } } };
    const [a, b] = [await recordOf(all, [give(1)]), await recordOf(all, [give(1)])];
    expect(a.jobId).not.toBe(b.jobId);
    expect(diffRecords(a, b)).toEqual({
      equal: true,
      differences: [],
      sameConfig: true,
      sameGraph: true,
    });
  });

  test('[R13] names the first node that differs, and what', async () => {
    const a = await recordOf(sketches, [give(1)]);
    const b = await recordOf({ ...sketches, d: { type: 'number' } }, [give(2)]);
    const diff = diffRecords(a, b);
    expect(diff).toMatchObject({ equal: false, nodeId: 'a', what: 'output', sameGraph: false });
    expect(diff.differences[0]).toEqual({
      nodeId: 'a',
      what: 'output',
      port: 'result',
      a: 1,
      b: 2,
    });
    expect(new Set(diff.differences.map((each) => each.nodeId))).toEqual(
      new Set(['a', 'b', 'c', 'd']),
    );
  });

  test('[R13] the order of independent nodes does not count; the first record’s is taken', () => {
    const a = record(selected('a', 'b'), start('b'), end('b'), start('a'), end('a'));
    const b = record(selected('a', 'b'), start('a'), start('b'), end('a'), end('b'));
    expect(diffRecords(a, b).equal).toBe(true);
    const c = record(selected('a', 'b'), start('a'), end('a', 2), start('b'), end('b', 2));
    expect(diffRecords(a, c)).toMatchObject({ nodeId: 'b', what: 'output' });
    expect(diffRecords(c, a)).toMatchObject({ nodeId: 'a', what: 'output' });
  });

  test('[R13] status, error, cause, attempts and log count', async () => {
    const failing = (message: string): DefinedNode => {
      return node('number', [], () => {
        throw new TypeError(message);
      });
    };
    const good = await recordOf(sketches, [give(1)]);
    const bad = await recordOf(sketches, [failing('x')]);
    const kinds = (a: JobRecord, b: JobRecord): readonly string[] =>
      diffRecords(a, b).differences.map(({ nodeId = '', what }) => `${nodeId} ${what}`);
    expect(kinds(good, bad).slice(0, 3)).toEqual(['a status', 'a output', 'a error']);
    expect(kinds(bad, await recordOf(sketches, [failing('y')]))).toEqual(['a error']);
    const logging = (line: string): DefinedNode =>
      node('number', [], (context: NodeContext) => context.log(line), { call: { context: true } });
    expect(
      kinds(await recordOf(sketches, [logging('1')]), await recordOf(sketches, [logging('2')])),
    ).toEqual(['a log']);
    const failed: JobEventBody = {
      type: 'nodeFailed',
      nodeId: 'a',
      durationMs: 1,
      retryInMs: 0,
      error: { name: 'E', code: 'e', message: 'm' },
    };
    const once = record(selected('a'), start('a'), end('a'));
    const twice = record(selected('a'), start('a'), failed, start('a', 2), end('a'));
    expect(kinds(once, twice)).toEqual(['a attempts']);
    const skipped = (reason: 'error' | 'branch'): JobRecord =>
      record(selected('a'), { type: 'nodeSkipped', nodeId: 'a', cause: { nodeId: 'b', reason } });
    expect(kinds(skipped('error'), skipped('branch'))).toEqual(['a cause']);
  });

  test('[R13] only the last attempt of a job counts', () => {
    const error = { name: 'E', code: 'e', message: 'm' };
    const again = record(
      selected('a'),
      start('a'),
      { type: 'nodeFailed', nodeId: 'a', durationMs: 1, error },
      { type: 'jobRetried', attempt: 2, error },
      start('a', 2),
      end('a'),
    );
    expect(diffRecords(again, record(selected('a'), start('a'), end('a'))).equal).toBe(true);
  });

  test('[R13] a node that was cached is the same as one that was run to the same outputs', () => {
    const cached = record(selected('a'), { ...end('a'), cached: true } as JobEventBody);
    expect(diffRecords(record(selected('a'), start('a'), end('a')), cached).equal).toBe(true);
  });

  test('[R13] nodes that only one record has, and how the job ended, count', () => {
    const one = record(selected('a'), start('a'), end('a'));
    const two = record(selected('a', 'b'), start('a'), end('a'), start('b'), end('b'));
    expect(diffRecords(one, two).differences).toEqual([
      { nodeId: 'b', what: 'presence', b: 'success' },
    ]);
    const finished = record(selected('a'), start('a'), end('a'), {
      type: 'jobFinished',
      status: 'success',
      durationMs: 1,
      counts: { success: 1, error: 0, skipped: 0, cancelled: 0 },
    });
    expect(diffRecords(one, finished).differences).toEqual([
      { what: 'jobStatus', b: { status: 'success' } },
    ]);
  });

  test('[R13] inside a subgraph names the node by its path', async () => {
    const graphWith = (type: string): unknown => ({
      ...graphOf({ outer: { type: 'graph:inside' }, end: { type: 'same', wires: { a: 'outer' } } }),
      subgraphs: {
        inside: {
          ...graphOf({ one: { type: 'one' }, two: { type, wires: { a: 'one' } } }),
          ports: {
            inputs: [],
            outputs: [{ name: 'result', nodeId: 'two', portName: 'result' }],
          },
        },
      },
    });
    const recordWith = async (type: string): Promise<JobRecord> => {
      const { result } = await run(graphWith(type), { raw: true, record: true });
      return result.record!;
    };
    const [a, b] = [await recordWith('same'), await recordWith('fail')];
    expect(diffRecords(a, await recordWith('same'))).toMatchObject({
      equal: true,
      sameGraph: true,
    });
    expect(diffRecords(a, b)).toMatchObject({
      nodeId: 'outer/two',
      what: 'status',
      sameGraph: false,
    });
  });

  test('[R13] memory addresses in a preview do not count', () => {
    const preview = (text: string): JobRecord =>
      record(selected('a'), start('a'), end('a', { $preview: { type: 'Point', text } }));
    const at = (place: string): JobRecord => preview(`<Point object at ${place}>`);
    expect(diffRecords(at('0x7f00aa'), at('0x7fDEAD')).equal).toBe(true);
    expect(diffRecords(at('0x7f00aa'), preview('<Line>')).equal).toBe(false);
  });

  test('seeded: a record equals itself, and differs when one output is changed', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const own = record(...randomJob('j', createRandom(seed)));
      expect([seed, diffRecords(own, own).equal]).toEqual([seed, true]);
      const types = own.events.map((event) => event.type);
      const last = types.lastIndexOf('nodeSucceeded');
      const retried = types.lastIndexOf('jobRetried');
      if (last <= retried) continue;
      const events = own.events.map((event, index) =>
        index === last ? { ...event, outputs: { result: 'other' } } : event,
      ) as JobRecord['events'];
      const { nodeId } = own.events[last] as { nodeId: string };
      expect([seed, diffRecords(own, { ...own, events })]).toEqual([
        seed,
        expect.objectContaining({ equal: false, nodeId, what: 'output' }),
      ]);
    }
  });
});
