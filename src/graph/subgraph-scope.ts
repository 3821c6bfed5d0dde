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

/** A subgraph and the keys that lead to it from the document's graph. */
export interface PlacedSubgraph extends Subgraph {
  readonly path: readonly string[];
}

/** All subgraphs of a graph at any depth, outer ones first; one object in several places once. */
export function listSubgraphs(
  graph: Graph,
  outer: readonly Graph[] = [],
): readonly PlacedSubgraph[] {
  const list: PlacedSubgraph[] = [];
  const seen = new Set([graph]);
  const add = (each: Graph, around: readonly Graph[], path: readonly string[]): void => {
    for (const [name, inner] of Object.entries(each.subgraphs ?? {})) {
      if (seen.has(inner)) continue;
      seen.add(inner);
      list.push({
        name,
        graph: inner,
        outer: [each, ...around],
        path: [...path, 'subgraphs', name],
      });
    }
  };
  add(graph, outer, []);
  // The list grows while it is read.
  for (const { graph: each, outer: around, path } of list) add(each, around, path);
  return list;
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
