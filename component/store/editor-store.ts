/** Holds one editor's state and tells who listens; the reducer decides, this only remembers. */
import { MillraceError } from '../../src/errors.js';
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
   * @throws MillraceError `bad-option` when `act` returns a promise
   */
  readonly batch: <T>(act: () => T) => T;
  /** @returns ends the subscription */
  readonly subscribe: (listener: EditorListener) => () => void;
}

/** @param graph Default: an empty one. */
export function createEditorStore(graph?: Graph): EditorStore {
  let state = createEditorState(graph);
  const teller = new Teller();
  let commands: EditorCommand[] | undefined;
  const change = (next: EditorState, command: EditorCommand): void => {
    const before = state;
    if (next === before) return;
    state = next;
    teller.tell([next, before, command]);
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
          return finished(act());
        } catch (error) {
          // The one around it may go on without it.
          state = before;
          commands.length = length;
          throw error;
        }
      }
      const collected: EditorCommand[] = (commands = []);
      let after = before;
      try {
        const result = finished(act());
        after = joinSteps(before, state);
        return result;
      } finally {
        commands = undefined;
        state = before;
        change(after, { type: 'batch', commands: collected });
      }
    },
    subscribe(listener) {
      teller.listeners.add(listener);
      return () => void teller.listeners.delete(listener);
    },
  };
}

/** What is done after the first `await` would be a step for each, whatever came of the others. */
function finished<T>(result: T): T {
  if (!(result instanceof Promise)) return result;
  throw new MillraceError(
    'bad-option',
    'batch: expected a function that is done when it returns, got one that returns a promise; await what it needs before the batch',
  );
}

type Change = Parameters<EditorListener>;

/** More changes in answer to one come from listeners that answer each other for ever. */
const MOST_ANSWERS = 1_000;

/**
 * Listeners may dispatch: all are told of the change they were called for, then of the next. Told the
 * other way round, a host would keep the older graph.
 */
class Teller {
  readonly listeners = new Set<EditorListener>();
  readonly #changes: Change[] = [];
  #isTelling = false;

  tell(change: Change): void {
    this.#changes.push(change);
    if (this.#isTelling) return;
    this.#isTelling = true;
    const errors = this.#tellAll();
    this.#isTelling = false;
    // The others were told; now the caller hears what went wrong.
    if (errors.length > 0) throw errors[0];
  }

  #tellAll(): readonly unknown[] {
    const errors: unknown[] = [];
    let told = 0;
    for (let next = this.#changes.shift(); next !== undefined; next = this.#changes.shift()) {
      for (const listener of this.listeners) {
        try {
          listener(...next);
        } catch (error) {
          errors.push(error);
        }
      }
      told += 1;
      if (told > MOST_ANSWERS) {
        this.#changes.length = 0;
        errors.unshift(endless(next[2]));
      }
    }
    return errors;
  }
}

function endless({ type }: EditorCommand): MillraceError {
  return new MillraceError(
    'endless-changes',
    `subscribe: expected listeners that come to an end, got ${MOST_ANSWERS} changes in answer to one, the last by \`${type}\`; dispatch only what a change makes necessary`,
  );
}
