/** Another graph of the document is shown, or another document. */
import { SUBGRAPH_PREFIX } from '../../src/graph/subgraph-scope.js';
import { own } from '../../src/config/document.js';
import type { Graph } from '../../src/graph/graph.js';
import { NO_SELECTION } from './editor-state.js';
import type { EditorState, Viewport } from './editor-state.js';
import { presentMarks } from './marks.js';
import { present } from './selection.js';
import { followPath, pathKey } from './shown-graph.js';
import type { GraphPath } from './shown-graph.js';

/** What is selected in a graph that comes to be shown. */
export interface Wanted {
  readonly selection?: ReadonlySet<string> | undefined;
  readonly marks?: ReadonlySet<string> | undefined;
}

/**
 * The state that shows a document at a path, as far as that leads. In the same graph the view and
 * the selection stay; another one is seen where it was left, and nothing but what is wanted is selected.
 */
export function showAt(
  state: EditorState,
  document: Graph,
  path: GraphPath,
  wanted: Wanted = {},
): EditorState {
  const shown = followPath(document, path);
  const isSame = pathKey(shown.path) === pathKey(state.path);
  const selection = wanted.selection ?? (isSame ? state.selection : NO_SELECTION);
  const marks = wanted.marks ?? (isSame ? state.marks : NO_SELECTION);
  return {
    ...state,
    ...shown,
    document,
    selection: present(selection, shown.graph),
    marks: presentMarks(marks, shown.graph),
    ...(isSame ? {} : viewOf(state, shown)),
  };
}

/** Where a graph is seen; the viewport stays the same object where the surface has to fit it. */
function viewOf(
  { views, viewport, path: left }: EditorState,
  { path, graph }: Pick<EditorState, 'path' | 'graph'>,
): { readonly views: ReadonlyMap<string, Viewport>; readonly viewport: Viewport } {
  const kept = new Map(views).set(pathKey(left), viewport);
  const remembered = kept.get(pathKey(path)) ?? graph.viewport;
  return { views: kept, viewport: remembered === undefined ? viewport : { ...remembered } };
}

/** Shows what a path leads to; the state itself when that is shown already. */
export function showPath(
  state: EditorState,
  path: GraphPath,
  ids?: readonly string[],
): EditorState {
  const selection = ids === undefined ? undefined : new Set(ids);
  const next = showAt(state, state.document, path, { selection });
  if (isSamePath(next.path, state.path) && selection === undefined) return state;
  return { ...next, history: { ...next.history, mergeKey: undefined } };
}

/** One level up, with the node selected that was entered. */
export function leave(state: EditorState): EditorState {
  const last = state.path.at(-1);
  if (last === undefined) return state;
  const ids = last.nodeId === undefined ? [] : [last.nodeId];
  return showPath(state, state.path.slice(0, -1), ids);
}

/** Into the subgraph of a node; the state itself where there is none. */
export function enter(state: EditorState, nodeId: string): EditorState {
  const type = own(state.graph.nodes, nodeId)?.type;
  if (type?.startsWith(SUBGRAPH_PREFIX) !== true) return state;
  const path = [...state.path, { name: type.slice(SUBGRAPH_PREFIX.length), nodeId }];
  return showPath(state, path);
}

function isSamePath(one: GraphPath, other: GraphPath): boolean {
  return (
    one.length === other.length &&
    one.every(({ name, nodeId }, at) => name === other[at]!.name && nodeId === other[at]!.nodeId)
  );
}
