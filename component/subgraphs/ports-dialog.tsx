/** Name and ports of the graph that is shown: renamed, ordered, taken away. */
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { useEditor, useEditorState } from '../editor-context.js';
import { Icon } from '../icons/icon.js';
import { useText } from '../text/use-text.js';
import { countUsers } from '../../src/graph/subgraph-users.js';
import { NameField } from './name-field.js';
import { PortList } from './port-list.js';

export interface PortsDialogProps {
  readonly onClose: () => void;
}

/** A dialog that keeps the focus until it is closed, by Escape, its button or a press beside it. */
export function PortsDialog({ onClose }: PortsDialogProps): ReactElement {
  const { editorId, renameSubgraph, readOnly } = useEditor();
  const text = useText().subgraphs;
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useEditorState((state) => state.path.at(-1)?.name);
  const users = useEditorState((state) => countUsers(state.document, state.keys));
  useEffect(() => {
    const element = dialog.current!;
    // Not in jsdom; and React may mount twice at once.
    if (element.showModal === undefined) element.setAttribute('open', '');
    else if (!element.open) element.showModal();
    const stop = (event: Event): void => event.stopPropagation();
    // The canvas round it would act on its keys.
    element.addEventListener('keydown', stop);
    return () => element.removeEventListener('keydown', stop);
  }, []);
  // The browser gives the focus back when the dialog closes, not when it is taken away.
  const close = (): void => {
    if (dialog.current?.close === undefined) onClose();
    else dialog.current.close();
  };
  const titleId = `${editorId}-ports`;
  return (
    <dialog
      ref={dialog}
      className="mr-dialog mr-ports"
      aria-labelledby={titleId}
      data-mr-press
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <header className="mr-dialog-head">
        <h2 id={titleId}>{name === undefined ? text.graphPortsTitle : text.portsTitle(name)}</h2>
        <button type="button" className="mr-icon-button" aria-label={text.close} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div className="mr-ports-body">
        {name !== undefined && (
          <label className="mr-ports-name">
            <span>{text.name}</span>
            <NameField
              label={text.name}
              value={name}
              readOnly={readOnly}
              onRename={(to) => renameSubgraph(to)}
            />
            <small>{text.users(users)}</small>
          </label>
        )}
        <PortList side="inputs" />
        <PortList side="outputs" />
      </div>
    </dialog>
  );
}
