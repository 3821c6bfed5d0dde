/** What is selected: replaced, added to, toggled, and never what is not there. */
import type { Graph } from '../../src/graph/graph.js';
import type { EditorState } from './editor-state.js';
import { presentMarks } from './marks.js';

/** How a new selection goes with the old one. */
export type SelectMode = 'replace' | 'add' | 'toggle';

/** What `select` names. */
export interface Choice {
  readonly ids: readonly string[];
  /** What is selected besides nodes. @default nothing */
  readonly marks?: readonly string[];
  /** @default "replace" */
  readonly mode?: SelectMode;
}

/** The state with nodes and marks selected. */
export function select(
  state: EditorState,
  { ids, marks = [], mode = 'replace' }: Choice,
): EditorState {
  return withSelection(state, chosen(state.selection, ids, mode), chosen(state.marks, marks, mode));
}

function chosen(
  before: ReadonlySet<string>,
  keys: readonly string[],
  mode: SelectMode,
): ReadonlySet<string> {
  if (mode === 'replace') return new Set(keys);
  const next = new Set(before);
  for (const key of keys) {
    if (mode === 'toggle' && next.has(key)) next.delete(key);
    else next.add(key);
  }
  return next;
}

/** The state with exactly this selected, as far as it is there; the same when it was before. */
export function withSelection(
  state: EditorState,
  wanted: ReadonlySet<string>,
  wantedMarks: ReadonlySet<string>,
): EditorState {
  const selection = present(wanted, state.graph);
  const marks = presentMarks(wantedMarks, state.graph);
  if (isAlike(state.selection, selection) && isAlike(state.marks, marks)) return state;
  // Who selects something else has ended what edits may join.
  return { ...state, selection, marks, history: { ...state.history, mergeKey: undefined } };
}

function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key));
}

/** The ids that are in the graph; the same set when all of them are. */
export function present(ids: ReadonlySet<string>, graph: Graph): ReadonlySet<string> {
  const left = [...ids].filter((id) => Object.hasOwn(graph.nodes, id));
  return left.length === ids.size ? ids : new Set(left);
}
