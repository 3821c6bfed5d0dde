/** Graphs as files: read with all that is wrong with them, written as they are. */
import { parseGraph, stampGraph } from 'millrace';
import type { Config, Graph, Issue } from 'millrace';
import { download } from './download.js';

/** A graph and what its file is called, without the ending. */
export interface NamedGraph {
  readonly name: string;
  readonly graph: Graph;
}

/** What a file says; without a graph when it is none. */
export interface ReadGraph {
  readonly graph?: Graph;
  readonly issues: readonly Issue[];
}

const ENDINGS = /(\.graph)?\.(json|node)$/i;

/** Reads the text, or the parsed JSON, of a graph file. */
export function readGraph(document: unknown, config: Config): ReadGraph {
  const { graph, issues } = parseGraph(document, config);
  const isUnreadable = issues.some(
    ({ severity, path }) => severity === 'error' && path.length === 0,
  );
  return isUnreadable ? { issues } : { graph, issues };
}

/** What a file of this name is called in the editor. */
export function nameOfFile(fileName: string): string {
  return fileName.replace(ENDINGS, '') || 'graph';
}

/** The graph with the signatures it was drawn against, by which it is read when they have changed. */
export function toDocument(graph: Graph, config: Config): Graph {
  return stampGraph(graph, config);
}

/** Hands the graph to the browser as a download, `name.graph.json`. */
export function downloadGraph({ name, graph }: NamedGraph, config: Config): void {
  download(`${name}.graph.json`, `${JSON.stringify(toDocument(graph, config), null, 2)}\n`);
}
