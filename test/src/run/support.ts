/** Short ways to say a config, a graph and a run in tests. */
import { expect } from '@jest/globals';
import { createConfig, JobRunner, noValue, reduceEvents } from 'millrace';
import type {
  Callable,
  DefinedNode,
  GraphNode,
  JobEvent,
  JobResult,
  JobRunnerOptions,
  Method,
  RunOptions,
} from 'millrace';
import { createNode } from '../../../src/run/create-node.js';
import type { ListedInput, ListedNode } from '../../../src/run/create-node.js';

/** `{ a: 'source.port' }` is a wire (`'source'` means its port `result`), `{ a: 3 }` a control. */
export interface NodeSketch extends Partial<Omit<GraphNode, 'connections'>> {
  readonly type: string;
  readonly wires?: Readonly<Record<string, string | readonly string[]>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** A graph document from sketches by id. */
export function graphOf(sketches: Readonly<Record<string, NodeSketch>>): {
  version: 1;
  nodes: Record<string, unknown>;
} {
  const nodes = Object.create(null) as Record<string, unknown>;
  for (const [id, { wires = {}, values = {}, ...rest }] of Object.entries(sketches)) {
    const inputs = Object.create(null) as Record<string, unknown>;
    for (const [port, from] of Object.entries(wires)) {
      inputs[port] = (typeof from === 'string' ? [from] : from).map((end) => {
        const dot = end.lastIndexOf('.');
        if (dot < 0) return { nodeId: end, portName: 'result' };
        return { nodeId: end.slice(0, dot), portName: end.slice(dot + 1) };
      });
    }
    const inputData = Object.create(null) as Record<string, unknown>;
    for (const [port, value] of Object.entries(values)) inputData[port] = { [port]: value };
    const outputs = Object.create(null) as Record<string, unknown>;
    nodes[id] = {
      id,
      x: 0,
      y: 0,
      width: 200,
      inputData,
      connections: { inputs, outputs },
      ...rest,
    };
  }
  return { version: 1, nodes };
}

/** `{ x: 'add.a' }`: a port of a graph, and the node's that it stands for. */
export interface PortSketch {
  readonly in?: Readonly<Record<string, string>>;
  readonly out?: Readonly<Record<string, string>>;
}

/** A graph with ports and subgraphs. */
export function nest(
  sketches: Readonly<Record<string, NodeSketch>>,
  ports: PortSketch = {},
  subgraphs: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const promoted = (ends: PortSketch['in'] = {}): readonly object[] =>
    Object.entries(ends).map(([name, end]) => {
      const dot = end.lastIndexOf('.');
      return { name, nodeId: end.slice(0, dot), portName: end.slice(dot + 1) };
    });
  const own = { inputs: promoted(ports.in), outputs: promoted(ports.out) };
  return { ...graphOf(sketches), ports: own, subgraphs };
}

/** A node with inputs by name; `'a?'` is optional. The output is `result`, of any type. */
export function node(
  type: string,
  inputs: readonly (string | ListedInput)[],
  fn: Callable,
  more: Partial<ListedNode> = {},
): DefinedNode {
  return createNode(
    {
      type,
      inputs: inputs.map((input) => {
        if (typeof input !== 'string') return input;
        return input.endsWith('?')
          ? { name: input.slice(0, -1), required: false }
          : { name: input };
      }),
      outputs: [{ name: 'result' }],
      ...more,
    },
    fn,
  );
}

const NUMBER = { type: 'number' } as const;

/** The nodes most tests need. */
export const nodes: readonly DefinedNode[] = [
  node('one', [], () => 1),
  node('same', ['a'], (a: unknown) => a),
  node(
    'add',
    ['a', 'b'].map((name) => ({ name, schema: NUMBER })),
    (a: number, b: number) => a + b,
  ),
  node('later', ['a'], async (a: unknown) => a, { async: true }),
  node('fail', ['a?'], () => {
    throw new Error('out of water');
  }),
  node('never', ['a?'], () => new Promise(() => undefined), { async: true }),
  node('branch', ['a'], (a: unknown) => (a === true ? [1, noValue] : [noValue, 2]), {
    outputs: [{ name: 'yes' }, { name: 'no' }],
  }),
];

/** What a run did. */
export interface Ran {
  readonly result: JobResult;
  readonly events: readonly JobEvent[];
  /** `start a`, `end a`, … of the node events, in order. */
  readonly order: readonly string[];
}

/** Runs sketches with the default nodes (or more) and checks what holds of every run. */
export async function run(
  sketches: Readonly<Record<string, NodeSketch>> | unknown,
  options: RunOptions & {
    readonly more?: readonly DefinedNode[];
    readonly method?: Method;
    readonly runner?: Partial<JobRunnerOptions>;
    readonly raw?: boolean;
  } = {},
): Promise<Ran> {
  const {
    more = [],
    method = 'async',
    runner: runnerOptions,
    raw = false,
    ...runOptions
  } = options;
  const { config, functions } = createConfig([...nodes, ...more]);
  const runner = new JobRunner(config, { functions, method, ...runnerOptions });
  const events: JobEvent[] = [];
  const graph = raw ? sketches : graphOf(sketches as Readonly<Record<string, NodeSketch>>);
  const result = await runner.run(graph, {
    ...runOptions,
    onEvent(event) {
      events.push(event);
      runOptions.onEvent?.(event);
    },
  });
  expectLawfulEvents(events, result);
  return { result, events, order: events.flatMap(shorten) };
}

/** Both methods; they must agree on everything but time and ids. */
export async function runBoth(
  sketches: Readonly<Record<string, NodeSketch>> | unknown,
  options: Parameters<typeof run>[1] = {},
): Promise<Ran> {
  const asynchronous = await run(sketches, { ...options, method: 'async' });
  const synchronous = await run(sketches, { ...options, method: 'sync' });
  expect(synchronous.order).toEqual(asynchronous.order);
  expect(outcome(synchronous.result)).toEqual(outcome(asynchronous.result));
  return synchronous;
}

function outcome(result: JobResult): unknown {
  const entries = Object.entries(result.nodes).map(([id, each]) => [
    id,
    { ...each, durationMs: 0, error: each.error?.message },
  ]);
  return { status: result.status, nodes: Object.fromEntries(entries) };
}

function shorten(event: JobEvent): string[] {
  switch (event.type) {
    case 'nodeStarted':
      return [`start ${event.nodeId}`];
    case 'nodeSucceeded':
      return [`end ${event.nodeId}`];
    case 'nodeFailed':
      return [`fail ${event.nodeId}`];
    case 'nodeSkipped':
      return [`skip ${event.nodeId}`];
    case 'nodeCancelled':
      return [`cancel ${event.nodeId}`];
    case 'nodeQueued':
      return [`queue ${event.nodeId}`];
    case 'jobRetried':
      return ['retry'];
    default:
      return [];
  }
}

/** Rule R14, and that the status map is a reduction of the events. */
export function expectLawfulEvents(events: readonly JobEvent[], result: JobResult): void {
  expect(events[0]?.type).toBe('jobStarted');
  expect(events.at(-1)?.type).toBe('jobFinished');
  expect(events.filter((event) => event.type === 'jobFinished')).toHaveLength(1);
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index));
  const state = reduceEvents(events);
  expect(state.status).toBe(result.status);
  expect({ ...state.nodesStatus }).toEqual({ ...result.nodesStatus });
  for (const [id, each] of Object.entries(result.nodes)) {
    expect(each.status).toBe(result.nodesStatus[id]);
  }
}

/** `{ a: 3, b: 'skipped' }`: the output `result`, or the status of what has none. */
export function summary(result: JobResult): Record<string, unknown> {
  const entries = Object.entries(result.nodes).map(([id, each]) => [
    id,
    each.status === 'success' ? (each.outputs['result'] ?? { ...each.outputs }) : each.status,
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}
