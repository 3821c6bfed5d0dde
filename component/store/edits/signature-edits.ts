/** Edits that bring nodes to another signature or type. */
import type { NodeType } from '../../../src/config/config.js';
import { applyMove } from '../../../src/graph/migrate-moves.js';
import { acceptDrift, replaceType } from '../../../src/graph/migrate-type.js';
import { checkRecursion } from '../recursion.js';
import type { Edit, EditTable } from './edit.js';

export type SignatureEdit = Edit &
  (
    | /** Takes today's signature for a node, whatever changed. */
      { readonly type: 'acceptDrift'; readonly nodeId: string; readonly nodeType: NodeType }
      /** Gives a node another type: ports of the same name keep what they have. */
    | { readonly type: 'replaceType'; readonly nodeId: string; readonly nodeType: NodeType }
    /** Gives all nodes of a type, in the whole document, the one their function moved to. */
    | { readonly type: 'applyMove'; readonly from: string; readonly to: string }
  );

export const SIGNATURE_EDITS: EditTable<SignatureEdit> = {
  acceptDrift({ graph }, { nodeId, nodeType }) {
    return acceptDrift(graph, { version: 1, portTypes: [], nodeTypes: [nodeType] }, nodeId).graph;
  },
  replaceType(state, { nodeId, nodeType }) {
    checkRecursion(state, [nodeType.type]);
    return replaceType(state.graph, nodeId, nodeType).graph;
  },
  applyMove: ({ document }, command) => ({ document: applyMove(document, command) }),
};
