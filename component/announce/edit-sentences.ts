/** What each kind of edit is said to have done. */
import { own } from '../../src/config/document.js';
import type { Connection } from '../../src/graph/graph.js';
import { groupingOf } from '../../src/graph/groups.js';
import type { EditorContextValue } from '../editor-context.js';
import { changedNodes } from '../store/changed-nodes.js';
import type { Clip } from '../store/clip.js';
import type { EditorCommand } from '../store/editor-command.js';
import type { EditorState } from '../store/editor-state.js';
import { presentMarks } from '../store/marks.js';
import { markedGroups, movedWith } from '../store/moved-with.js';
import { titleOf } from '../surface/node-title.js';
import type { EditorText } from '../text/english.js';
import { countGraph, countMarks, countWords } from './count-words.js';

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
  batch: (editor, told) => tellDifference(editor, told) ?? tellEach(editor, told),
  mendNodes: tellDifference,
  unpackSubgraph: tellDifference,
  removeGroupNodes: tellDifference,
  removeComments: tellDifference,
  makeSubgraph: ({ text }, { before, command: { ids = movedWith(before).nodeIds } }) =>
    text.announce.madeSubgraph(ids.length),
  cut: ({ text: { announce: words } }, { state }) => words.cut(clipWords(words, state.clip)),
  copy: ({ text: { announce: words } }, { state }) => words.copied(clipWords(words, state.clip)),
  paste: ({ text: { announce: words } }, { state, command: { clip = state.clip } }) =>
    words.pasted(clipWords(words, clip)),
  group: ({ text }, { before, command: { nodeIds = [...before.selection] } }) =>
    text.announce.grouped(nodeIds.length),
  ungroup: ({ text }) => text.announce.ungrouped,
  addComment: ({ text }) => text.announce.commentAdded,
  moveNodes(editor, { state, command: { places, comments = {} } }) {
    const { announce: words } = editor.text;
    const [ids, commentIds] = [Object.keys(places), Object.keys(comments)];
    if (ids.length + commentIds.length > 1) {
      const counts = { nodes: ids.length, comments: commentIds.length };
      return words.movedMany(countWords(words, counts));
    }
    const place = own(state.graph.nodes, ids[0] ?? '') ?? Object.values(comments)[0];
    return place && words.moved(Math.round(place.x), Math.round(place.y));
  },
  changeNodes(editor, { state, command: { ids, patch } }) {
    const { announce: words } = editor.text;
    if (ids.length === 0) return undefined;
    const what = ids.length === 1 ? nameOf(editor, state, ids[0]!) : words.nodes(ids.length);
    // What is undefined is taken out: a node that is not collapsed says nothing of it.
    if ('disabled' in patch) {
      return patch.disabled === true ? words.disabled(what) : words.enabled(what);
    }
    if ('collapsed' in patch) {
      return patch.collapsed === true ? words.collapsed(what) : words.expanded(what);
    }
    return 'title' in patch ? words.renamed(what) : undefined;
  },
  changeGroups({ text }, { state, command }) {
    const { announce: words } = text;
    const { ids = markedGroups(state), patch } = command;
    const group = groupingOf(state.graph).byId.get(ids[0] ?? '');
    if (group === undefined) return undefined;
    const what = ids.length === 1 ? words.group(group.title) : words.groups(ids.length);
    if (!('collapsed' in patch)) return 'title' in patch ? words.renamed(what) : undefined;
    return patch.collapsed === true ? words.collapsed(what) : words.expanded(what);
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

/** What each of several edits did, where they are few enough to hear. */
function tellEach(
  editor: EditorContextValue,
  { state, before, command }: ToldEdit<Extract<EditorCommand, { readonly type: 'batch' }>>,
): string | undefined {
  const told = command.commands.map((each) => sentenceOf(editor, { state, before, command: each }));
  const sentences = [...new Set(told)].filter((sentence) => sentence !== undefined);
  return sentences.length === 0 || sentences.length > MOST_TOLD ? undefined : sentences.join(', ');
}

const MOST_TOLD = 3;

/** The nodes, groups, comments and wires that came and went. */
function tellDifference(
  editor: EditorContextValue,
  { state, before }: ToldEdit<unknown>,
): string | undefined {
  const { announce: words } = editor.text;
  const { written, removed: gone } = changedNodes(before.graph, state.graph);
  const come = written.filter((id) => !Object.hasOwn(before.graph.nodes, id));
  const name = (ids: readonly string[], within: EditorState): string =>
    ids.length === 1 ? nameOf(editor, within, ids[0]!) : words.nodes(ids.length);
  const sentences = [
    come.length > 0 && words.added(name(come, state)),
    gone.length > 0 && words.removed(name(gone, before)),
    // Their wires go with nodes, and nobody needs to hear of each.
    gone.length === 0 && lostMarks(before, state, words),
  ].filter(Boolean);
  return sentences.length === 0 ? undefined : sentences.join(', ');
}

/** What was selected besides nodes, and is gone. */
function lostMarks(
  before: EditorState,
  { graph }: EditorState,
  words: EditorText['announce'],
): string | false {
  const left = presentMarks(before.marks, graph);
  const gone = [...before.marks].filter((key) => !left.has(key));
  return gone.length > 0 && words.removed(countWords(words, countMarks(gone)));
}

function clipWords(words: EditorText['announce'], clip: Clip | undefined): string {
  return clip === undefined ? '' : countWords(words, countGraph(clip));
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
