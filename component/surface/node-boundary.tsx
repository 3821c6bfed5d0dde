/** Keeps a node that can't be rendered from taking the editor with it. */
import { Component } from 'react';
import type { ReactNode } from 'react';
import { toErrorInfo } from '../../src/errors.js';
import type { GraphNode } from '../../src/graph/graph.js';

interface NodeBoundaryProps {
  readonly node: GraphNode;
  readonly children: ReactNode;
}

interface NodeBoundaryState {
  readonly error: unknown;
  /** The node that failed; another one is tried. */
  readonly node: GraphNode | undefined;
}

export class NodeBoundary extends Component<NodeBoundaryProps, NodeBoundaryState> {
  override state: NodeBoundaryState = { error: undefined, node: undefined };

  static getDerivedStateFromError(error: unknown): Partial<NodeBoundaryState> {
    return { error };
  }

  static getDerivedStateFromProps(
    props: NodeBoundaryProps,
    state: NodeBoundaryState,
  ): NodeBoundaryState | null {
    if (state.node === props.node) return null;
    return { error: undefined, node: props.node };
  }

  override render(): ReactNode {
    const { error } = this.state;
    const { node, children } = this.props;
    if (error === undefined) return children;
    return (
      <div
        className="mr-node-broken"
        style={{ width: node.width, transform: `translate(${node.x}px, ${node.y}px)` }}
        role="alert"
      >
        <strong>{node.type}</strong> can’t be shown: {toErrorInfo(error).message}
      </div>
    );
  }
}
