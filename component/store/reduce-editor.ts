/** The editor's one reducer: `(state, command) → state`, without React, a clock or an id source. */
import { settleGroups } from '../../src/graph/edit-groups.js';
import { copySelection } from './clipboard.js';
import type { EditCommand, EditorCommand } from './editor-command.js';
import { CLIP_EDITS } from './edits/clip-edits.js';
import { COMMENT_EDITS } from './edits/comment-edits.js';
import type { EditResult, EditTable, Outcome } from './edits/edit.js';
import { GROUP_EDITS } from './edits/group-edits.js';
import { NODE_EDITS } from './edits/node-edits.js';
import { PORT_EDITS } from './edits/port-edits.js';
import { REPLACE_EDITS } from './edits/replace-edits.js';
import { SIGNATURE_EDITS } from './edits/signature-edits.js';
import { SUBGRAPH_EDITS } from './edits/subgraph-edits.js';
import { WIRE_EDITS } from './edits/wire-edits.js';
import { NO_HISTORY } from './editor-state.js';
import type { EditorState, Viewport } from './editor-state.js';
import { allMarks } from './marks.js';
import { select, withSelection } from './selection.js';
import { changeSettings } from './settings.js';
import { enter, leave, showAt, showPath } from './show-graph.js';
import { writeGraph } from './shown-graph.js';
import { joinSteps, travel, withStep } from './travel.js';

/** Carries out a command; one that changes nothing returns the same state. */
export function reduceEditor(state: EditorState, command: EditorCommand): EditorState {
  switch (command.type) {
    case 'select':
      return select(state, command);
    case 'selectAll':
      return withSelection(state, new Set(Object.keys(state.graph.nodes)), allMarks(state.graph));
    case 'changeSettings': {
      const settings = changeSettings(state.settings, command.settings);
      return settings === state.settings ? state : { ...state, settings };
    }
    case 'moveViewport':
      return isViewport(command.viewport) ? { ...state, viewport: command.viewport } : state;
    case 'copy': {
      const clip = command.clip ?? copySelection(state) ?? state.clip;
      return clip === state.clip ? state : { ...state, clip };
    }
    case 'undo':
    case 'redo':
      return travel(state, command.type);
    case 'enterSubgraph':
      return enter(state, command.nodeId);
    case 'leaveSubgraph':
      return leave(state);
    case 'showPath':
      return showPath(state, command.path, command.ids);
    case 'batch':
      return joinSteps(state, command.commands.reduce(reduceEditor, state), command.mergeKey);
    case 'receiveGraph':
      return receive(state, command);
    case 'migrate':
      return migrate(state, command);
    case 'cut': {
      const { clip } = command;
      return edit(reduceEditor(state, { type: 'copy', ...(clip && { clip }) }), command);
    }
    case 'replaceGraph': {
      const next = edit(state, command);
      return next === state ? state : seenAsSaved(next);
    }
    default:
      return edit(state, command);
  }
}

/** A view that leads nowhere would not come back by panning or zooming. */
function isViewport({ x, y, scale }: Viewport): boolean {
  return [x, y, scale].every(Number.isFinite) && scale > 0;
}

/** Another document than the one whose views are known. */
function seenAsSaved(state: EditorState): EditorState {
  return { ...state, viewport: state.graph.viewport ?? state.viewport, views: new Map() };
}

/** The families of edits. */
const EDITS: EditTable<EditCommand> = {
  ...NODE_EDITS,
  ...WIRE_EDITS,
  ...PORT_EDITS,
  ...SIGNATURE_EDITS,
  ...REPLACE_EDITS,
  ...CLIP_EDITS,
  ...GROUP_EDITS,
  ...COMMENT_EDITS,
  ...SUBGRAPH_EDITS,
};

/** The kinds of edits: each is a step of the history. */
export const EDIT_TYPES = Object.keys(EDITS) as readonly EditCommand['type'][];

function edit(state: EditorState, command: EditCommand): EditorState {
  // The table has a function of the command's own kind under its type.
  const change = EDITS[command.type] as (state: EditorState, command: EditCommand) => EditResult;
  const result = change(state, command);
  const outcome: Outcome = 'nodes' in result ? { graph: result } : result;
  const document = outcome.document ?? writeDocument(state, outcome.graph);
  if (document === state.document) return state;
  const { selection, marks } = outcome;
  const next = showAt(state, document, outcome.path ?? state.path, {
    selection: selection && new Set(selection),
    marks: marks && new Set(marks),
  });
  const view = outcome.keepsView === true ? { viewport: { ...state.viewport } } : {};
  return { ...next, ...view, history: withStep(state, command.mergeKey) };
}

function writeDocument(state: EditorState, graph = state.graph): EditorState['document'] {
  return graph === state.graph
    ? state.document
    : writeGraph(state, settleGroups(state.graph, graph));
}

function receive(
  state: EditorState,
  { graph, history, path, selection }: Extract<EditorCommand, { type: 'receiveGraph' }>,
): EditorState {
  if (graph === state.document) return state;
  const next = showAt(state, graph, path ?? state.path, { selection });
  return history === undefined
    ? { ...seenAsSaved(next), history: NO_HISTORY }
    : { ...next, history };
}

function migrate(
  state: EditorState,
  { graph, history }: Extract<EditorCommand, { type: 'migrate' }>,
): EditorState {
  if (graph === state.document && history === undefined) return state;
  return { ...showAt(state, graph, state.path), history: { ...state.history, ...history } };
}
