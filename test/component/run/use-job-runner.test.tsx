import { describe, expect, test } from '@jest/globals';
import { act, renderHook, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { JobRunner, createConfig, defineNode } from '../../../src/index.js';
import { useJobRunner } from '../../../component/index.js';
import type { JobRun } from '../../../component/index.js';
import { chain, config, functions, node } from '../nodes.js';

const runner = new JobRunner(config, { functions });
const show = (): { readonly current: JobRun } =>
  renderHook(() => useJobRunner(runner), { wrapper: StrictMode }).result;

const waiting = createConfig([
  defineNode(
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
