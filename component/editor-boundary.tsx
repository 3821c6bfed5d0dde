/** Keeps an error inside the editor from taking the host's page with it. */
import { Component } from 'react';
import type { ContextType, ReactNode } from 'react';
import { toErrorInfo } from '../src/errors.js';
import { EditorContext } from './editor-context.js';
import { ENGLISH } from './text/english.js';

interface EditorBoundaryProps {
  readonly onError: ((error: unknown) => void) | undefined;
  readonly children: ReactNode;
}

interface EditorBoundaryState {
  readonly failed: boolean;
  readonly error: unknown;
}

export class EditorBoundary extends Component<EditorBoundaryProps, EditorBoundaryState> {
  static override readonly contextType = EditorContext;
  declare context: ContextType<typeof EditorContext>;

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
    const { canvas } = this.context?.text ?? ENGLISH;
    return (
      <div className="mr-crash" role="alert">
        <h2>{canvas.crashed}</h2>
        <p>{toErrorInfo(error).message}</p>
        <p>{canvas.crashedGraph}</p>
        <button type="button" className="mr-button" onClick={this.#retry}>
          {canvas.retry}
        </button>
      </div>
    );
  }
}
