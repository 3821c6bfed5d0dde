/** How deep subgraphs may lie in each other. */
import { MillraceError } from '../errors.js';
import type { Graph } from './graph.js';

/** Levels below the document's own graph; what lies deeper is not read. */
export const MAX_LEVELS = 64;

/**
 * Checks that a graph can have another one among its subgraphs.
 * @param outer The graphs around it.
 * @throws MillraceError `subgraph-depth` where the document could not be read again
 */
export function checkLevels(outer: readonly Graph[], added: Graph): void {
  const levels = outer.length + 1 + levelsOf(added);
  if (levels <= MAX_LEVELS) return;
  throw new MillraceError(
    'subgraph-depth',
    `expected at most ${MAX_LEVELS} levels of subgraphs in each other, got ${levels}; do it in a graph further out, or unpack some of those around it`,
    { details: { levels } },
  );
}

/** Levels below a graph; one object in several places is looked at once. */
function levelsOf(graph: Graph, known = new Map<Graph, number>()): number {
  let levels = known.get(graph);
  if (levels !== undefined) return levels;
  known.set(graph, (levels = 0));
  for (const inner of Object.values(graph.subgraphs ?? {})) {
    levels = Math.max(levels, 1 + levelsOf(inner, known));
  }
  known.set(graph, levels);
  return levels;
}
