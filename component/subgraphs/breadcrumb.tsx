/** Says which graph is shown, and leads back out of it. */
import ChevronRight from 'lucide-react/icons/chevron-right';
import Pencil from 'lucide-react/icons/pencil';
import type { ReactElement } from 'react';
import { useEditor, useEditorState } from '../editor-context.js';
import { Picture } from '../icons/picture.js';
import { useText } from '../text/use-text.js';

/** The way from the document to the shown graph; nothing while that is the document itself. */
export function Breadcrumb(): ReactElement | null {
  const { dispatch, openPorts, focus } = useEditor();
  const text = useText().subgraphs;
  const path = useEditorState((state) => state.path);
  const last = path.at(-1);
  if (last === undefined) return null;
  const show = (depth: number): void => {
    const left = path[depth]?.nodeId;
    const ids = left === undefined ? [] : [left];
    dispatch({ type: 'showPath', path: path.slice(0, depth), ids });
    // The crumb that was pressed is gone.
    focus();
  };
  return (
    <nav className="mr-crumbs" aria-label={text.path}>
      <ol>
        {[text.main, ...path.slice(0, -1).map(({ name }) => name)].map((name, depth) => (
          <Crumb key={depth} name={name} onPress={() => show(depth)} />
        ))}
        <li>
          <button
            type="button"
            className="mr-crumb"
            aria-current="page"
            title={text.editPorts}
            onClick={() => openPorts()}
          >
            <span>{last.name}</span>
            <Picture of={Pencil} size={12} />
          </button>
        </li>
      </ol>
    </nav>
  );
}

interface CrumbProps {
  readonly name: string;
  readonly onPress: () => void;
}

function Crumb({ name, onPress }: CrumbProps): ReactElement {
  return (
    <>
      <li>
        <button type="button" className="mr-crumb" title={name} onClick={onPress}>
          {name}
        </button>
      </li>
      <li className="mr-crumb-arrow" aria-hidden="true">
        <Picture of={ChevronRight} size={14} />
      </li>
    </>
  );
}
