/** Keeps a node that can't be rendered from taking the editor with it. */
import { Component } from 'react';
import type { ContextType, ReactNode } from 'react';
import { toErrorInfo } from '../../src/errors.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { EditorContext } from '../editor-context.js';
import { ENGLISH } from '../text/english.js';

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
  static override contextType = EditorContext;
  declare context: ContextType<typeof EditorContext>;
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

  readonly #retry = (): void => this.setState({ error: undefined });

  override render(): ReactNode {
    const { error } = this.state;
    const { node, children } = this.props;
    if (error === undefined) return children;
    const text = (this.context?.text ?? ENGLISH).status;
    const { message, stack } = toErrorInfo(error);
    return (
      <div
        className="mr-node-broken"
        style={{ width: node.width, transform: `translate(${node.x}px, ${node.y}px)` }}
        role="alert"
        data-mr-press
      >
        <p className="mr-node-broken-message" data-mr-scroll>
          <strong>{text.brokenNode(node.type)}</strong>: {message}
        </p>
        {stack !== undefined && (
          <details>
            <summary>{text.details}</summary>
            <pre tabIndex={0}>{stack}</pre>
          </details>
        )}
        <button type="button" className="mr-button" onClick={this.#retry}>
          {text.tryAgain}
        </button>
      </div>
    );
  }
}
