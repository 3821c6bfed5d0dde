/** Holds one editor's state and tells who listens; the reducer decides, this only remembers. */
import type { Graph } from '../../src/graph/graph.js';
import type { EditorCommand } from './editor-command.js';
import { createEditorState } from './editor-state.js';
import type { EditorState } from './editor-state.js';
import { reduceEditor } from './reduce-editor.js';
import { joinSteps } from './travel.js';

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
  /**
   * Makes one step of all that is dispatched while `act` runs; listeners are told once, of a `batch`.
   * When `act` throws, nothing has happened.
   */
  readonly batch: <T>(act: () => T) => T;
  /** @returns ends the subscription */
  readonly subscribe: (listener: EditorListener) => () => void;
}

/** @param graph Default: an empty one. */
export function createEditorStore(graph?: Graph): EditorStore {
  let state = createEditorState(graph);
  const listeners = new Set<EditorListener>();
  let commands: EditorCommand[] | undefined;
  const change = (next: EditorState, command: EditorCommand): void => {
    const before = state;
    if (next === before) return;
    state = next;
    tell(listeners, [next, before, command]);
  };
  return {
    getState: () => state,
    dispatch(command) {
      if (commands === undefined) {
        change(reduceEditor(state, command), command);
        return;
      }
      const next = reduceEditor(state, command);
      if (next !== state) commands.push(command);
      state = next;
    },
    batch(act) {
      const before = state;
      if (commands !== undefined) {
        const { length } = commands;
        try {
          return act();
        } catch (error) {
          // The batch around it may go on without it.
          state = before;
          commands.length = length;
          throw error;
        }
      }
      const collected: EditorCommand[] = (commands = []);
      let after = before;
      try {
        const result = act();
        after = joinSteps(before, state);
        return result;
      } finally {
        commands = undefined;
        state = before;
        change(after, { type: 'batch', commands: collected });
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Listeners may dispatch: each is told of the change it was called for. */
function tell(listeners: Iterable<EditorListener>, change: Parameters<EditorListener>): void {
  const errors: unknown[] = [];
  for (const listener of listeners) {
    try {
      listener(...change);
    } catch (error) {
      errors.push(error);
    }
  }
  // The others were told; now the caller hears what went wrong.
  if (errors.length > 0) throw errors[0];
}
