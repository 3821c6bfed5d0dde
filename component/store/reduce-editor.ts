/** The editor's one reducer: `(state, command) → state`, without React, a clock or an id source. */
import type { Graph } from '../../src/graph/graph.js';
import { copyNodes } from './clipboard.js';
import type { EditCommand, EditorCommand } from './editor-command.js';
import { CLIP_EDITS } from './edits/clip-edits.js';
import type { EditTable } from './edits/edit.js';
import { NODE_EDITS } from './edits/node-edits.js';
import { PORT_EDITS } from './edits/port-edits.js';
import { SIGNATURE_EDITS } from './edits/signature-edits.js';
import { WIRE_EDITS } from './edits/wire-edits.js';
import { NO_HISTORY } from './editor-state.js';
import type { EditorState, HistoryStep } from './editor-state.js';
import { allMarks, presentMarks } from './marks.js';

/** Undo leads back at most this many steps; steps share what did not change. */
const MAX_STEPS = 500;

/** Carries out a command; one that changes nothing returns the same state. */
export function reduceEditor(state: EditorState, command: EditorCommand): EditorState {
  switch (command.type) {
    case 'select':
      return select(state, command);
    case 'selectAll':
      return withSelection(state, new Set(Object.keys(state.graph.nodes)), allMarks(state.graph));
    case 'moveViewport':
      return { ...state, viewport: command.viewport };
    case 'copy':
      return { ...state, clip: copyNodes(state.graph, state.selection) ?? state.clip };
    case 'undo':
      return travel(state, 'undo', 'redo');
    case 'redo':
      return travel(state, 'redo', 'undo');
    case 'receiveGraph':
      return receive(state, command);
    case 'migrate':
      return migrate(state, command);
    case 'cut':
      return edit(reduceEditor(state, { type: 'copy' }), command);
    default:
      return edit(state, command);
  }
}

function edit(state: EditorState, command: EditCommand): EditorState {
  const graph = editGraph(state, command);
  if (graph === state.graph) return state;
  const { undo, mergeKey } = state.history;
  const merges = mergeKey !== undefined && mergeKey === command.mergeKey;
  const steps = merges ? undo : [...undo.slice(1 - MAX_STEPS), stepOf(state)];
  const selection = command.type === 'paste' ? new Set(command.ids) : state.selection;
  return {
    ...state,
    graph,
    selection: present(selection, graph),
    marks: presentMarks(state.marks, graph),
    history: {
      undo: steps,
      redo: [],
      mergeKey: command.mergeKey,
    },
  };
}

/** The families of edits. */
const EDITS: EditTable<EditCommand> = {
  ...NODE_EDITS,
  ...WIRE_EDITS,
  ...PORT_EDITS,
  ...SIGNATURE_EDITS,
  ...CLIP_EDITS,
};

function editGraph(state: EditorState, command: EditCommand): Graph {
  // The table has a function of the command's own kind under its type.
  const change = EDITS[command.type] as (state: EditorState, command: EditCommand) => Graph;
  return change(state, command);
}

/** One step along the history, which ends what edits may join. */
function travel(state: EditorState, from: 'undo' | 'redo', to: 'undo' | 'redo'): EditorState {
  const step = state.history[from].at(-1);
  if (step === undefined) return state;
  const history = {
    ...state.history,
    [from]: state.history[from].slice(0, -1),
    [to]: [...state.history[to], stepOf(state)],
    mergeKey: undefined,
  };
  const { graph } = step;
  const selection = present(step.selection, graph);
  return { ...state, graph, selection, marks: presentMarks(state.marks, graph), history };
}

function receive(
  state: EditorState,
  { graph, history, selection }: Extract<EditorCommand, { type: 'receiveGraph' }>,
): EditorState {
  if (graph === state.graph) return state;
  return {
    ...state,
    graph,
    selection: present(selection ?? state.selection, graph),
    marks: presentMarks(state.marks, graph),
    viewport: (history === undefined ? graph.viewport : undefined) ?? state.viewport,
    history: history ?? NO_HISTORY,
  };
}

function migrate(
  state: EditorState,
  { graph, history }: Extract<EditorCommand, { type: 'migrate' }>,
): EditorState {
  if (graph === state.graph && history === undefined) return state;
  return { ...state, graph, history: { ...state.history, ...history } };
}

function stepOf({ graph, selection }: EditorState): HistoryStep {
  return { graph, selection };
}

type Select = Extract<EditorCommand, { type: 'select' }>;

function select(state: EditorState, { ids, marks = [], mode = 'replace' }: Select): EditorState {
  return withSelection(state, chosen(state.selection, ids, mode), chosen(state.marks, marks, mode));
}

function chosen(
  before: ReadonlySet<string>,
  keys: readonly string[],
  mode: NonNullable<Select['mode']>,
): ReadonlySet<string> {
  if (mode === 'replace') return new Set(keys);
  const next = new Set(before);
  for (const key of keys) {
    if (mode === 'toggle' && next.has(key)) next.delete(key);
    else next.add(key);
  }
  return next;
}

function withSelection(
  state: EditorState,
  wanted: ReadonlySet<string>,
  wantedMarks: ReadonlySet<string>,
): EditorState {
  const selection = present(wanted, state.graph);
  const marks = presentMarks(wantedMarks, state.graph);
  if (isAlike(state.selection, selection) && isAlike(state.marks, marks)) return state;
  // Who selects something else has ended what edits may join.
  return { ...state, selection, marks, history: { ...state.history, mergeKey: undefined } };
}

function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((key) => other.has(key));
}

/** The ids that are in the graph; the same set when all of them are. */
function present(ids: ReadonlySet<string>, graph: Graph): ReadonlySet<string> {
  const gone = [...ids].some((id) => !Object.hasOwn(graph.nodes, id));
  return gone ? new Set([...ids].filter((id) => Object.hasOwn(graph.nodes, id))) : ids;
}
