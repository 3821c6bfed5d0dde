/** Edits that put a node of another type in the place of one. */
import type { NodeType } from '../../../src/config/config.js';
import { replaceNode } from '../../../src/graph/replace-node.js';
import type { PortMatch } from '../../../src/graph/replace-node.js';
import { checkRecursion } from '../recursion.js';
import type { Edit, EditTable } from './edit.js';

export type ReplaceEdit = Edit & {
  readonly type: 'replaceNode';
  readonly nodeId: string;
  readonly nodeType: NodeType;
  /** Which port takes the place of which; what is not listed goes. */
  readonly match: PortMatch;
};

export const REPLACE_EDITS: EditTable<ReplaceEdit> = {
  replaceNode(state, { nodeId, nodeType, match }) {
    checkRecursion(state, [nodeType.type]);
    return replaceNode(state.graph, { nodeId, type: nodeType, match });
  },
};
