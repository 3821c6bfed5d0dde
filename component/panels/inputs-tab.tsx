/** What goes into a node: by hand, or by wire. */
import type { ReactElement } from 'react';
import type { InputPort } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import type { Connection, GraphNode } from '../../src/graph/graph.js';
import { PortControls } from '../controls/port-controls.js';
import { useControlWriter } from '../controls/use-control-writer.js';
import { useEditor } from '../editor-context.js';
import { Icon } from '../icons/icon.js';
import { useText } from '../text/use-text.js';
import { NodeLink } from './node-link.js';

/** The inputs of a node: controls where nothing is wired, else where the value comes from. */
export function InputsTab({ node }: { node: GraphNode }): ReactElement {
  return <InputFields node={node} />;
}

interface InputFieldsProps {
  readonly node: GraphNode;
  /** This input alone. @default all */
  readonly portName?: string | undefined;
}

/** The fields of a node's inputs, or of one of them. */
export function InputFields({ node, portName }: InputFieldsProps): ReactElement {
  const { portsOf } = useEditor();
  const text = useText().inspector;
  const inputs = portsOf(node).inputs.filter(({ name }) => name === (portName ?? name));
  if (inputs.length === 0) return <p className="mr-panel-note">{text.takesNothing}</p>;
  return (
    <div className="mr-inspector-inputs">
      {inputs.map((port) => (
        <Input key={port.name} node={node} port={port} />
      ))}
    </div>
  );
}

interface InputProps {
  readonly node: GraphNode;
  readonly port: InputPort;
}

function Input({ node, port }: InputProps): ReactElement {
  const text = useText().inspector;
  const wires = own(node.connections.inputs, port.name) ?? [];
  if (wires.length > 0) return <Wired port={port} wires={wires} />;
  if (port.controls.length > 0) return <ByHand node={node} port={port} />;
  return (
    <div className="mr-control">
      <span className="mr-control-label" title={port.description ?? port.label}>
        {port.label}
      </span>
      <span className="mr-muted">{port.required ? text.needsWire : text.notConnected}</span>
    </div>
  );
}

function Wired({ port, wires }: { port: InputPort; wires: readonly Connection[] }): ReactElement {
  const text = useText().inspector;
  return (
    <div className="mr-control">
      <span className="mr-control-label" title={port.description ?? port.label}>
        {port.label}
      </span>
      <span className="mr-inspector-wires">
        {wires.map(({ nodeId, portName }) => (
          <span key={JSON.stringify([nodeId, portName])} className="mr-inspector-wire">
            <span className="mr-muted">{text.from} </span>
            <NodeLink nodeId={nodeId} />
            <span className="mr-muted"> · {portName}</span>
          </span>
        ))}
      </span>
    </div>
  );
}

function ByHand({ node, port }: InputProps): ReactElement {
  const { controls, onFocus } = useControlWriter({ node, port, place: 'inspector' });
  return (
    <div className="mr-inspector-input" data-mr-input={controls.id} onFocus={onFocus}>
      <PortControls {...controls} />
      <WireSwitch node={node} port={port} />
    </div>
  );
}

/** Puts the field of an input away from the card, or back. */
function WireSwitch({ node, port }: InputProps): ReactElement | null {
  const { dispatch, readOnly } = useEditor();
  const text = useText().inspector;
  const asWire = node.asWire?.includes(port.name) === true;
  if (readOnly) return null;
  const label = asWire ? text.showControl(port.label) : text.hideControl(port.label);
  const place = { nodeId: node.id, portName: port.name };
  return (
    <button
      type="button"
      className="mr-icon-button mr-wire-switch"
      aria-pressed={asWire}
      aria-label={text.hideControl(port.label)}
      title={label}
      onClick={() => dispatch({ type: 'showAsWire', ...place, asWire: !asWire })}
    >
      <Icon name="cable" size={14} />
    </button>
  );
}
