/** The ports a graph has on one side, in their order. */
import type { ReactElement } from 'react';
import { own } from '../../src/config/document.js';
import { portNames, promotedPorts } from '../../src/graph/edit-promoted.js';
import type { PortSide } from '../../src/graph/edit-promoted.js';
import { useEditor, useEditorState } from '../editor-context.js';
import { IconButton } from '../panels/icon-button.js';
import { titleOf } from '../surface/node-title.js';
import { useText } from '../text/use-text.js';
import { NameField } from './name-field.js';

/** Names to write, and buttons to order and take away. */
export function PortList({ side }: { readonly side: PortSide }): ReactElement {
  const { readOnly } = useEditor();
  const text = useText().subgraphs;
  const graph = useEditorState((state) => state.graph);
  const names = portNames(graph, side);
  const none = side === 'inputs' ? text.noInputs : text.noOutputs;
  return (
    <section className="mr-ports-side">
      <h3>{side === 'inputs' ? text.inputs : text.outputs}</h3>
      {names.length === 0 && <p className="mr-muted">{none}</p>}
      <ol>
        {names.map((name, index) => (
          <li key={index} className="mr-ports-row">
            <PortRow {...{ side, name, index, readOnly }} count={names.length} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface PortRowProps {
  readonly side: PortSide;
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly readOnly: boolean;
}

function PortRow(props: PortRowProps): ReactElement {
  const { side, name, readOnly } = props;
  const { renamePort } = useEditor();
  const text = useText().subgraphs;
  return (
    <>
      <span className="mr-ports-port">
        <NameField
          label={text.portName(name)}
          value={name}
          readOnly={readOnly}
          onRename={(to) => renamePort(side, name, to)}
        />
        <small>
          <Ends side={side} name={name} />
        </small>
      </span>
      {!readOnly && <PortButtons {...props} />}
    </>
  );
}

/** Puts a port at another place, or takes it away. */
function PortButtons({ side, name, index, count }: PortRowProps): ReactElement {
  const { dispatch } = useEditor();
  const text = useText().subgraphs;
  const move = (to: number): void => dispatch({ type: 'movePort', side, name, index: to });
  return (
    <>
      <IconButton
        icon="up"
        label={text.moveUp(name)}
        disabled={index === 0}
        onClick={() => move(index - 1)}
      />
      <IconButton
        icon="down"
        label={text.moveDown(name)}
        disabled={index === count - 1}
        onClick={() => move(index + 1)}
      />
      <IconButton
        icon="delete"
        label={text.remove(name)}
        onClick={() => dispatch({ type: 'withdrawPort', side, name })}
      />
    </>
  );
}

/** Which ports of which nodes it is. */
function Ends({ side, name }: Pick<PortRowProps, 'side' | 'name'>): ReactElement {
  const { nodeTypes } = useEditor();
  const text = useText().subgraphs;
  const graph = useEditorState((state) => state.graph);
  const ends = promotedPorts(graph, side).filter((port) => port.name === name);
  const texts = ends.map(({ nodeId, portName }) => {
    const node = own(graph.nodes, nodeId);
    const title = node === undefined ? nodeId : titleOf(node, nodeTypes.get(node.type));
    return text.leadsTo(title, portName);
  });
  return <>{texts.join(', ')}</>;
}
