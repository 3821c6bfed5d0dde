/** What goes into a node: by hand, or by wire. */
import type { ReactElement } from 'react';
import type { InputPort } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import type { Connection, GraphNode } from '../../src/graph/graph.js';
import { PortControls } from '../controls/port-controls.js';
import { useControlWriter } from '../controls/use-control-writer.js';
import { useEditor } from '../editor-context.js';
import { NodeLink } from './node-link.js';

/** The inputs of a node: controls where nothing is wired, else where the value comes from. */
export function InputsTab({ node }: { node: GraphNode }): ReactElement {
  const { portsOf } = useEditor();
  const { inputs } = portsOf(node);
  if (inputs.length === 0) return <p className="mr-panel-note">This node takes nothing.</p>;
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
  const wires = own(node.connections.inputs, port.name) ?? [];
  if (wires.length > 0) return <Wired port={port} wires={wires} />;
  if (port.controls.length > 0) return <ByHand node={node} port={port} />;
  return (
    <div className="mr-control">
      <span className="mr-control-label" title={port.description ?? port.label}>
        {port.label}
      </span>
      <span className="mr-muted">{port.required ? 'needs a wire' : 'not connected'}</span>
    </div>
  );
}

function Wired({ port, wires }: { port: InputPort; wires: readonly Connection[] }): ReactElement {
  return (
    <div className="mr-control">
      <span className="mr-control-label" title={port.description ?? port.label}>
        {port.label}
      </span>
      <span className="mr-inspector-wires">
        {wires.map(({ nodeId, portName }) => (
          <span key={JSON.stringify([nodeId, portName])} className="mr-inspector-wire">
            <span className="mr-muted">from </span>
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
    <div onFocus={onFocus}>
      <PortControls {...controls} />
    </div>
  );
}
