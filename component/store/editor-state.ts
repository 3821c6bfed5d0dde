/** What the editor knows, apart from what is on the screen. Plain data; every change is a new state. */
import { createRecord } from '../../src/config/document.js';
import type { Graph, GraphNode } from '../../src/graph/graph.js';
import type { Clip } from './clip.js';
import { DEFAULT_SETTINGS } from './settings.js';
import type { EditorSettings } from './settings.js';
import { NO_PATH } from './shown-graph.js';
import type { GraphPath, ShownGraph } from './shown-graph.js';

/** Which part of the canvas is seen: screen = canvas × scale + (x, y), in CSS pixels. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Where undo leads back to. */
export interface HistoryStep {
  readonly document: Graph;
  /** What was shown. */
  readonly path: GraphPath;
  readonly selection: ReadonlySet<string>;
  readonly marks: ReadonlySet<string>;
}

/** The steps behind and ahead, the nearest one last. */
export interface History {
  readonly undo: readonly HistoryStep[];
  readonly redo: readonly HistoryStep[];
  /** Edits with the same key as the one before join its step: one drag, one word typed. */
  readonly mergeKey: string | undefined;
}

export interface EditorState extends ShownGraph {
  /** All of it: what a host owns and a file holds. `graph` is the part that is shown. */
  readonly document: Graph;
  /** Ids of nodes that are in `graph`. */
  readonly selection: ReadonlySet<string>;
  /** What is selected besides: see `markKey`. */
  readonly marks: ReadonlySet<string>;
  /** Of the graph that is shown. */
  readonly viewport: Viewport;
  /** Where graphs that were shown before were left, by `pathKey`. */
  readonly views: ReadonlyMap<string, Viewport>;
  readonly history: History;
  readonly clip: Clip | undefined;
  readonly settings: EditorSettings;
}

export const NO_HISTORY: History = { undo: [], redo: [], mergeKey: undefined };

export const NO_SELECTION: ReadonlySet<string> = new Set();

/** The state of an editor that shows a graph. @param graph Default: an empty one. */
export function createEditorState(graph: Graph = createEmptyGraph()): EditorState {
  return {
    document: graph,
    graph,
    outer: [],
    keys: [],
    path: NO_PATH,
    selection: NO_SELECTION,
    marks: NO_SELECTION,
    viewport: graph.viewport ?? { x: 0, y: 0, scale: 1 },
    views: new Map(),
    history: NO_HISTORY,
    clip: undefined,
    settings: DEFAULT_SETTINGS,
  };
}

/** A graph with nothing in it. */
export function createEmptyGraph(): Graph {
  return { version: 1, nodes: createRecord<GraphNode>() };
}
