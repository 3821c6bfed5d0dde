import { describe, expect, test } from '@jest/globals';
import type { JobEvent, RunOptions } from 'millrace';
import { createConfig, defineNode, growingPorts, JobRunner } from 'millrace';
import { expectLawfulEvents, graphOf, node, summary } from '../support.js';
import type { NodeSketch } from '../support.js';
import { openThread, sharedNumber, until, useThreads } from './test-pool.js';

useThreads();

const inWorker = { settings: { placement: 'worker' } } as const;
const notHere = (): never => {
  throw new Error('it was called inline');
};
/** The functions of the worker, by what they take; the first ones are nodes of this thread. */
const { config, functions } = createConfig([
  node('list', [], () => [1, 2, 3]),
  node('length', ['list'], (list: readonly unknown[]) => list.length),
  ...['uses', 'whole'].map((type) => node(type, [], notHere, inWorker)),
  ...['same', 'spin', 'empties'].map((type) => node(type, ['a?'], notHere, inWorker)),
  node('meet', ['shared', 'wanted'], notHere, inWorker),
  node('tuple', [], notHere, {
    ...inWorker,
    returns: 'tuple',
    outputs: ['a', 'b', 'c', 'd'].map((name) => ({ name })),
  }),
  ...['tellsSecret', 'exitsOnce'].map((type) =>
    node(type, [], notHere, { ...inWorker, call: { context: true } }),
  ),
]);

interface Sketches {
  readonly [id: string]: NodeSketch;
}

/** Runs in real threads, checks that none of them is left, and gives events and result. */
async function run(sketches: Sketches, options: RunOptions = {}, workers = 2) {
  const exits: (number | undefined)[] = [];
  const worker = () => {
    const thread = openThread('serving');
    const index = exits.push(undefined) - 1;
    thread.on('exit', (code) => (exits[index] = code));
    return thread;
  };
  const runner = new JobRunner(config, { functions, worker, workers });
  const events: JobEvent[] = [];
  const result = await runner.run(graphOf(sketches), {
    ...options,
    onEvent(event) {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  expectLawfulEvents(events, result);
  // A node may time out while the end of its worker is still on the way.
  const isTimedOut = Object.values(result.nodes).some(
    ({ error }) => error?.code === 'node-timeout',
  );
  if (isTimedOut) await until(() => !exits.includes(undefined));
  const left = exits.filter((code) => code === undefined).length;
  await runner.close();
  expect(exits).not.toContain(undefined);
  return { result, events, opened: exits.length, left };
}

const namesOf = (events: readonly JobEvent[]) =>
  events.flatMap((event) => ('nodeId' in event ? [`${event.type} ${event.nodeId}`] : []));

describe('placement "worker"', () => {
  test('[R9] nodes that block run at the same time, and one of this thread with them', async () => {
    const shared = sharedNumber();
    const { result, events } = await run(
      { a: { type: 'meet' }, b: { type: 'meet' }, c: { type: 'list' } },
      { inputs: { a: { shared, wanted: 2 }, b: { shared, wanted: 2 } } },
    );
    expect(summary(result)).toEqual({ a: 'met', b: 'met', c: [1, 2, 3] });
    const placements = events.flatMap((event) =>
      event.type === 'nodeStarted' ? [[event.nodeId, event.placement]] : [],
    );
    expect(Object.fromEntries(placements)).toEqual({ a: 'worker', b: 'worker', c: 'inline' });
  });

  test('[R9] a node without a free worker is queued, and starts when it has one', async () => {
    const { events, opened } = await run({ a: { type: 'uses' }, b: { type: 'uses' } }, {}, 1);
    expect(namesOf(events)).toEqual([
      'nodeQueued a',
      'nodeQueued b',
      'nodeStarted a',
      'nodeSucceeded a',
      'nodeStarted b',
      'nodeSucceeded b',
    ]);
    expect(opened).toBe(1);
  });

  test('[R9] a lost worker is a failed try, and the next one has another worker', async () => {
    const retry = { attempts: 2 };
    const { result, opened } = await run({ a: { type: 'exitsOnce', settings: { retry } } });
    expect(result.nodes['a']).toMatchObject({ status: 'success', attempts: 2 });
    expect(opened).toBe(2);
  });

  test('[R9] a loop without end is timed out, and its worker ended', async () => {
    const settings = { timeoutMs: 200 };
    const { result, left } = await run({ a: { type: 'spin', settings }, b: { type: 'list' } });
    expect(result.nodes['a']?.error?.code).toBe('node-timeout');
    expect(result.nodes['b']?.status).toBe('success');
    expect(left).toBe(0);
  });

  test('[R9] inputs that depend on the node reach a worker by name', async () => {
    const nodes = createConfig([
      defineNode({
        type: 'same',
        inputs: { first: { type: 'number', default: 1 } },
        dynamicInputs: growingPorts({ type: 'number' }),
        outputs: 'any',
        settings: { placement: 'worker' },
        run: notHere,
      }),
    ]);
    const runner = new JobRunner(nodes.config, { ...nodes, worker: () => openThread('serving') });
    const graph = graphOf({ n: { type: 'same', values: { item2: 5 } } });
    const result = await runner.run(graph);
    await runner.close();
    expect(summary(result)).toEqual({ n: { first: 1, item2: 5 } });
  });

  test('[R5] noValue crosses as a branch that is not taken', async () => {
    const { result } = await run({
      t: { type: 'tuple' },
      a: { type: 'same', wires: { a: 't.a' } },
      b: { type: 'same', wires: { a: 't.b' } },
      w: { type: 'whole' },
      c: { type: 'length', wires: { list: 'w' } },
    });
    expect({ ...result.nodesStatus }).toEqual({
      t: 'success',
      a: 'success',
      b: 'skipped',
      w: 'success',
      c: 'skipped',
    });
  });

  test('[R15] what a function in a worker does to its argument changes nothing here', async () => {
    const { result } = await run({
      list: { type: 'list' },
      empty: { type: 'empties', wires: { a: 'list' } },
      left: { type: 'length', wires: { list: 'list' } },
      right: { type: 'length', wires: { list: 'empty' } },
    });
    expect(summary(result)).toMatchObject({ left: 3, right: 0 });
  });

  test('[R11] a secret that a function in a worker tells is not written down', async () => {
    const { result, events } = await run(
      { a: { type: 'tellsSecret' } },
      { context: { secrets: { key: 'sesame' } } },
    );
    expect(result.nodes['a']?.error?.message).toBe('the door does not open by •••');
    expect(JSON.stringify([events, result])).not.toContain('sesame');
  });

  test('[R10] a cancelled job leaves no thread that runs, and no node abandoned', async () => {
    const shared = sharedNumber();
    const controller = new AbortController();
    const running = run(
      { a: { type: 'spin' }, b: { type: 'spin' }, c: { type: 'uses' } },
      { inputs: { a: { a: shared }, b: { a: shared } }, signal: controller.signal },
    );
    await until(() => shared[0] === 2);
    controller.abort();
    const { result, events, left } = await running;
    expect(result.status).toBe('cancelled');
    expect(left).toBe(0);
    const cancelled = events.filter((event) => event.type === 'nodeCancelled');
    expect(cancelled.map(({ nodeId }) => nodeId)).toEqual(['a', 'b', 'c']);
    expect(cancelled.filter(({ abandoned }) => abandoned === true)).toEqual([]);
  });

  test('[R8] sync refuses it', () => {
    const runner = new JobRunner(config, {
      functions,
      method: 'sync',
      worker: () => openThread('serving'),
    });
    expect(() => runner.run(graphOf({ a: { type: 'uses' } }))).toThrow(/a.*worker/);
  });

  test('[R9] without the option `worker` it is an error of the node', async () => {
    const runner = new JobRunner(config, { functions });
    const result = await runner.run(graphOf({ a: { type: 'uses' }, b: { type: 'list' } }));
    expect(result.nodes['a']?.error?.code).toBe('worker-missing');
    expect(result.nodes['b']?.status).toBe('success');
    await runner.close();
  });
});
