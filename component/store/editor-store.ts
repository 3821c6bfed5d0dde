/** Holds one editor's state and tells who listens; the reducer decides, this only remembers. */
import type { Graph } from '../../src/graph/graph.js';
import type { EditorCommand } from './editor-command.js';
import { createEditorState } from './editor-state.js';
import type { EditorState } from './editor-state.js';
import { reduceEditor } from './reduce-editor.js';

/** Told after each change, with the state before and the command that led here. */
export type EditorListener = (
  state: EditorState,
  before: EditorState,
  command: EditorCommand,
) => void;

/** One editor's state. */
export interface EditorStore {
  readonly getState: () => EditorState;
  /** Carries a command out; one that changes nothing tells nobody. */
  readonly dispatch: (command: EditorCommand) => void;
  /** @returns ends the subscription */
  readonly subscribe: (listener: EditorListener) => () => void;
}

/** @param graph Default: an empty one. */
export function createEditorStore(graph?: Graph): EditorStore {
  let state = createEditorState(graph);
  const listeners = new Set<EditorListener>();
  return {
    getState: () => state,
    dispatch(command) {
      const before = state;
      state = reduceEditor(before, command);
      if (state === before) return;
      // Listeners may dispatch: each is told of the change it was called for.
      const after = state;
      const errors: unknown[] = [];
      for (const listener of listeners) {
        try {
          listener(after, before, command);
        } catch (error) {
          errors.push(error);
        }
      }
      // The others were told; now the caller hears what went wrong.
      if (errors.length > 0) throw errors[0];
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
