/** What goes into a node: by hand, or by wire. */
import { useRef } from 'react';
import type { ReactElement } from 'react';
import type { InputPort } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import type { Connection, GraphNode } from '../../src/graph/graph.js';
import { PortControls } from '../controls/port-controls.js';
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
  const { dispatch, editorId, readOnly } = useEditor();
  // What is typed from one focus to the next is one step of the history.
  const session = useRef(0);
  const write = (control: string, value: unknown): void =>
    dispatch({
      type: 'setControl',
      nodeId: node.id,
      portName: port.name,
      control,
      value,
      mergeKey: JSON.stringify(['inspector', node.id, port.name, session.current]),
    });
  return (
    <div onFocus={() => void (session.current += 1)}>
      <PortControls
        port={port}
        values={own(node.inputData, port.name)}
        onChange={write}
        id={`${editorId}-inspector-${port.name}`}
        disabled={readOnly}
      />
    </div>
  );
}
