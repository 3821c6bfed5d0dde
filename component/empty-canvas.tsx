/** What an empty canvas says. */
import Plus from 'lucide-react/icons/plus';
import type { ReactElement } from 'react';
import { useEditor, useEditorState } from './editor-context.js';
import { Picture } from './icons/picture.js';
import { nodeIdsOf } from './store/changed-nodes.js';
import { fillIn } from './text/fill-in.js';
import { useText } from './text/use-text.js';

export function EmptyCanvas(): ReactElement | null {
  const { slots } = useEditor();
  const isEmpty = useEditorState((state) => nodeIdsOf(state.graph).length === 0);
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
  const { actions, canvas } = useText();
  if (readOnly) return <>{canvas.emptyReadOnly}</>;
  return (
    <>
      <p>{fillIn(canvas.empty, { key: <kbd>/</kbd> })}</p>
      <button type="button" className="mr-button" onClick={() => openAddMenu()}>
        <Picture of={Plus} />
        {actions.addNode}
      </button>
    </>
  );
}
