import { expect, test } from '@jest/globals';
import { JobRunner } from '../../../src/index.js';
import type { JobEvent } from '../../../src/index.js';
import { reduceReports } from '../../../component/run/reduce-reports.js';
import { chain, config, functions, node } from '../nodes.js';

async function eventsOf(graph: unknown): Promise<readonly JobEvent[]> {
  const events: JobEvent[] = [];
  await new JobRunner(config, { functions }).run(graph, { onEvent: (event) => events.push(event) });
  return events;
}

test('the reports of a run hold outputs, errors and causes', async () => {
  const events = await eventsOf({
    version: 1,
    nodes: {
      ...chain.nodes,
      bad: node('bad', 'text.shout', {
        inputData: { text: { text: '' } },
        connections: { inputs: {}, outputs: { result: [{ nodeId: 'after', portName: 'text' }] } },
      }),
      after: node('after', 'text.shout', {
        connections: { inputs: { text: [{ nodeId: 'bad', portName: 'result' }] }, outputs: {} },
      }),
    },
  });
  const reports = reduceReports({}, events);
  expect(reports['two']?.outputs).toEqual({ sum: 5 });
  expect(reports['bad']?.error).toMatchObject({ message: 'there is nothing to shout' });
  expect(reports['after']?.cause).toEqual({ nodeId: 'bad', reason: 'error' });
});

test('event by event comes to the same as all at once', async () => {
  const events = await eventsOf(chain);
  const oneByOne = events.reduce((reports, event) => reduceReports(reports, [event]), {});
  expect(oneByOne).toEqual(reduceReports({}, events));
});

const base = { jobId: 'j', seq: 0, time: 0, nodeId: 'a' } as const;

test('logs and progress are kept while a node runs, the oldest lines go first', () => {
  const lines = Array.from({ length: 1_002 }, (_, index): JobEvent => ({
    ...base,
    type: 'nodeLogged',
    level: 'info',
    message: `${index}`,
  }));
  const reports = reduceReports({}, [
    { ...base, type: 'nodeStarted', nodeType: 't', attempt: 1, placement: 'inline' },
    ...lines,
    { ...base, type: 'nodeProgressed', done: 1, total: 4 },
  ]);
  expect(reports['a']?.progress).toEqual({ done: 1, total: 4 });
  expect(reports['a']?.log).toHaveLength(1_000);
  expect(reports['a']?.log?.[0]?.message).toBe('2');
});

test('a snapshot keeps the reports that fit its statuses, and all logs', () => {
  const line = { level: 'info', message: 'm' };
  const error = { name: 'E', code: 'e', message: 'm' };
  const before = {
    same: { outputs: { result: 1 }, log: [line] },
    failed: { error },
    skipped: { cause: { nodeId: 'failed', reason: 'error' as const } },
    running: { progress: { done: 1 }, log: [line] },
    again: { outputs: { result: 1 }, log: [line] },
    gone: { outputs: {} },
  };
  const reports = reduceReports(before, [
    {
      jobId: 'j',
      seq: 9,
      time: 9,
      type: 'snapshot',
      nodesStatus: {
        same: 'success',
        failed: 'error',
        skipped: 'skipped',
        running: 'running',
        again: 'running',
      },
      attempt: 1,
      dropped: 0,
    },
  ]);
  const { gone, ...kept } = before;
  expect(gone).toBeDefined();
  expect(reports).toEqual({ ...kept, again: { log: [line] } });
});

test('a new job forgets the one before, the argument stays as it was', () => {
  const before = { a: { durationMs: 1 }, __proto__: { durationMs: 2 } };
  const started: JobEvent = { jobId: 'k', seq: 0, time: 0, type: 'jobStarted', selected: ['a'] };
  expect(reduceReports(before, [started])['a']).toBeUndefined();
  expect(before.a).toEqual({ durationMs: 1 });
});
