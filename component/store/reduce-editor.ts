/** The editor's one reducer: `(state, command) → state`, without React, a clock or an id source. */
import {
  addNodes,
  connect,
  disconnect,
  moveNodes,
  removeNodes,
  setControl,
  updateNodes,
} from '../../src/graph/edit-graph.js';
import { createRecord } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Graph, GraphNode, SavedSignature } from '../../src/graph/graph.js';
import { applyMove } from '../../src/graph/migrate-moves.js';
import { acceptDrift, replaceType } from '../../src/graph/migrate-type.js';
import { copyNodes, pasteClip } from './clipboard.js';
import type { EditCommand, EditorCommand, NodePatch } from './editor-command.js';
import { NO_HISTORY } from './editor-state.js';
import type { EditorState, HistoryStep } from './editor-state.js';

/** Undo leads back at most this many steps; steps share what did not change. */
const MAX_STEPS = 500;

/** Carries out a command; one that changes nothing returns the same state. */
export function reduceEditor(state: EditorState, command: EditorCommand): EditorState {
  switch (command.type) {
    case 'select':
      return withSelection(state, selectionAfter(state, command));
    case 'selectAll':
      return withSelection(state, new Set(Object.keys(state.graph.nodes)));
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
    history: {
      undo: steps,
      redo: [],
      mergeKey: command.mergeKey,
    },
  };
}

function editGraph({ graph, selection, clip }: EditorState, command: EditCommand): Graph {
  switch (command.type) {
    case 'addNodes':
      return addNodes(withSignatures(graph, command.signatures), command.nodes);
    case 'removeNodes':
      return removeNodes(graph, command.ids ?? selection);
    case 'moveNodes':
      return moveNodes(graph, command.places);
    case 'changeNodes':
      return updateNodes(graph, command.ids, (node) => patched(node, command.patch));
    case 'setControl':
      return setControl(graph, command);
    case 'connect':
      return connect(without(graph, command.instead), command.wire, {
        keep: command.keep ?? false,
      });
    case 'disconnect':
      return disconnect(graph, command.wire);
    case 'acceptDrift': {
      const { nodeId, nodeType } = command;
      return acceptDrift(graph, { version: 1, portTypes: [], nodeTypes: [nodeType] }, nodeId).graph;
    }
    case 'replaceType':
      return replaceType(graph, command.nodeId, command.nodeType).graph;
    case 'applyMove':
      return applyMove(graph, command);
    case 'cut':
      return removeNodes(graph, selection);
    default: {
      const pasted = command.clip ?? clip;
      return pasted === undefined ? graph : pasteClip(graph, pasted, command);
    }
  }
}

/** A signature that is known already stays as it was first written. */
function withSignatures(graph: Graph, added: Graph['signatures'] = {}): Graph {
  const known = graph.signatures ?? {};
  if (Object.keys(added).every((fingerprint) => Object.hasOwn(known, fingerprint))) return graph;
  const signatures = createRecord<SavedSignature>();
  return { ...graph, signatures: Object.assign(signatures, added, known) };
}

function patched(node: GraphNode, patch: NodePatch): GraphNode {
  const keys = Object.keys(patch) as (keyof NodePatch)[];
  return keys.every((key) => Object.is(node[key], patch[key])) ? node : { ...node, ...patch };
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
  return { ...state, graph: step.graph, selection: present(step.selection, step.graph), history };
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

function without(graph: Graph, wire: Wire | undefined): Graph {
  return wire === undefined ? graph : disconnect(graph, wire);
}

function stepOf({ graph, selection }: EditorState): HistoryStep {
  return { graph, selection };
}

function selectionAfter(
  { selection }: EditorState,
  { ids, mode = 'replace' }: Extract<EditorCommand, { type: 'select' }>,
): ReadonlySet<string> {
  if (mode === 'replace') return new Set(ids);
  const next = new Set(selection);
  for (const id of ids) {
    if (mode === 'toggle' && next.has(id)) next.delete(id);
    else next.add(id);
  }
  return next;
}

function withSelection(state: EditorState, wanted: ReadonlySet<string>): EditorState {
  const selection = present(wanted, state.graph);
  const { size } = state.selection;
  const same = size === selection.size && [...selection].every((id) => state.selection.has(id));
  // Who selects something else has ended what edits may join.
  return same ? state : { ...state, selection, history: { ...state.history, mergeKey: undefined } };
}

/** The ids that are in the graph; the same set when all of them are. */
function present(ids: ReadonlySet<string>, graph: Graph): ReadonlySet<string> {
  const gone = [...ids].some((id) => !Object.hasOwn(graph.nodes, id));
  return gone ? new Set([...ids].filter((id) => Object.hasOwn(graph.nodes, id))) : ids;
}
