/** The steps of the history: added by edits, walked by undo and redo. */
import type { Graph } from '../../src/graph/graph.js';
import type { EditorState, History, HistoryStep } from './editor-state.js';
import { NO_SELECTION } from './editor-state.js';
import { showAt } from './show-graph.js';
import { followPath, pathKey } from './shown-graph.js';

/** Undo leads back at most this many steps; steps share what did not change. */
const MAX_STEPS = 500;

/** The history after an edit of a state. */
export function withStep(before: EditorState, mergeKey: string | undefined): History {
  const { undo, mergeKey: last } = before.history;
  const merges = last !== undefined && last === mergeKey;
  return { undo: merges ? undo : addStep(undo, stepOf(before)), redo: [], mergeKey };
}

function addStep(steps: readonly HistoryStep[], step: HistoryStep): readonly HistoryStep[] {
  return [...steps.slice(1 - MAX_STEPS), step];
}

/** Several edits since a state, as one step. */
export function joinSteps(before: EditorState, after: EditorState, mergeKey?: string): EditorState {
  if (after.document === before.document || after.history.undo === before.history.undo)
    return after;
  return { ...after, history: withStep(before, mergeKey) };
}

/** One step along the history, which ends what edits may join; shows where the edit was made. */
export function travel(state: EditorState, from: 'undo' | 'redo'): EditorState {
  const step = state.history[from].at(-1);
  if (step === undefined) return state;
  const to = from === 'undo' ? 'redo' : 'undo';
  const history = {
    ...state.history,
    [from]: state.history[from].slice(0, -1),
    [to]: [...state.history[to], stepBack(state, step)],
    mergeKey: undefined,
  };
  const { document, path, selection, marks } = step;
  return { ...showAt(state, document, path, { selection, marks }), history };
}

/** Who undid something from elsewhere comes back to where it was done. */
function stepBack(state: EditorState, { path }: HistoryStep): HistoryStep {
  if (pathKey(path) === pathKey(state.path)) return stepOf(state);
  const there = followPath(state.document, path).path;
  if (there.length < path.length) return stepOf(state);
  return { document: state.document, path: there, selection: NO_SELECTION, marks: NO_SELECTION };
}

function stepOf({ document, path, selection, marks }: EditorState): HistoryStep {
  return { document, path, selection, marks };
}

/** Steps with their documents mapped; the same list when none changes. */
export function mapSteps(
  steps: readonly HistoryStep[],
  map: (document: Graph) => Graph,
): readonly HistoryStep[] {
  let isSame = true;
  const mapped = steps.map((step) => {
    const document = map(step.document);
    isSame &&= document === step.document;
    return document === step.document ? step : { ...step, document };
  });
  return isSame ? steps : mapped;
}
