/** Edits of nodes: added, removed, moved, changed, filled in. */
import { createRecord } from '../../../src/config/document.js';
import { addNodes } from '../../../src/graph/add-nodes.js';
import type { NewNode } from '../../../src/graph/add-nodes.js';
import { moveNodes, removeNodes, setControl, updateNodes } from '../../../src/graph/edit-graph.js';
import type { ControlEdit } from '../../../src/graph/edit-graph.js';
import type { Graph, GraphNode, SavedSignature } from '../../../src/graph/graph.js';
import { changeComments } from '../../../src/graph/comments.js';
import { checkRecursion } from '../recursion.js';
import { removeSelected } from '../remove-selected.js';
import type { Edit, EditTable } from './edit.js';

/** Fields of a node that may be changed directly; `undefined` takes one out. */
export type NodePatch = {
  readonly [K in 'title' | 'disabled' | 'collapsed' | 'settings']?: GraphNode[K] | undefined;
} & { readonly width?: number };

/** A place on the canvas. */
interface Place {
  readonly x: number;
  readonly y: number;
}

export type NodeEdit = Edit &
  (
    | {
        /**
         * Adds nodes by id, with the wires that their inputs list. Throws `id-taken` for the id of another
         * node: remove that first, or change it by other commands; and `subgraph-recursion` for a subgraph
         * that this graph is in.
         */
        readonly type: 'addNodes';
        readonly nodes: Readonly<Record<string, NewNode>>;
        /** The signatures they are drawn against, by fingerprint. */
        readonly signatures?: NonNullable<Graph['signatures']>;
      }
    /** Removes the named nodes, or all that is selected: wires, comments and groups, too. */
    | { readonly type: 'removeNodes'; readonly ids?: readonly string[] }
    | {
        readonly type: 'moveNodes';
        readonly places: Readonly<Record<string, Place>>;
        /** Places of comments, by id. */
        readonly comments?: Readonly<Record<string, Place>>;
      }
    | {
        readonly type: 'changeNodes';
        readonly ids: readonly string[];
        readonly patch: NodePatch;
      }
    | ({ readonly type: 'setControl' } & ControlEdit)
  );

export const NODE_EDITS: EditTable<NodeEdit> = {
  addNodes(state, { nodes, signatures }) {
    checkRecursion(
      state,
      Object.values(nodes).map(({ type }) => type),
    );
    return addNodes(withSignatures(state.graph, signatures), nodes);
  },
  removeNodes: (state, { ids }) =>
    ids === undefined ? removeSelected(state) : removeNodes(state.graph, ids),
  moveNodes: ({ graph }, { places, comments = {} }) =>
    changeComments(moveNodes(graph, places), comments),
  changeNodes: ({ graph }, { ids, patch }) =>
    updateNodes(graph, ids, (node) => patched(node, patch)),
  setControl: ({ graph }, command) => setControl(graph, command),
};

/** A signature that is known already stays as it was first written. */
export function withSignatures(graph: Graph, added: Graph['signatures'] = {}): Graph {
  const known = graph.signatures ?? {};
  if (Object.keys(added).every((fingerprint) => Object.hasOwn(known, fingerprint))) return graph;
  const signatures = createRecord<SavedSignature>();
  return { ...graph, signatures: Object.assign(signatures, added, known) };
}

function patched(node: GraphNode, patch: NodePatch): GraphNode {
  const { width, ...others } = patch;
  // A card without a width could not be drawn.
  if (width !== undefined && !Number.isFinite(width)) return patched(node, others);
  const keys = Object.keys(patch) as (keyof NodePatch)[];
  if (keys.every((key) => Object.is(node[key], patch[key]))) return node;
  const next: Record<string, unknown> = { ...node, ...patch };
  for (const key of keys) if (patch[key] === undefined) delete next[key];
  return next as unknown as GraphNode;
}
