/** What the editor takes. */
import type { CSSProperties, ReactNode } from 'react';
import type { Config } from '../src/config/config.js';
import type { Issue } from '../src/errors.js';
import type { Graph } from '../src/graph/graph.js';
import type { PortFunctions } from '../src/graph/node-ports.js';
import type { HostCommand } from './host-command.js';
import type { BootStore } from './run/boot-store.js';
import type { EditorCommand } from './store/editor-command.js';
import type { Viewport } from './store/editor-state.js';
import type { RunActivity } from './store/run-activity.js';
import type { NodeReports, NodesStatus } from './store/status-store.js';
import type { EditorSlots } from './slots/editor-slots.js';
import type { EditorTextPatch } from './text/english.js';
import type { Theme } from './use-theme.js';

/** What changed a graph. */
export interface GraphChange {
  /** The command's kind: `connect`, `moveNodes`, `undo`, `batch`, `migrate` … */
  readonly type: EditorCommand['type'];
  readonly command: EditorCommand;
  /** The names of the subgraphs that lead to what is shown; empty for the document itself. */
  readonly path: readonly string[];
}

/** What `FlowEditor` takes. */
export interface FlowEditorProps {
  /** What exists: from codegen, `createConfig`, or a saved document. May change while mounted. */
  readonly config: Config | object;
  /**
   * The graph to show, for a host that owns it: set it anew in `onGraphChange`, as it comes, as a
   * copy, or changed. A host that keeps the old one for a fifth of a second has rejected the change.
   * A `Graph`, or any document `parseGraph` reads.
   */
  readonly graph?: Graph | object;
  /** The graph to begin with, where the editor owns it. @default an empty graph */
  readonly defaultGraph?: Graph | object;
  /**
   * Called after each change of the graph with the new one; not for what the host changed. A change
   * of type `migrate` is the editor's own: signatures changed, and the graph follows where that is
   * safe. A host may keep the old one; it is read the same way again.
   */
  readonly onGraphChange?: (graph: Graph, change: GraphChange) => void;
  /**
   * What the nodes do in a run, told as it comes: `useJobRunner`'s. Each event costs what the nodes
   * that changed cost; it takes the place of `nodesStatus` and `results`.
   */
  readonly activity?: RunActivity;
  /** The status of each node: `JobResult.nodesStatus`, or `useJobRunner`'s. */
  readonly nodesStatus?: NodesStatus;
  /** What else is known of the nodes: `JobResult.nodes`, or `useJobRunner`'s `results`. */
  readonly results?: NodeReports;
  /** How far Python's start has come: nodes that wait for it say so. */
  readonly boot?: BootStore;
  /** @default "system" */
  readonly theme?: Theme;
  /** Words to say instead of the English ones. Keep the object: another one renders all anew. */
  readonly text?: EditorTextPatch;
  /** Parts of the editor that the host draws itself. */
  readonly slots?: EditorSlots;
  /** Nothing can be changed; pan, zoom and selection work. @default false */
  readonly readOnly?: boolean;
  /**
   * Of a large graph only the cards near what is seen are in the page. `false` puts all of them there:
   * for printing, and for the browser's own search. @default true
   */
  readonly culling?: boolean;
  /** Wires whose types never fit may be drawn; at a run they are the node's error. @default false */
  readonly allowMisfits?: boolean;
  /** Lists the inputs of node types whose ports depend on the node (Flowfunc's port functions). */
  readonly portFunctions?: PortFunctions;
  /**
   * Places of what is dragged are multiples of the grid's 24 pixels. Users may switch it, too; another
   * value here switches it again. @default false: what lies around attracts
   */
  readonly snapToGrid?: boolean;
  /** Told once of each document what was found, and repaired, while reading it. */
  readonly onIssues?: (issues: readonly Issue[]) => void;
  /** Told of an error that broke the editor; it offers to try again. */
  readonly onError?: (error: unknown) => void;
  /** Told the ids of the selected nodes, and what else is selected: `parseMark` reads that. */
  readonly onSelectionChange?: (nodeIds: readonly string[], marks: readonly string[]) => void;
  /** Told which part of the canvas is seen, up to once a frame while it moves. */
  readonly onViewportChange?: (viewport: Viewport) => void;
  /** Called whenever a node's card renders: for measuring. */
  readonly onNodeRender?: (nodeId: string) => void;
  /** What the command palette offers besides. Read when it opens. */
  readonly commands?: readonly HostCommand[];
  /**
   * The name under which the browser keeps what people folded and used last (`localStorage`): one a
   * page, or one a kind of editor. @default kept as long as the editor
   */
  readonly storageKey?: string;
  readonly className?: string;
  readonly style?: CSSProperties;
  /** Parts around the canvas: `Palette`, `Toolbar`, `Inspector`, and the host's own. */
  readonly children?: ReactNode;
}
