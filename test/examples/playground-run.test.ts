import { afterAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isHandle, parseGraph, reduceEvents } from 'millrace';
import type { Graph, JobEvent, PythonRuntime } from 'millrace';
import { createPyodide } from 'millrace/python/node';
import { config, functions, python as modules } from '../../examples/playground/nodes.generated.js';
import { cancelEvents, resultOf } from '../../examples/playground/run/cancelled-run.js';
import { createSyncServer } from '../../examples/playground/run/serve-sync.js';
import { SyncRunner } from '../../examples/playground/run/sync-runner.js';
import { planTimeline } from '../../examples/playground/run/timeline.js';
import { traceOf } from '../../examples/playground/run/trace.js';

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../../examples/playground');
const start = graphOf(JSON.parse(readFileSync(join(folder, 'start.graph.json'), 'utf8')));

function graphOf(document: unknown): Graph {
  return parseGraph(document, config).graph;
}

const base = (seq: number, time: number) => ({ jobId: 'job', seq, time });
const started = (nodeId: string, seq: number, time: number): JobEvent => {
  return {
    type: 'nodeStarted',
    nodeId,
    nodeType: 't',
    attempt: 1,
    placement: 'inline',
    ...base(seq, time),
  };
};
const succeeded = (nodeId: string, seq: number, time: number, durationMs: number): JobEvent => {
  return {
    type: 'nodeSucceeded',
    nodeId,
    outputs: { result: 1 },
    durationMs,
    cached: false,
    ...base(seq, time),
  };
};

describe('the sync runner', () => {
  const runtimes: PythonRuntime[] = [];
  const ended: string[] = [];
  const phases: string[] = [];
  let python: PythonRuntime | undefined;

  afterAll(() => Promise.all(runtimes.map((each) => each.close())));

  /** One interpreter serves all: it is the same thread each time. */
  function createRunner(): SyncRunner {
    python ??= createPyodide({ modules, thread: 'main' });
    runtimes.push(python);
    return new SyncRunner({
      onBoot: ({ type }) => phases.push(type),
      onBootFailed: (message) => phases.push(message),
      spawn: ({ onMessage }) => {
        let isOver = false;
        const serve = createSyncServer({
          config,
          functions,
          python: python!,
          post: (message) => isOver || onMessage(structuredClone(message)),
        });
        return {
          postMessage: (request) => serve(structuredClone(request)),
          terminate: () => {
            isOver = true;
            ended.push('ended');
          },
        };
      },
    });
  }

  test('gives the result and the events of a run in a worker', async () => {
    const events: JobEvent[] = [];
    const onEvent = (event: JobEvent) => events.push(event);
    const result = await createRunner().run(start, { keep: 'all', onEvent });
    expect(result.status).toBe('success');
    expect(result.nodes['report']?.outputs['advice']).toBe('Mind the tomatoes.');
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
    expect({ ...reduceEvents(events).nodesStatus }).toEqual({ ...result.nodesStatus });
    result.close();
  });

  test('shows values that were not kept as handles', async () => {
    const result = await createRunner().run(start);
    const kept = result.nodes['clean']?.outputs['kept'];
    expect(isHandle(kept) && kept.preview.length).toBe(162);
  });

  test('[R12] begins in the middle with the values of an earlier run', async () => {
    const runner = createRunner();
    const previous = await runner.run(start, { keep: 'all' });
    const result = await runner.run(start, { fromNodeIds: ['smooth'], previous, keep: 'all' });
    expect({ ...result.nodesStatus }).toEqual({
      clean: 'success',
      smooth: 'success',
      chart: 'success',
    });
    expect(result.nodes['clean']).toMatchObject({ cached: true, attempts: 0 });
    expect(result.nodes['chart']?.outputs).toEqual(previous.nodes['chart']?.outputs);
  });

  test('says which node keeps a graph from running in one go', async () => {
    const graph = graphOf({ version: 1, nodes: { later: { type: 'time.wait' } } });
    await expect(createRunner().run(graph)).rejects.toMatchObject({
      code: 'not-sync',
      details: { nodes: { later: 'its function is async' } },
    });
  });

  test('cancels by ending the worker, and runs again in a new one', async () => {
    const runner = createRunner();
    const controller = new AbortController();
    const events: JobEvent[] = [];
    const onEvent = (event: JobEvent) => events.push(event);
    const run = runner.run(start, { signal: controller.signal, onEvent });
    controller.abort();
    const result = await run;
    expect(result.status).toBe('cancelled');
    expect(new Set(Object.values(result.nodesStatus))).toEqual(new Set(['cancelled']));
    expect(events.map(({ type }) => type)).toEqual([
      'jobStarted',
      ...Object.keys(start.nodes).map(() => 'nodeCancelled'),
      'jobFinished',
    ]);
    expect(ended).toEqual(['ended']);
    expect((await runner.run(start)).status).toBe('success');
  });

  test('runs one graph at a time', async () => {
    const runner = createRunner();
    const first = runner.run(start);
    await expect(runner.run(start)).rejects.toMatchObject({ code: 'run-busy' });
    expect((await first).status).toBe('success');
  });

  test('reports a worker that has failed, and tries anew', async () => {
    let spawned = 0;
    const failures: string[] = [];
    const runner = new SyncRunner({
      onBoot: () => undefined,
      onBootFailed: (message) => failures.push(message),
      spawn: ({ onFailed }) => {
        spawned += 1;
        return { postMessage: () => onFailed('no such script'), terminate: () => undefined };
      },
    });
    const text = 'the sync worker has ended: no such script';
    await expect(runner.run(start)).rejects.toThrow(text);
    await expect(runner.run(start)).rejects.toThrow(text);
    expect([spawned, failures]).toEqual([2, [text, text]]);
  });
});

describe('a run that was ended', () => {
  const events: JobEvent[] = [
    { type: 'jobStarted', selected: ['a', 'b', 'c'], ...base(0, 0) },
    started('a', 1, 1),
    succeeded('a', 2, 3, 2),
    started('b', 3, 4),
  ];

  test('keeps what had settled and cancels the rest', () => {
    const all = [...events, ...cancelEvents({ events, nodeIds: [], time: 9 })];
    const result = resultOf(all);
    expect(result.status).toBe('cancelled');
    expect(result.nodesStatus).toEqual({ a: 'success', b: 'cancelled', c: 'cancelled' });
    expect(result.nodes['a']).toMatchObject({ outputs: { result: 1 }, durationMs: 2, attempts: 1 });
    expect(all.at(-1)).toMatchObject({ counts: { success: 1, cancelled: 2 }, durationMs: 9 });
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index));
  });
});

describe('a trace', () => {
  test('[R13] has a span for each node that ran, in a run that was ended, too', () => {
    const events = [started('a', 0, 1), succeeded('a', 1, 3, 2), started('b', 2, 4)];
    const all = [...events, ...cancelEvents({ events, nodeIds: [], time: 9 })];
    const spans = traceOf(start, all).traceEvents.filter(({ cat }) => cat === 'node');
    expect(spans.map(({ name, ts, dur, args }) => [name, ts, dur, args?.['status']])).toEqual([
      ['a', 1_000, 2_000, 'success'],
      ['b', 4_000, 5_000, 'cancelled'],
    ]);
  });
});

describe('the timeline', () => {
  test('puts bars that overlap into different lanes', () => {
    const { bars, lanes } = planTimeline(
      [
        { type: 'jobStarted', selected: ['a', 'b', 'c'], ...base(0, 0) },
        started('a', 1, 0),
        started('b', 2, 10),
        succeeded('a', 3, 50, 50),
        started('c', 4, 50),
        succeeded('c', 5, 60, 10),
      ],
      100,
    );
    expect(lanes).toBe(2);
    expect(bars.map(({ nodeId, lane, start, end }) => [nodeId, lane, start, end])).toEqual([
      ['a', 0, 0, 0.5],
      ['b', 1, 0.1, 1],
      ['c', 0, 0.5, 0.6],
    ]);
    expect(bars.map(({ status }) => status)).toEqual(['success', 'running', 'success']);
  });

  test('draws the shortest node wide enough to be clicked', () => {
    const [bar] = planTimeline([started('a', 0, 100), succeeded('a', 1, 100, 0)], 100).bars;
    expect(bar!.end - bar!.start).toBeCloseTo(0.01);
    expect(bar!.end).toBeLessThanOrEqual(1);
  });

  test('begins with the first node, however long Python took to start', () => {
    const events = [started('a', 0, 900), succeeded('a', 1, 950, 50), started('b', 2, 950)];
    const { bars, totalMs } = planTimeline(events, 1_000);
    expect(bars.map(({ start, end }) => [start, end])).toEqual([
      [0, 0.5],
      [0.5, 1],
    ]);
    expect(totalMs).toBe(1_000);
  });

  test('is empty before anything has started', () => {
    expect(planTimeline([], 0)).toEqual({ bars: [], lanes: 0, totalMs: 1 });
  });
});
