/** What the editor knows, apart from what is on the screen. Plain data; every change is a new state. */
import { createRecord } from '../../src/config/document.js';
import type { Graph, GraphNode } from '../../src/graph/graph.js';
import type { Clip } from './clipboard.js';

/** Which part of the canvas is seen: screen = canvas × scale + (x, y), in CSS pixels. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Where undo leads back to. */
export interface HistoryStep {
  readonly graph: Graph;
  readonly selection: ReadonlySet<string>;
}

/** The steps behind and ahead, the nearest one last. */
export interface History {
  readonly undo: readonly HistoryStep[];
  readonly redo: readonly HistoryStep[];
  /** Edits with the same key as the one before join its step: one drag, one word typed. */
  readonly mergeKey: string | undefined;
}

export interface EditorState {
  readonly graph: Graph;
  /** Ids of nodes that are in the graph. */
  readonly selection: ReadonlySet<string>;
  /** What is selected besides: see `markKey`. */
  readonly marks: ReadonlySet<string>;
  readonly viewport: Viewport;
  readonly history: History;
  readonly clip: Clip | undefined;
}

export const NO_HISTORY: History = { undo: [], redo: [], mergeKey: undefined };

const NO_SELECTION: ReadonlySet<string> = new Set();

/** The state of an editor that shows a graph. @param graph Default: an empty one. */
export function createEditorState(graph: Graph = createEmptyGraph()): EditorState {
  return {
    graph,
    selection: NO_SELECTION,
    marks: NO_SELECTION,
    viewport: graph.viewport ?? { x: 0, y: 0, scale: 1 },
    history: NO_HISTORY,
    clip: undefined,
  };
}

/** A graph with nothing in it. */
export function createEmptyGraph(): Graph {
  return { version: 1, nodes: createRecord<GraphNode>() };
}
