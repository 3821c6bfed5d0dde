/** Which subgraphs a graph's nodes mean by their names, and how they are given others. */
import { createRecord } from '../config/document.js';
import { updateNodes } from './edit-graph.js';
import type { Graph } from './graph.js';
import { findSubgraph, SUBGRAPH_PREFIX } from './subgraph-scope.js';
import type { Subgraph } from './subgraph-scope.js';

/** A graph and the graphs around it, innermost first. */
export type PlacedGraph = Pick<Subgraph, 'graph' | 'outer'>;

/** The name of the subgraph that a node type means; undefined for other types. */
export function subgraphOfType(type: string): string | undefined {
  return type.startsWith(SUBGRAPH_PREFIX) ? type.slice(SUBGRAPH_PREFIX.length) : undefined;
}

/** The names that nodes of a graph, and of the graphs in it, use and that none of these has. */
export function namesOutside(graph: Graph): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (each: Graph, known: ReadonlySet<string>): void => {
    const inner = Object.entries(each.subgraphs ?? {});
    const here = new Set([...known, ...inner.map(([name]) => name)]);
    for (const { type } of Object.values(each.nodes)) {
      const name = subgraphOfType(type);
      if (name !== undefined && !here.has(name)) names.add(name);
    }
    for (const [, sub] of inner) visit(sub, here);
  };
  visit(graph, new Set());
  return names;
}

/**
 * The graph whose nodes mean subgraphs outside it by other names, in the graphs in it, too; a graph
 * in it that has a subgraph of the old name means that one.
 */
export function renameUses(graph: Graph, names: ReadonlyMap<string, string>): Graph {
  if (names.size === 0) return graph;
  const { subgraphs = {} } = graph;
  const mine = Object.keys(subgraphs);
  const left = new Map([...names].filter(([name]) => !mine.includes(name)));
  if (left.size === 0) return graph;
  const retyped = updateNodes(graph, Object.keys(graph.nodes), (node) => {
    const name = subgraphOfType(node.type);
    const next = name === undefined ? undefined : left.get(name);
    return next === undefined ? node : { ...node, type: SUBGRAPH_PREFIX + next };
  });
  return mapSubgraphs(retyped, (inner) => renameUses(inner, left));
}

/** The graph with a function applied to the subgraphs it has itself. */
export function mapSubgraphs(graph: Graph, map: (inner: Graph, name: string) => Graph): Graph {
  if (graph.subgraphs === undefined) return graph;
  const subgraphs = createRecord<Graph>();
  let isSame = true;
  for (const [name, inner] of Object.entries(graph.subgraphs)) {
    subgraphs[name] = map(inner, name);
    isSame &&= subgraphs[name] === inner;
  }
  return isSame ? graph : { ...graph, subgraphs };
}

/** An equal graph that shares no graph with the other: each can then be changed alone. */
export function copyGraph(graph: Graph): Graph {
  return mapSubgraphs({ ...graph }, copyGraph);
}

/**
 * Whether a subgraph is one of these graphs, or has nodes that lead to one, at any depth: a node of it
 * in them would contain itself.
 */
export function leadsTo(start: PlacedGraph, targets: ReadonlySet<Graph>): boolean {
  for (const { graph } of graphsFrom(start)) if (targets.has(graph)) return true;
  return false;
}

/** A graph and all that its nodes lead to, at any depth, each once. */
export function* graphsFrom(start: PlacedGraph): Iterable<PlacedGraph> {
  const seen = new Set<Graph>();
  const visits: PlacedGraph[] = [start];
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    const { graph, outer } = visit;
    if (seen.has(graph)) continue;
    seen.add(graph);
    yield visit;
    const names = new Set(Object.values(graph.nodes).map(({ type }) => subgraphOfType(type)));
    for (const name of names) {
      const found = name === undefined ? undefined : findSubgraph(name, graph, outer);
      if (found !== undefined) visits.push(found);
    }
  }
}
