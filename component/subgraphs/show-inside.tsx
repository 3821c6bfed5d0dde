/** Leads from a subgraph that failed to the node in it that did. */
import type { ReactElement } from 'react';
import type { ErrorInfo } from '../../src/errors.js';
import { useEditor } from '../editor-context.js';
import { failedInside } from '../store/failed-inside.js';
import { useText } from '../text/use-text.js';

export interface ShowInsideProps {
  readonly nodeId: string;
  readonly error: ErrorInfo;
}

/** A button where the failure is that of a node inside, else nothing. */
export function ShowInside({ nodeId, error }: ShowInsideProps): ReactElement | null {
  const { getState, dispatch, focusNode } = useEditor();
  const text = useText().subgraphs;
  const inner = failedInside(getState(), nodeId, error);
  if (inner === undefined) return null;
  return (
    <button
      type="button"
      className="mr-link"
      onClick={() => {
        dispatch({ type: 'showPath', path: inner.path, ids: [inner.nodeId] });
        focusNode(inner.nodeId);
      }}
    >
      {text.showInside}
    </button>
  );
}
