/** Says what an edit did, where one is, and how large it is shown. */
import { own } from '../../src/config/document.js';
import type { EditorContextValue } from '../editor-context.js';
import type { EditorCommand } from '../store/editor-command.js';
import type { EditorState, HistoryStep } from '../store/editor-state.js';
import { pathKey } from '../store/shown-graph.js';
import { countMarks, countWords } from './count-words.js';
import { sentenceOf } from './edit-sentences.js';

/** What changes often, as a zoom, is told when it has come to rest. */
const REST_MS = 400;

/** @returns ends it */
export function tellEdits(find: () => EditorContextValue): () => void {
  const teller = new EditTeller(find);
  const end = find().subscribe((state, before, command) => teller.tell(state, before, command));
  return () => {
    end();
    teller.close();
  };
}

class EditTeller {
  readonly #find: () => EditorContextValue;
  /** What the steps of the history were. */
  readonly #kinds = new WeakMap<HistoryStep, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(find: () => EditorContextValue) {
    this.#find = find;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  tell(state: EditorState, before: EditorState, command: EditorCommand): void {
    const { announce: words } = this.#find().text;
    const { type } = command;
    if (type === 'undo' || type === 'redo') {
      const what = own(words.steps, this.#follow(state, before, type) ?? '') ?? words.step;
      return this.#say(type === 'undo' ? words.undone(what) : words.redone(what));
    }
    this.#remember(state, before, kindOf(command));
    if (pathKey(state.path) !== pathKey(before.path)) {
      const inner = state.path.at(-1);
      this.#say(inner === undefined ? words.left : words.entered(inner.name));
    } else if (type === 'select' || type === 'selectAll') {
      const { selection, marks } = state;
      const counts = { ...countMarks(marks), nodes: selection.size };
      if (selection.size + marks.size > 1)
        this.#sayLater(words.selected(countWords(words, counts)));
    } else if (type === 'moveViewport') {
      const { scale } = state.viewport;
      if (scale !== before.viewport.scale) this.#sayLater(words.zoom(Math.round(scale * 100)));
    } else {
      const sentence = sentenceOf(this.#find(), { state, before, command });
      if (type === 'moveNodes' && sentence !== undefined) this.#sayLater(sentence);
      else if (sentence !== undefined) this.#say(sentence);
    }
  }

  #remember(state: EditorState, before: EditorState, kind: string): void {
    const step = state.history.undo.at(-1);
    if (step !== undefined && step !== before.history.undo.at(-1)) this.#kinds.set(step, kind);
  }

  /** Steps are made anew as one goes along the history; what they were goes with them. */
  #follow(state: EditorState, before: EditorState, type: 'undo' | 'redo'): string | undefined {
    const gone = before.history[type].at(-1);
    const come = state.history[type === 'undo' ? 'redo' : 'undo'].at(-1);
    const kind = gone && this.#kinds.get(gone);
    if (come !== undefined && kind !== undefined) this.#kinds.set(come, kind);
    return kind;
  }

  #say(sentence: string): void {
    clearTimeout(this.#timer);
    this.#find().announce(sentence);
  }

  #sayLater(sentence: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find().announce(sentence), REST_MS);
  }
}

/** Many edits as one are what they begin with: a node that is added, and then wired. */
function kindOf(command: EditorCommand): string {
  if (command.type !== 'batch') return command.type;
  const first = command.commands.find(({ type }) => type !== 'select');
  return first === undefined ? command.type : kindOf(first);
}
