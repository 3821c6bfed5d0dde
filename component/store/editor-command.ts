/** Everything that can be done to an editor's state. Plain data, so that it can be logged. */
import type { Graph } from '../../src/graph/graph.js';
import type { Clip } from './clip.js';
import type { ClipEdit } from './edits/clip-edits.js';
import type { CommentEdit } from './edits/comment-edits.js';
import type { GroupEdit } from './edits/group-edits.js';
import type { NodeEdit } from './edits/node-edits.js';
import type { PortEdit } from './edits/port-edits.js';
import type { ReplaceEdit } from './edits/replace-edits.js';
import type { SignatureEdit } from './edits/signature-edits.js';
import type { SubgraphEdit } from './edits/subgraph-edits.js';
import type { WireEdit } from './edits/wire-edits.js';
import type { EditorSettings } from './settings.js';
import type { History, Viewport } from './editor-state.js';
import type { Choice } from './selection.js';
import type { GraphPath } from './shown-graph.js';

/** Commands that change the graph: each is a step of the history. */
export type EditCommand =
  | NodeEdit
  | PortEdit
  | WireEdit
  | SignatureEdit
  | ReplaceEdit
  | ClipEdit
  | GroupEdit
  | CommentEdit
  | SubgraphEdit;

export type EditorCommand =
  | EditCommand
  | ({ readonly type: 'select' } & Choice)
  | { readonly type: 'selectAll' }
  /** How this editor is worked with; see {@link EditorSettings}. */
  | { readonly type: 'changeSettings'; readonly settings: Partial<EditorSettings> }
  | { readonly type: 'moveViewport'; readonly viewport: Viewport }
  /** Copies what is selected, or takes the clip that is given; nothing selected keeps the clip. */
  | { readonly type: 'copy'; readonly clip?: Clip }
  /** Shows the subgraph of a node, and what it does in a run. */
  | { readonly type: 'enterSubgraph'; readonly nodeId: string }
  /** Shows the graph around, with the node selected that was entered. */
  | { readonly type: 'leaveSubgraph' }
  /** Shows a graph of the document; a step that leads nowhere ends the path. */
  | {
      readonly type: 'showPath';
      readonly path: GraphPath;
      /** The nodes that are selected there. @default none in another graph than the shown one */
      readonly ids?: readonly string[];
    }
  /** Several commands as one: one step of the history, and listeners are told once. */
  | {
      readonly type: 'batch';
      readonly commands: readonly EditorCommand[];
      /** Joins the step of the edit before, if that had the same key; those of `commands` do not count. */
      readonly mergeKey?: string;
    }
  /**
   * The document brought up to date with signatures that changed safely: no step of the history, but
   * the steps that are there may come up to date with it.
   */
  | {
      readonly type: 'migrate';
      readonly graph: Graph;
      readonly history?: Pick<History, 'undo' | 'redo'>;
    }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  /**
   * The document the host has decided on. Without a history to go with it, it starts one anew, and its
   * viewport is shown, if it has one.
   */
  | {
      readonly type: 'receiveGraph';
      readonly graph: Graph;
      readonly history?: History;
      /** @default what is shown, as far as it is there */
      readonly path?: GraphPath;
      /** @default what is selected, as far as it is there */
      readonly selection?: ReadonlySet<string>;
    };
