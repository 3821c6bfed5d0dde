/** Where in a subgraph a run failed. */
import { own } from '../../src/config/document.js';
import { subgraphAt } from '../../src/graph/unpack-subgraph.js';
import type { EditorState } from './editor-state.js';
import { runPrefix } from './shown-graph.js';
import type { GraphPath } from './shown-graph.js';

/** A node at any depth. */
export interface InnerNode {
  readonly path: GraphPath;
  readonly nodeId: string;
}

/**
 * The node whose failure made a node of a subgraph fail: the message of such an error begins with its
 * id in the run (rule R16). Undefined for other errors, and for nodes that are gone.
 */
export function failedInside(
  { graph, outer, path }: EditorState,
  nodeId: string,
  { code, message }: { readonly code: string; readonly message: string },
): InnerNode | undefined {
  const prefix = runPrefix(path);
  if (code !== 'subgraph-failed' || prefix === undefined) return undefined;
  let rest = message.startsWith(prefix) ? message.slice(prefix.length) : '';
  let place = { graph, outer };
  let inner: InnerNode = { path, nodeId };
  for (;;) {
    const { nodeId: id } = inner;
    const found = subgraphAt(place, own(place.graph.nodes, id));
    if (found === undefined || !rest.startsWith(`${id}/`)) break;
    rest = rest.slice(id.length + 1);
    const next = Object.keys(found.graph.nodes).find(
      (each) => rest.startsWith(`${each}/`) || rest.startsWith(`${each}: `),
    );
    if (next === undefined) break;
    inner = { path: [...inner.path, { name: found.name, nodeId: id }], nodeId: next };
    place = found;
  }
  return inner.path === path ? undefined : inner;
}
