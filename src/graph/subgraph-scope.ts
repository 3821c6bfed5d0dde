/** Which graph a node of type `graph:<name>` means (rule R16). */
import { own } from '../config/document.js';
import type { Graph } from './graph.js';

/** What the type of a subgraph's node starts with; the subgraph's name follows. */
export const SUBGRAPH_PREFIX = 'graph:';

/** A graph among the `subgraphs` of another, and where it stands. */
export interface Subgraph {
  readonly name: string;
  readonly graph: Graph;
  /** The graphs around it, innermost first. */
  readonly outer: readonly Graph[];
}

/** The names a graph can use, its own before those of the graphs around it. */
export function subgraphNames(graph: Graph, outer: readonly Graph[]): readonly string[] {
  return [...new Set([graph, ...outer].flatMap((each) => Object.keys(each.subgraphs ?? {})))];
}

/** Finds the subgraph of a name: the graph's own, or that of the nearest graph around it. */
export function findSubgraph(
  name: string,
  graph: Graph,
  outer: readonly Graph[],
): Subgraph | undefined {
  for (let at = -1; at < outer.length; at += 1) {
    const found = own((at < 0 ? graph : outer[at]!).subgraphs ?? {}, name);
    if (found === undefined) continue;
    return { name, graph: found, outer: at < 0 ? [graph, ...outer] : outer.slice(at) };
  }
  return undefined;
}
