/** The node that a part of a card belongs to. Flume does not hand it on, so a context does. */
import { createContext, useContext } from 'react';
import type { GraphNode } from '../../src/graph/graph.js';
import { MillraceError } from '../../src/errors.js';

export const NodeContext = createContext<GraphNode | null>(null);

/** The node around a port, a header or a footer. */
export function useNode(): GraphNode {
  const node = useContext(NodeContext);
  if (node !== null) return node;
  throw new MillraceError('no-node', 'this part of a card was rendered outside a node');
}
