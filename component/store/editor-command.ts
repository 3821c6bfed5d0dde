/** Everything that can be done to an editor's state. Plain data, so that it can be logged. */
import type { Graph } from '../../src/graph/graph.js';
import type { ClipEdit } from './edits/clip-edits.js';
import type { NodeEdit } from './edits/node-edits.js';
import type { PortEdit } from './edits/port-edits.js';
import type { SignatureEdit } from './edits/signature-edits.js';
import type { WireEdit } from './edits/wire-edits.js';
import type { History, Viewport } from './editor-state.js';

/** Commands that change the graph: each is a step of the history. */
export type EditCommand = NodeEdit | PortEdit | WireEdit | SignatureEdit | ClipEdit;

export type EditorCommand =
  | EditCommand
  | {
      readonly type: 'select';
      readonly ids: readonly string[];
      /** What is selected besides nodes. @default nothing */
      readonly marks?: readonly string[];
      /** @default "replace" */
      readonly mode?: 'replace' | 'add' | 'toggle';
    }
  | { readonly type: 'selectAll' }
  | { readonly type: 'moveViewport'; readonly viewport: Viewport }
  /** Copies the selected nodes; nothing selected keeps the clip. */
  | { readonly type: 'copy' }
  /**
   * The graph brought up to date with signatures that changed safely: no step of the history, but
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
   * The graph the host has decided on. Without a history to go with it, it starts one anew, and its
   * viewport is shown, if it has one.
   */
  | {
      readonly type: 'receiveGraph';
      readonly graph: Graph;
      readonly history?: History;
      /** @default what is selected, as far as it is there */
      readonly selection?: ReadonlySet<string>;
    };
