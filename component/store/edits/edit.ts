/** How the editor's edits are written: plain commands, and one function for each kind. */
import type { Graph } from '../../../src/graph/graph.js';
import type { EditorState } from '../editor-state.js';
import type { GraphPath } from '../shown-graph.js';

/** What an edit has besides its own fields. */
export interface Edit {
  /** Joins the step of the edit before, if that had the same key: `drag:3`, `type:node.port`. */
  readonly mergeKey?: string;
}

/** What an edit leads to besides another graph. */
export interface Outcome {
  /** The shown graph as it is then. @default as it was */
  readonly graph?: Graph;
  /** The whole document instead, for edits that change more than what is shown. */
  readonly document?: Graph;
  /** What is shown then. @default the same path */
  readonly path?: GraphPath;
  /** The path leads to what is shown already, by other names. */
  readonly keepsView?: boolean;
  /** The nodes that are selected then. @default those that were, as far as they are there */
  readonly selection?: Iterable<string>;
  /** What is selected besides. @default what was, as far as it is there */
  readonly marks?: Iterable<string>;
}

/** The graph that is shown, changed, or more than that. */
export type EditResult = Graph | Outcome;

/** One function for each kind of a family of edits; what changes nothing returns the same graph. */
export type EditTable<E extends { readonly type: string }> = {
  readonly [T in E['type']]: (
    state: EditorState,
    command: Extract<E, { readonly type: T }>,
  ) => EditResult;
};
