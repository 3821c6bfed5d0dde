/** Keeps an error inside the editor from taking the host's page with it. */
import { Component } from 'react';
import type { ReactNode } from 'react';
import { toErrorInfo } from '../src/errors.js';

interface EditorBoundaryProps {
  readonly onError: ((error: unknown) => void) | undefined;
  readonly children: ReactNode;
}

interface EditorBoundaryState {
  readonly failed: boolean;
  readonly error: unknown;
}

export class EditorBoundary extends Component<EditorBoundaryProps, EditorBoundaryState> {
  override state: EditorBoundaryState = { failed: false, error: undefined };

  static getDerivedStateFromError(error: unknown): EditorBoundaryState {
    return { failed: true, error };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError?.(error);
  }

  readonly #retry = (): void => this.setState({ failed: false, error: undefined });

  override render(): ReactNode {
    const { failed, error } = this.state;
    if (!failed) return this.props.children;
    return (
      <div className="mr-crash" role="alert">
        <h2>The editor stopped</h2>
        <p>{toErrorInfo(error).message}</p>
        <p>The graph is as it was before.</p>
        <button type="button" className="mr-button" onClick={this.#retry}>
          Try again
        </button>
      </div>
    );
  }
}
