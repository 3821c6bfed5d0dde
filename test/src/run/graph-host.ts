/** Nodes that run graphs by their context, and runs of them. */
import { createConfig, JobRunner } from 'millrace';
import type { JobEvent, JobResult, NodeContext, RunOptions } from 'millrace';
import { createNode } from '../../../src/run/create-node.js';
import type { DefinedNode } from '../../../src/run/create-node.js';
import { expectLawfulEvents, nest, nodes } from './support.js';

/** What such a node does. */
export type Run = (context: NodeContext, given: unknown) => unknown;

/** A node that may run graphs as it likes. */
export const host = (type: string, run: Run, settings = {}): DefinedNode =>
  createNode(
    {
      type,
      inputs: [{ name: 'given', required: false }],
      outputs: [{ name: 'result' }],
      async: true,
      call: { context: true },
      settings,
    },
    (given: unknown, context: NodeContext) => run(context, given),
  );

/** `x` + 1 as `y`, and `late`: the same, a turn later. */
const inc = nest(
  {
    one: { type: 'one' },
    add: { type: 'add', wires: { b: 'one' } },
    wait: { type: 'later', wires: { a: 'add' } },
  },
  { in: { x: 'add.a' }, out: { y: 'add.result', late: 'wait.result' } },
);
const failing = nest(
  { bad: { type: 'fail' }, good: { type: 'one' } },
  { out: { y: 'good.result' } },
);
export const graphs = { inc, failing };

/** Runs sketches with the graphs `inc` and `failing`, and `more`. */
export async function run(
  hosts: readonly DefinedNode[],
  sketches: Parameters<typeof nest>[0],
  {
    more = {},
    runner: options = {},
    ...runOptions
  }: RunOptions & { more?: Readonly<Record<string, unknown>>; runner?: object } = {},
): Promise<{
  readonly result: JobResult;
  readonly events: readonly JobEvent[];
  readonly runner: JobRunner;
  readonly graph: unknown;
}> {
  const { config, functions } = createConfig([...nodes, ...hosts]);
  const runner = new JobRunner(config, { functions, ...options });
  const events: JobEvent[] = [];
  const graph = nest(sketches, {}, { ...graphs, ...more });
  const result = await runner.run(graph, {
    ...runOptions,
    onEvent(event) {
      events.push(event);
      runOptions.onEvent?.(event);
    },
  });
  expectLawfulEvents(events, result);
  return { result, events, runner, graph };
}
