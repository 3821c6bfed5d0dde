/** The commands of an editor as functions that say what is wrong with what they were given. */
import type { Issue } from '../../src/errors.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Viewport } from '../store/editor-state.js';
import type { Choice } from '../store/selection.js';

/** One value of a node's control. */
export interface ControlValue {
  readonly nodeId: string;
  readonly portName: string;
  /** Of a port with several controls. @default the one it has */
  readonly control?: string;
  /** `undefined`: not given, so that the default counts. */
  readonly value: unknown;
}

/** What `connect` may do besides. */
export interface ConnectChoice {
  /** Draws wires whose types never fit. @default what the editor's `allowMisfits` says */
  readonly allowMisfits?: boolean;
}

/** What `load` found. */
export interface Loaded {
  /** What was wrong with the document; it is shown all the same, as far as it could be read. */
  readonly issues: readonly Issue[];
}

/** In a read-only editor those that change the graph do nothing. */
export interface CommandApi {
  /**
   * Draws a wire. An occupied input gives its wire up, unless it takes several.
   * @throws MillraceError `wire-refused`, with the reason: a node or port that is not there (and those
   * that are), types that never fit, a circle
   */
  readonly connect: (wire: Wire, options?: ConnectChoice) => void;
  /** Takes a wire away. @throws MillraceError `unknown-wire` when it is not there */
  readonly disconnect: (wire: Wire) => void;
  /**
   * Removes nodes with their wires; without ids, all that is selected.
   * @throws MillraceError `unknown-node`, before anything is removed
   */
  readonly removeNodes: (nodeIds?: readonly string[]) => void;
  /** Fills a control in. @throws MillraceError `unknown-node`, `unknown-port`, `unknown-control`; `secret-in-graph` for a secret */
  readonly setControl: (value: ControlValue) => void;
  /** Selects nodes and marks. @throws MillraceError `unknown-node` */
  readonly select: (nodeIds: readonly string[], options?: Omit<Choice, 'ids'>) => void;
  /** @returns false when there is nothing to undo */
  readonly undo: () => boolean;
  /** @returns false when there is nothing to do again */
  readonly redo: () => boolean;
  /**
   * Makes one step of the history of all that is done while `act` runs; the host hears of it once, as a
   * `batch`. When `act` throws, nothing has happened.
   * @throws MillraceError `bad-option` when `act` returns a promise
   */
  readonly batch: <T>(act: () => T) => T;
  /**
   * Shows another document: a `Graph`, or anything `parseGraph` reads. A step of the history, so that
   * undo brings back what was there; the host hears of it as `replaceGraph`.
   */
  readonly load: (document: Graph | object | string) => Loaded;
  /**
   * Does what a user can do, by the id of its action: `EDITOR_ACTIONS` lists them.
   * Before its code has come, as in the first moment after mounting and when a graph is first tidied, it
   * is done as soon as that is there; an unknown id is thrown then.
   * @returns false where it can't be done now
   * @throws MillraceError `unknown-action`
   */
  readonly run: (actionId: string) => boolean;
  /** Which part of the canvas is seen. */
  readonly getViewport: () => Viewport;
  /** @throws MillraceError `bad-option` unless all three are finite and the scale is above 0 */
  readonly setViewport: (viewport: Viewport) => void;
  /** The document, with the view of each graph that was looked at as its `viewport`. */
  readonly getGraphWithViews: () => Graph;
}
