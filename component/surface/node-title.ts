/** What a node is called on its card and in messages. */
import type { NodeType } from '../../src/config/config.js';
import type { GraphNode } from '../../src/graph/graph.js';

/** Its own title, its type's label, or the last part of a type that is not known. */
export function titleOf(node: GraphNode, type: NodeType | undefined): string {
  if (node.title !== undefined && node.title !== '') return node.title;
  return type?.label ?? node.type.slice(node.type.lastIndexOf('.') + 1);
}
