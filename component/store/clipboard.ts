/** Copies of what is selected, with all it needs: a document of its own. */
import { listNames } from '../../src/config/document.js';
import { MillraceError } from '../../src/errors.js';
import { extractNodes } from '../../src/graph/extract-nodes.js';
import type { Graph } from '../../src/graph/graph.js';
import { insertNodes } from '../../src/graph/insert-nodes.js';
import { isEmptyClip } from './clip.js';
import type { Clip } from './clip.js';
import type { EditorState } from './editor-state.js';
import { markKey } from './marks.js';
import { movedWith } from './moved-with.js';

/** Copies what is selected, groups with their nodes; undefined when nothing is that can be copied. */
export function copySelection(
  state: Pick<EditorState, 'graph' | 'outer' | 'selection' | 'marks'>,
): Clip | undefined {
  const clip = extractNodes(state, movedWith(state));
  return isEmptyClip(clip) ? undefined : clip;
}

/** How a clip is pasted. */
export interface PasteOptions {
  /**
   * A new id for each node of the clip, in its order; none of them in the graph.
   * @default their own, numbered where they are taken
   */
  readonly ids?: readonly string[];
  /** How far from the originals, on the canvas. */
  readonly dx: number;
  readonly dy: number;
}

/** A graph with a clip in it, and what of it is new. */
export interface Pasted {
  readonly graph: Graph;
  readonly nodeIds: readonly string[];
  /** The comments, as marks. */
  readonly marks: readonly string[];
}

/**
 * Adds what a clip holds under new ids. A subgraph that is there and the same is shared; one whose name
 * is taken gets another.
 * @throws MillraceError `bad-option` when there are more or fewer ids than nodes, or one is taken
 */
export function pasteClip(
  state: Pick<EditorState, 'graph' | 'outer'>,
  clip: Clip,
  { ids, dx, dy }: PasteOptions,
): Pasted {
  const named = ids === undefined ? {} : { ids: checkIds(state.graph, clip, ids) };
  const inserted = insertNodes(state, clip, { ...named, dx, dy });
  return {
    graph: inserted.graph,
    nodeIds: [...inserted.nodes.values()],
    marks: [...inserted.comments.values()].map((id) => markKey({ type: 'comment', id })),
  };
}

function checkIds(graph: Graph, clip: Clip, ids: readonly string[]): ReadonlyMap<string, string> {
  const olds = Object.keys(clip.nodes);
  const known = new Set(Object.keys(graph.nodes));
  const taken = ids.filter((id) => known.size === known.add(id).size);
  if (ids.length === olds.length && taken.length === 0) {
    return new Map(olds.map((old, at) => [old, ids[at]!]));
  }
  const got = taken.length === 0 ? `${ids.length}` : `some that are taken: ${listNames(taken)}`;
  throw new MillraceError(
    'bad-option',
    `paste: expected \`ids\` to have one new id for each of ${olds.length} copied nodes, got ${got}; leave them out for free ones`,
  );
}
