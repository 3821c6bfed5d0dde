/** What an empty canvas says. */
import type { ReactElement } from 'react';
import { useEditor, useEditorState } from './editor-context.js';
import { Icon } from './icons/icon.js';

export function EmptyCanvas(): ReactElement | null {
  const { slots } = useEditor();
  const isEmpty = useEditorState((state) => Object.keys(state.graph.nodes).length === 0);
  if (!isEmpty) return null;
  const Part = slots.EmptyCanvas;
  return (
    <div className="mr-empty">
      {Part === undefined ? (
        <Hint />
      ) : (
        <Part>
          <Hint />
        </Part>
      )}
    </div>
  );
}

function Hint(): ReactElement {
  const { openAddMenu, readOnly } = useEditor();
  if (readOnly) return <>There is nothing in this graph.</>;
  return (
    <>
      <p>
        Add a node: press <kbd>/</kbd> or right-click
      </p>
      <button type="button" className="mr-button" onClick={() => openAddMenu()}>
        <Icon name="add" />
        Add a node
      </button>
    </>
  );
}
