/** Runs of the library's nodes. */
import { JobRunner, mergeNodes } from 'millrace';
import type { JobEvent, JobResult, PartialNodeSet, RunOptions } from 'millrace';
import * as library from 'millrace/library';
import { nest } from '../run/support.js';
import type { NodeSketch, PortSketch } from '../run/support.js';

interface Options extends RunOptions {
  readonly own?: PartialNodeSet;
  readonly subgraphs?: Readonly<Record<string, unknown>>;
  readonly ports?: PortSketch;
}

/** Runs sketches of the library's nodes, and of `own`. */
export async function runLibrary(
  sketches: Readonly<Record<string, NodeSketch>>,
  { own, subgraphs = {}, ports = {}, ...options }: Options = {},
): Promise<{ readonly result: JobResult; readonly events: readonly JobEvent[] }> {
  const nodes = own === undefined ? mergeNodes(library) : mergeNodes(library, own);
  const runner = new JobRunner(nodes.config, nodes);
  const events: JobEvent[] = [];
  const onEvent = (event: JobEvent): void => {
    events.push(event);
    options.onEvent?.(event);
  };
  const result = await runner.run(nest(sketches, ports, subgraphs), {
    keep: 'all',
    ...options,
    onEvent,
  });
  return { result, events };
}

/** The error of the node `n`, as `code: message`. */
export function errorOf({ nodes }: JobResult, id = 'n'): string {
  const { error } = nodes[id]!;
  return error === undefined ? '' : `${error.code}: ${error.message}`;
}
