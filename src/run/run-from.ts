/** Rule R12: running from a node on, with the values an earlier run gave to the rest. */
import type { OutputPort } from '../config/config.js';
import { listNames, own } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { Graph, GraphNode } from '../graph/graph.js';
import { isHandle } from './handle.js';
import type { PreviousRun } from './job-runner-options.js';
import { noValue } from './no-value.js';

/** What a run from some nodes on comes to. */
export interface RunFrom {
  /** The graph with the values of the earlier run pinned. */
  readonly graph: Graph;
  /** The nodes to run again: those asked for and all that depend on them. */
  readonly afresh: ReadonlySet<string>;
  /** The nodes whose values are taken from the earlier run. */
  readonly reused: ReadonlySet<string>;
}

/** The earlier run, and what its nodes put out. */
interface Earlier {
  readonly previous: PreviousRun | undefined;
  /** Undefined for a node of an unknown type. */
  readonly outputsOf: (node: GraphNode) => readonly OutputPort[] | undefined;
}

/** @throws MillraceError `unknown-node` for an id that is not in the graph */
export function planFrom(
  graph: Graph,
  fromNodeIds: readonly string[],
  { previous, outputsOf }: Earlier,
): RunFrom {
  const unknown = fromNodeIds.filter((id) => own(graph.nodes, id) === undefined);
  if (unknown.length > 0) {
    const ids = Object.keys(graph.nodes);
    throw new MillraceError(
      'unknown-node',
      `fromNodeIds names ${listNames(unknown)}, but the graph has no such node; its nodes: ${listNames(ids)}`,
      { details: { unknown } },
    );
  }
  const afresh = withDependents(graph, fromNodeIds);
  const reused = new Set<string>();
  const nodes = Object.assign(Object.create(null), graph.nodes) as Record<string, GraphNode>;
  for (const id of Object.keys(nodes)) {
    const node = nodes[id]!;
    const pinned = afresh.has(id) ? undefined : valuesOf(id, outputsOf(node), previous);
    if (pinned === undefined) continue;
    nodes[id] = { ...node, pinned: { ...pinned, ...node.pinned } };
    reused.add(id);
  }
  return { graph: { ...graph, nodes }, afresh, reused };
}

function withDependents(graph: Graph, ids: readonly string[]): ReadonlySet<string> {
  const dependents = new Map<string, string[]>();
  for (const id of Object.keys(graph.nodes)) {
    for (const wires of Object.values(graph.nodes[id]!.connections.inputs)) {
      for (const { nodeId } of wires) {
        const known = dependents.get(nodeId);
        if (known === undefined) dependents.set(nodeId, [id]);
        else known.push(id);
      }
    }
  }
  const found = new Set(ids);
  for (const id of found) for (const dependent of dependents.get(id) ?? []) found.add(dependent);
  return found;
}

/** All outputs of a node, a branch not taken included; undefined when one of them was not kept. */
function valuesOf(
  id: string,
  outputs: readonly OutputPort[] | undefined,
  previous: PreviousRun | undefined,
): Readonly<Record<string, unknown>> | undefined {
  const result = previous && own(previous.nodes, id);
  if (outputs === undefined || result?.status !== 'success') return undefined;
  const values = Object.create(null) as Record<string, unknown>;
  for (const { name } of outputs) {
    const value = Object.hasOwn(result.outputs, name) ? result.outputs[name] : noValue;
    if (isHandle(value)) return undefined;
    values[name] = value;
  }
  return values;
}
