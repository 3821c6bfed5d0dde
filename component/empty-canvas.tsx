/** What an empty canvas says. */
import type { ReactElement } from 'react';
import { useEditor, useEditorState } from './editor-context.js';
import { Icon } from './icons/icon.js';

export function EmptyCanvas(): ReactElement | null {
  const { openAddMenu, readOnly } = useEditor();
  const isEmpty = useEditorState((state) => Object.keys(state.graph.nodes).length === 0);
  if (!isEmpty) return null;
  if (readOnly) return <div className="mr-empty">There is nothing in this graph.</div>;
  return (
    <div className="mr-empty">
      <p>
        Add a node: press <kbd>/</kbd> or right-click
      </p>
      <button type="button" className="mr-button" onClick={() => openAddMenu()}>
        <Icon name="add" />
        Add a node
      </button>
    </div>
  );
}
