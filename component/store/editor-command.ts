/** Everything that can be done to an editor's state. Plain data, so that it can be logged. */
import type { NodeType } from '../../src/config/config.js';
import type { ControlEdit, NewNode, Wire } from '../../src/graph/edit-graph.js';
import type { Graph, GraphNode } from '../../src/graph/graph.js';
import type { Clip, PasteOptions } from './clipboard.js';
import type { History, Viewport } from './editor-state.js';

/** What an edit has besides its own fields. */
interface Edit {
  /** Joins the step of the edit before, if that had the same key: `drag:3`, `type:node.port`. */
  readonly mergeKey?: string;
}

/** Fields of a node that may be changed directly. */
export type NodePatch = Partial<
  Pick<GraphNode, 'title' | 'disabled' | 'collapsed' | 'width' | 'settings'>
>;

/** Commands that change the graph: each is a step of the history. */
export type EditCommand = Edit &
  (
    | {
        readonly type: 'addNodes';
        readonly nodes: Readonly<Record<string, NewNode>>;
        /** The signatures they are drawn against, by fingerprint. */
        readonly signatures?: NonNullable<Graph['signatures']>;
      }
    /** Removes the named nodes, or the selected ones. */
    | { readonly type: 'removeNodes'; readonly ids?: readonly string[] }
    | {
        readonly type: 'moveNodes';
        readonly places: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
      }
    | {
        readonly type: 'changeNodes';
        readonly ids: readonly string[];
        readonly patch: NodePatch;
      }
    | ({ readonly type: 'setControl' } & ControlEdit)
    | {
        readonly type: 'connect';
        readonly wire: Wire;
        /** The input takes several wires; without it, a new one replaces the old. */
        readonly keep?: boolean;
        /** A wire that is taken away first: it was moved. */
        readonly instead?: Wire;
      }
    | { readonly type: 'disconnect'; readonly wire: Wire }
    /** Takes today's signature for a node, whatever changed. */
    | { readonly type: 'acceptDrift'; readonly nodeId: string; readonly nodeType: NodeType }
    /** Gives a node another type: ports of the same name keep what they have. */
    | { readonly type: 'replaceType'; readonly nodeId: string; readonly nodeType: NodeType }
    /** Gives all nodes of a type the one their function moved to. */
    | { readonly type: 'applyMove'; readonly from: string; readonly to: string }
    /** Copies the selected nodes and removes them. */
    | { readonly type: 'cut' }
    /** Pastes the clip, or the one that is given. */
    | ({ readonly type: 'paste'; readonly clip?: Clip } & PasteOptions)
  );

export type EditorCommand =
  | EditCommand
  | {
      readonly type: 'select';
      readonly ids: readonly string[];
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
