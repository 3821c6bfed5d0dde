/** Where in a document the graph stands that is shown, and how a change of it gets back there. */
import { createRecord, own } from '../../src/config/document.js';
import type { Graph } from '../../src/graph/graph.js';
import { SUBGRAPH_PREFIX } from '../../src/graph/subgraph-scope.js';

/** One step into a subgraph. */
export interface PathStep {
  /** Of the subgraph, as the graph before it on the path knows it. */
  readonly name: string;
  /** The node that was entered: its run is shown. Absent where the subgraph itself was opened. */
  readonly nodeId?: string;
}

/** How the graph that is shown was reached; empty for the document itself. */
export type GraphPath = readonly PathStep[];

export const NO_PATH: GraphPath = [];

/** A graph of a document, and where it stands. */
export interface ShownGraph {
  readonly graph: Graph;
  /** The graphs around it, innermost first. */
  readonly outer: readonly Graph[];
  /** The keys of `subgraphs` that lead to it from the document. */
  readonly keys: readonly string[];
  /** The path as far as it leads anywhere; the same one when all of it does. */
  readonly path: GraphPath;
}

/** Follows a path. A step means the nearest subgraph of its name, as a node's type does. */
export function followPath(document: Graph, path: GraphPath): ShownGraph {
  let graphs: readonly Graph[] = [document];
  let keys: readonly string[] = [];
  const taken: PathStep[] = [];
  for (const step of path) {
    let depth = graphs.length - 1;
    while (depth >= 0 && !Object.hasOwn(graphs[depth]!.subgraphs ?? {}, step.name)) depth -= 1;
    if (depth < 0) break;
    taken.push(withPresentNode(step, graphs.at(-1)!));
    graphs = [...graphs.slice(0, depth + 1), graphs[depth]!.subgraphs![step.name]!];
    keys = [...keys.slice(0, depth), step.name];
  }
  const isSame = taken.length === path.length && taken.every((step, at) => step === path[at]);
  const outer = graphs.slice(0, -1).reverse();
  return { graph: graphs.at(-1)!, outer, keys, path: isSame ? path : taken };
}

/** A node that is gone, or has become another, shows no run. */
function withPresentNode(step: PathStep, graph: Graph): PathStep {
  const { name, nodeId } = step;
  if (nodeId === undefined || own(graph.nodes, nodeId)?.type === SUBGRAPH_PREFIX + name)
    return step;
  return { name };
}

/** The document with another graph in the place of the shown one. */
export function writeGraph({ outer, keys }: ShownGraph, graph: Graph): Graph {
  return keys.reduceRight((inner, key, depth) => {
    const around = outer[keys.length - 1 - depth]!;
    const subgraphs = createRecord<Graph>();
    for (const name of Object.keys(around.subgraphs!)) subgraphs[name] = around.subgraphs![name]!;
    subgraphs[key] = inner;
    return { ...around, subgraphs };
  }, graph);
}

/** One text for a path, whichever nodes were entered. */
export function pathKey(path: GraphPath): string {
  return path.length === 0 ? '' : JSON.stringify(path.map((step) => step.name));
}

/** The names behind a text of {@link pathKey}. */
export function parsePathKey(key: string): readonly string[] {
  return key === '' ? [] : (JSON.parse(key) as readonly string[]);
}

/** What the shown nodes' ids begin with in a run; undefined where none of its nodes was entered. */
export function runPrefix(path: GraphPath): string | undefined {
  if (path.some((step) => step.nodeId === undefined)) return undefined;
  return path.map((step) => `${step.nodeId!}/`).join('');
}
