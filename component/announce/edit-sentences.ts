/** What each kind of edit is said to have done. */
import { own } from '../../src/config/document.js';
import type { Connection } from '../../src/graph/graph.js';
import type { EditorContextValue } from '../editor-context.js';
import type { EditorCommand } from '../store/editor-command.js';
import type { EditorState } from '../store/editor-state.js';
import { titleOf } from '../surface/node-title.js';

/** An edit, and what it led from and to. */
export interface ToldEdit<C = EditorCommand> {
  readonly state: EditorState;
  readonly before: EditorState;
  readonly command: C;
}

type Sentence<T extends EditorCommand['type']> = (
  editor: EditorContextValue,
  told: ToldEdit<Extract<EditorCommand, { readonly type: T }>>,
) => string | undefined;

/** A sentence for an edit; undefined where the user has heard it already, or nothing is to be said. */
export function sentenceOf(editor: EditorContextValue, told: ToldEdit): string | undefined {
  const sentence = SENTENCES[told.command.type] as Sentence<EditorCommand['type']> | undefined;
  return sentence?.(editor, told);
}

/** What a control holds needs no words: the field was heard while it was typed into. */
const SENTENCES: { readonly [T in EditorCommand['type']]?: Sentence<T> } = {
  addNodes: tellDifference,
  removeNodes: tellDifference,
  replaceNode: tellDifference,
  batch: tellDifference,
  mendNodes: tellDifference,
  unpackSubgraph: tellDifference,
  makeSubgraph: ({ text }, { before }) => text.announce.madeSubgraph(before.selection.size),
  cut: ({ text }, { before }) => text.announce.cut(sizeOf(before)),
  copy: ({ text }, { before }) => text.announce.copied(sizeOf(before)),
  paste: ({ text }, { state }) => text.announce.pasted(sizeOf(state)),
  group: ({ text }, { before }) => text.announce.grouped(before.selection.size),
  ungroup: ({ text }) => text.announce.ungrouped,
  addComment: ({ text }) => text.announce.commentAdded,
  moveNodes(editor, { state, command: { places, comments = {} } }) {
    const moved = [...Object.keys(places), ...Object.keys(comments)];
    const { announce: words } = editor.text;
    if (moved.length > 1) return words.movedMany(moved.length);
    const place = own(state.graph.nodes, moved[0] ?? '') ?? Object.values(comments)[0];
    return place && words.moved(Math.round(place.x), Math.round(place.y));
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
  connect(editor, { state, command: { wire } }) {
    const from = nameOf(editor, state, wire.from.nodeId);
    return editor.text.announce.connected(from, inputName(editor, state, wire.to));
  },
  disconnect(editor, { state, command: { wire } }) {
    const from = nameOf(editor, state, wire.from.nodeId);
    return editor.text.announce.disconnected(from, inputName(editor, state, wire.to));
  },
  replaceType: ({ text }, { command }) => text.announce.replaced(command.nodeType.label),
};

/** The nodes that came and went. */
function tellDifference(
  editor: EditorContextValue,
  { state, before }: ToldEdit<unknown>,
): string | undefined {
  const { announce: words } = editor.text;
  const come = missingIn(before, state);
  const gone = missingIn(state, before);
  const name = (ids: readonly string[], within: EditorState): string =>
    ids.length === 1 ? nameOf(editor, within, ids[0]!) : words.nodes(ids.length);
  const sentences = [
    come.length > 0 && words.added(name(come, state)),
    gone.length > 0 && words.removed(name(gone, before)),
  ].filter(Boolean);
  return sentences.length === 0 ? undefined : sentences.join(', ');
}

function missingIn(state: EditorState, { graph }: EditorState): readonly string[] {
  return Object.keys(graph.nodes).filter((id) => !Object.hasOwn(state.graph.nodes, id));
}

function sizeOf({ selection, marks }: EditorState): number {
  return selection.size + marks.size;
}

function nameOf(editor: EditorContextValue, { graph }: EditorState, id: string): string {
  const node = own(graph.nodes, id);
  return node === undefined ? id : titleOf(node, editor.nodeTypes.get(node.type));
}

function inputName(editor: EditorContextValue, state: EditorState, end: Connection): string {
  const node = own(state.graph.nodes, end.nodeId);
  const inputs = node && editor.portsOf(node).inputs;
  const port = inputs?.find(({ name }) => name === end.portName);
  const name = nameOf(editor, state, end.nodeId);
  return editor.text.keyboard.portOf(port?.label ?? end.portName, name);
}
