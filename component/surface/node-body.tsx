/** What a host shows on cards, below the ports. */
import type { ReactElement } from 'react';
import type { NodeType } from '../../src/config/config.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { useEditor } from '../editor-context.js';
import { NodeSlot } from '../slots/use-slots.js';

interface NodeBodyProps {
  readonly node: GraphNode;
  readonly type: NodeType | undefined;
}

/** Nothing without a slot. */
export function NodeBody({ node, type }: NodeBodyProps): ReactElement | null {
  if (useEditor().slots.NodeBody === undefined) return null;
  return (
    <div className="mr-node-body" data-mr-press>
      <NodeSlot name="NodeBody" node={node} type={type} />
    </div>
  );
}
