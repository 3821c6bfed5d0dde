/** How the editor's edits are written: plain commands, and one function for each kind. */
import type { Graph } from '../../../src/graph/graph.js';
import type { EditorState } from '../editor-state.js';

/** What an edit has besides its own fields. */
export interface Edit {
  /** Joins the step of the edit before, if that had the same key: `drag:3`, `type:node.port`. */
  readonly mergeKey?: string;
}

/** One function for each kind of a family of edits; what changes nothing returns the same graph. */
export type EditTable<E extends { readonly type: string }> = {
  readonly [T in E['type']]: (
    state: EditorState,
    command: Extract<E, { readonly type: T }>,
  ) => Graph;
};
