/** Name and ports of the graph that is shown: renamed, ordered, taken away. */
import type { ReactElement } from 'react';
import { countUsers } from '../../src/graph/subgraph-users.js';
import { useEditor, useEditorState } from '../editor-context.js';
import { Modal } from '../menu/modal.js';
import { useText } from '../text/use-text.js';
import { NameField } from './name-field.js';
import { PortList } from './port-list.js';

export interface PortsDialogProps {
  readonly onClose: () => void;
}

/** A dialog that keeps the focus until it is closed, by Escape, its button or a press beside it. */
export function PortsDialog({ onClose }: PortsDialogProps): ReactElement {
  const text = useText().subgraphs;
  const name = useEditorState((state) => state.path.at(-1)?.name);
  const title = name === undefined ? text.graphPortsTitle : text.portsTitle(name);
  return (
    <Modal className="mr-ports" title={title} closeLabel={text.close} onClose={onClose}>
      <div className="mr-ports-body">
        {name !== undefined && <SubgraphName name={name} />}
        <PortList side="inputs" />
        <PortList side="outputs" />
      </div>
    </Modal>
  );
}

function SubgraphName({ name }: { readonly name: string }): ReactElement {
  const { renameSubgraph, readOnly } = useEditor();
  const text = useText().subgraphs;
  const users = useEditorState((state) => countUsers(state.document, state.keys));
  return (
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
  );
}
