/** What people call a node. */
import type { Graph } from 'millrace';
import { config } from '../nodes.generated.js';

/** Names the nodes of a graph: by their own title, else their function's, else their id. */
export function nodeNamer(graph: Graph): (nodeId: string) => string {
  return (nodeId) => {
    const node = Object.hasOwn(graph.nodes, nodeId) ? graph.nodes[nodeId] : undefined;
    const type = config.nodeTypes.find((each) => each.type === node?.type);
    return node?.title ?? type?.label ?? nodeId;
  };
}
