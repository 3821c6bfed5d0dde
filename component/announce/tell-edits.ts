/** Says what an edit did, in words by its kind. */
import { own } from '../../src/config/document.js';
import type { Connection } from '../../src/graph/graph.js';
import type { EditorContextValue } from '../editor-context.js';
import type { EditCommand, EditorCommand } from '../store/editor-command.js';
import type { EditorState, HistoryStep } from '../store/editor-state.js';
import { titleOf } from '../surface/node-title.js';

/** What changes often, as a zoom, is told when it has come to rest. */
const REST_MS = 400;

/** @returns ends it */
export function tellEdits(editor: EditorContextValue): () => void {
  const teller = new EditTeller(editor);
  const end = editor.subscribe((state, before, command) => teller.tell(state, before, command));
  return () => {
    end();
    teller.close();
  };
}

class EditTeller {
  readonly #editor: EditorContextValue;
  /** What the steps of the history were. */
  readonly #kinds = new WeakMap<HistoryStep, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(editor: EditorContextValue) {
    this.#editor = editor;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  tell(state: EditorState, before: EditorState, command: EditorCommand): void {
    const { announce: words } = this.#editor.text;
    if (command.type === 'undo' || command.type === 'redo') {
      const kind = this.#follow(state, before, command.type);
      const what = own(words.steps, kind ?? '') ?? words.step;
      return this.#say(command.type === 'undo' ? words.undone(what) : words.redone(what));
    }
    if (state.viewport.scale !== before.viewport.scale) {
      const percent = Math.round(state.viewport.scale * 100);
      // A subgraph that is entered, and what is fitted, have more to say.
      if (command.type === 'moveViewport') return this.#sayLater(words.zoom(percent));
    }
    if (state.selection !== before.selection && isSelecting(command)) {
      const count = state.selection.size;
      if (count > 1) this.#sayLater(words.selected(count));
      return;
    }
    const step = state.history.undo.at(-1);
    if (step !== undefined && step !== before.history.undo.at(-1)) {
      this.#kinds.set(step, command.type);
    }
    const tell = SENTENCES[command.type as EditCommand['type']] as Sentence | undefined;
    const sentence = tell?.(this.#editor, { state, before, command: command as never });
    if (sentence === undefined) return;
    if (command.type === 'moveNodes' || command.type === 'setControl') this.#sayLater(sentence);
    else this.#say(sentence);
  }

  /** Steps are made anew as one goes along the history; what they were goes with them. */
  #follow(state: EditorState, before: EditorState, type: 'undo' | 'redo'): string | undefined {
    const other = type === 'undo' ? 'redo' : 'undo';
    const gone = before.history[type].at(-1);
    const come = state.history[other].at(-1);
    const kind = gone && this.#kinds.get(gone);
    if (come !== undefined && kind !== undefined) this.#kinds.set(come, kind);
    return kind;
  }

  #say(sentence: string): void {
    clearTimeout(this.#timer);
    this.#editor.announce(sentence);
  }

  #sayLater(sentence: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#editor.announce(sentence), REST_MS);
  }
}

function isSelecting(command: EditorCommand): boolean {
  return command.type === 'select' || command.type === 'selectAll';
}

interface Told<C> {
  readonly state: EditorState;
  readonly before: EditorState;
  readonly command: C;
}

type Sentence<C = never> = (editor: EditorContextValue, told: Told<C>) => string | undefined;

/** What a control holds needs no words: the field was heard while it was typed into. */
const SENTENCES: {
  readonly [T in EditCommand['type']]?: Sentence<Extract<EditCommand, { readonly type: T }>>;
} = {
  addNodes(editor, { state, command }) {
    const ids = Object.keys(command.nodes);
    const { announce: words } = editor.text;
    return ids.length === 1
      ? words.added(nameOf(editor, state, ids[0]!))
      : words.addedMany(ids.length);
  },
  removeNodes: (editor, told) => gone(editor, told),
  cut: (editor, { state, before }) => editor.text.announce.cut(countOf(before) - countOf(state)),
  paste: (editor, { state, before }) =>
    editor.text.announce.pasted(countOf(state) - countOf(before)),
  moveNodes(editor, { state, command }) {
    const [[id, place] = ['', undefined], ...others] = Object.entries(command.places);
    const { announce: words } = editor.text;
    if (others.length > 0) return words.movedMany(others.length + 1);
    const at = own(state.graph.nodes, id) ?? place ?? Object.values(command.comments ?? {})[0];
    return at && words.moved(Math.round(at.x), Math.round(at.y));
  },
  changeNodes(editor, { state, command: { ids, patch } }) {
    const { announce: words } = editor.text;
    const what = ids.length === 1 ? nameOf(editor, state, ids[0]!) : words.nodes(ids.length);
    if (patch.disabled !== undefined) {
      return patch.disabled ? words.disabled(what) : words.enabled(what);
    }
    if (patch.collapsed !== undefined) {
      return patch.collapsed ? words.collapsed(what) : words.expanded(what);
    }
    return patch.title === undefined ? undefined : words.renamed(what);
  },
  connect: (editor, { state, command: { wire } }) =>
    editor.text.announce.connected(
      nameOf(editor, state, wire.from.nodeId),
      endOf(editor, state, wire.to),
    ),
  disconnect: (editor, { state, command: { wire } }) =>
    editor.text.announce.disconnected(
      nameOf(editor, state, wire.from.nodeId),
      endOf(editor, state, wire.to),
    ),
  replaceType: (editor, { command }) => editor.text.announce.replaced(command.nodeType.label),
};

function gone(editor: EditorContextValue, { state, before }: Told<unknown>): string | undefined {
  const ids = Object.keys(before.graph.nodes).filter((id) => !Object.hasOwn(state.graph.nodes, id));
  const { announce: words } = editor.text;
  if (ids.length === 0) return undefined;
  return ids.length === 1
    ? words.removed(nameOf(editor, before, ids[0]!))
    : words.removedMany(ids.length);
}

function countOf({ graph }: EditorState): number {
  return Object.keys(graph.nodes).length;
}

function nameOf(editor: EditorContextValue, { graph }: EditorState, id: string): string {
  const node = own(graph.nodes, id);
  return node === undefined ? id : titleOf(node, editor.nodeTypes.get(node.type));
}

function endOf(editor: EditorContextValue, state: EditorState, end: Connection): string {
  const node = own(state.graph.nodes, end.nodeId);
  const ports = node && editor.portsOf(node).inputs;
  const port = ports?.find(({ name }) => name === end.portName);
  return editor.text.keyboard.portOf(
    port?.label ?? end.portName,
    nameOf(editor, state, end.nodeId),
  );
}
