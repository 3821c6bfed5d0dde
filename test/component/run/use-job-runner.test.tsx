import { describe, expect, test } from '@jest/globals';
import { act, renderHook, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { JobRunner, createConfig, createRecorder, parseRecord } from '../../../src/index.js';
import type { JobEvent, JobRecord, RunOptions } from '../../../src/index.js';
import { useJobRunner } from '../../../component/index.js';
import type { GraphRunner, JobRun } from '../../../component/index.js';
import { chain, config, functions, node } from '../nodes.js';
import { createNode } from '../../../src/run/create-node.js';

const runner = new JobRunner(config, { functions });
const show = (): { readonly current: JobRun } =>
  renderHook(() => useJobRunner(runner), { wrapper: StrictMode }).result;

const waiting = createConfig([
  createNode(
    { type: 'wait', async: true, call: { context: true }, outputs: [{ name: 'value' }] },
    (context: { signal: AbortSignal }) =>
      new Promise((_, reject) => {
        context.signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  ),
]);
const slow = new JobRunner(waiting.config, { functions: waiting.functions });
const slowGraph = { version: 1, nodes: { w: node('w', 'wait') } };

describe('useJobRunner', () => {
  test('is idle at first', () => {
    const job = show();
    expect(job.current.status).toBe('idle');
    expect(job.current.events).toEqual([]);
  });

  test('follows a run to its end, and returns its result', async () => {
    const job = show();
    const result = await act(() => job.current.run(chain));
    expect(result.status).toBe('success');
    expect(job.current.status).toBe('success');
    expect({ ...job.current.nodesStatus }).toEqual({ one: 'success', two: 'success' });
    expect(job.current.results['two']?.outputs).toEqual({ sum: 5 });
    expect(job.current.events.map((event) => event.seq)).toEqual(
      job.current.events.map((_, index) => index),
    );
    expect(job.current.events.at(-1)?.type).toBe('jobFinished');
  });

  test('a host that reads no events renders when the run begins and ends', async () => {
    let renders = 0;
    const { result: job } = renderHook(() => {
      renders += 1;
      return useJobRunner(runner);
    });
    const told = new Set<string>();
    job.current.activity.subscribe((changed) => {
      for (const id of changed) told.add(id);
    });
    await act(() => job.current.run(chain));
    expect(renders).toBeLessThanOrEqual(3);
    expect([...told].sort()).toEqual(['one', 'two']);
    expect(job.current.activity.get('two')).toMatchObject({ status: 'success' });
    // What was not read is there when it is.
    expect(job.current.results['two']?.outputs).toEqual({ sum: 5 });
    expect(job.current.events.at(-1)?.type).toBe('jobFinished');
  });

  test('a sync runner works as well', async () => {
    const sync = new JobRunner(config, { functions, method: 'sync' });
    const { result: job } = renderHook(() => useJobRunner(sync));
    await act(() => job.current.run(chain));
    expect(job.current.results['two']?.outputs).toEqual({ sum: 5 });
  });

  test('cancel ends a run, reset forgets it', async () => {
    const { result: job } = renderHook(() => useJobRunner(slow));
    const running = job.current.run(slowGraph);
    await waitFor(() => expect(job.current.nodesStatus['w']).toBe('running'));
    await act(async () => {
      job.current.cancel();
      await running;
    });
    expect(job.current.status).toBe('cancelled');
    expect(job.current.nodesStatus['w']).toBe('cancelled');
    act(() => job.current.reset());
    expect(job.current.status).toBe('idle');
    expect(Object.keys(job.current.nodesStatus)).toEqual([]);
  });

  test('a new run cancels the one under way; only the new one is followed', async () => {
    const { result: job } = renderHook(() => useJobRunner(slow));
    const first = job.current.run(slowGraph);
    await waitFor(() => expect(job.current.nodesStatus['w']).toBe('running'));
    const second = job.current.run({ version: 1, nodes: {} });
    const results = await act(() => Promise.all([first, second]));
    expect(results.map((result) => result.status)).toEqual(['cancelled', 'success']);
    expect(job.current.status).toBe('success');
    expect(new Set(job.current.events.map((event) => event.jobId)).size).toBe(1);
  });

  test('misuse rejects and is no run', async () => {
    const job = show();
    await expect(job.current.run(chain, { selectedNodeIds: ['nobody'] })).rejects.toMatchObject({
      code: 'unknown-node',
    });
    expect(job.current.status).toBe('idle');
  });

  test('a run ends with the component that started it', async () => {
    const { result: job, unmount } = renderHook(() => useJobRunner(slow));
    const running = job.current.run(slowGraph);
    await waitFor(() => expect(job.current.nodesStatus['w']).toBe('running'));
    unmount();
    expect((await running).status).toBe('cancelled');
  });
});

async function recordOf(graph: unknown): Promise<JobRecord> {
  const recorder = createRecorder({ config, graph });
  await runner.run(graph, { onEvent: recorder.onEvent });
  return parseRecord(JSON.stringify(recorder.record())).record;
}

describe('a replay', () => {
  test('[R13] shows what the run showed, and calls nothing', async () => {
    const live = show();
    await act(() => live.current.run(chain));
    const job = show();
    const record = await recordOf(chain);
    await act(() => job.current.replay(record, { speed: Infinity }));
    expect(job.current.status).toBe('success');
    expect(job.current.nodesStatus).toEqual(live.current.nodesStatus);
    expect(job.current.results['two']?.outputs).toEqual({ sum: 5 });
    expect(job.current.events.map((event) => event.type)).toEqual(
      live.current.events.map((event) => event.type),
    );
  });

  test('takes its time, and can be cancelled', async () => {
    const job = show();
    const record = await recordOf(chain);
    const events = record.events.map((event) => ({ ...event, time: event.seq < 2 ? 0 : 1e6 }));
    const playing = job.current.replay({ ...record, events }, { speed: 2 });
    await waitFor(() => expect(job.current.nodesStatus['one']).toBe('running'));
    await act(async () => {
      job.current.cancel();
      await playing;
    });
    expect(job.current.status).toBe('cancelled');
    expect({ ...job.current.nodesStatus }).toEqual({ one: 'cancelled', two: 'cancelled' });
  });

  test('of a record that was cut off does not stay running', async () => {
    const job = show();
    const record = await recordOf(chain);
    const cut = { ...record, events: record.events.slice(0, 4) };
    await act(() => job.current.replay(cut, { speed: Infinity }));
    expect(job.current.status).toBe('cancelled');
    expect({ ...job.current.nodesStatus }).toEqual({ one: 'success', two: 'cancelled' });
  });

  test('a run ends the replay before it', async () => {
    const job = show();
    const record = await recordOf(chain);
    const slowed = record.events.map((event) => ({ ...event, time: event.seq * 1_000_000 }));
    const playing = job.current.replay({ ...record, events: slowed });
    await act(() => job.current.run({ version: 1, nodes: {} }));
    await playing;
    expect(job.current.status).toBe('success');
    expect(Object.keys(job.current.nodesStatus)).toEqual([]);
  });

  test('a speed that is none is misuse', async () => {
    const job = show();
    const record = await recordOf(chain);
    await act(async () => {
      await expect(job.current.replay(record, { speed: 0 })).rejects.toMatchObject({
        code: 'bad-option',
      });
    });
    expect(job.current.status).toBe('idle');
  });
});

test('a snapshot of another job, from a slow source, starts anew', async () => {
  const send = (events: readonly JobEvent[]) => ({
    async run(_: unknown, { onEvent }: RunOptions) {
      for (const event of events) onEvent?.(event);
      return runner.run({ version: 1, nodes: {} });
    },
  });
  const snapshot: JobEvent = {
    type: 'snapshot',
    jobId: 'remote',
    seq: 7,
    time: 7,
    nodesStatus: { one: 'success' },
    attempt: 1,
    dropped: 2,
  };
  const finished: JobEvent = {
    type: 'jobFinished',
    jobId: 'remote',
    seq: 8,
    time: 8,
    status: 'success',
    durationMs: 8,
    counts: { success: 1, error: 0, skipped: 0, cancelled: 0 },
  };
  const first: GraphRunner = runner;
  const { result: job, rerender } = renderHook(({ of }) => useJobRunner(of), {
    initialProps: { of: first },
  });
  await act(() => job.current.run(chain));
  expect(job.current.results['one']?.outputs).toEqual({ sum: 3 });
  rerender({ of: send([snapshot, finished]) });
  await act(() => job.current.run(chain));
  expect({ ...job.current.nodesStatus }).toEqual({ one: 'success' });
  expect(job.current.results['one']).toBeUndefined();
  expect(job.current.events).toEqual([snapshot, finished]);
  expect(job.current.status).toBe('success');
});
