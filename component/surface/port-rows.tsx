/**
 * The ports of a card, with the names that Flume gives them. Flume's own rows have nearly twice the
 * elements, and hooks for its own dragging: they were half of what mounting a card cost.
 */
import type { ReactElement, ReactNode } from 'react';
import type { InputPort } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import type { GraphNode } from '../../src/graph/graph.js';
import { PortControls } from '../controls/port-controls.js';
import { useControlWriter } from '../controls/use-control-writer.js';
import { useNodeActivity } from '../editor-context.js';
import type { CardPorts, PortLook } from './port-looks.js';
import { OutputValue, PortName, WireInput } from './port-parts.js';

interface PortRowsProps {
  readonly node: GraphNode;
  readonly ports: CardPorts;
}

/** A card's inputs, then its outputs. */
export function PortRows({ node, ports }: PortRowsProps): ReactElement {
  return (
    <div className="mr-node-ports" data-flume-component="ports">
      {ports.inputs.map((input) =>
        input.port.controls.length === 0 ? (
          <InputRow key={input.port.name} input={input}>
            <PortName port={input.port} />
          </InputRow>
        ) : (
          <ControlledRow key={input.port.name} input={input} node={node} />
        ),
      )}
      {ports.outputs.length > 0 && <Outputs node={node} outputs={ports.outputs} />}
    </div>
  );
}

interface InputRowProps {
  readonly input: PortLook<InputPort>;
  readonly onFocus?: (() => void) | undefined;
  readonly children: ReactNode;
}

function InputRow({ input, onFocus, children }: InputRowProps): ReactElement {
  const { port, look } = input;
  return (
    <div className="mr-input-row" data-flume-component="port-input" onFocus={onFocus}>
      {port.hidePort !== true && <Handle name={port.name} look={look} side="input" />}
      {children}
    </div>
  );
}

interface ControlledRowProps {
  readonly input: PortLook<InputPort>;
  readonly node: GraphNode;
}

/** The row stays when a wire comes or goes, and with it the handle, which may have the focus. */
function ControlledRow({ input, node }: ControlledRowProps): ReactElement {
  const { port } = input;
  const { controls, onFocus } = useControlWriter({ node, port, place: 'card' });
  const isWired = (own(node.connections.inputs, port.name)?.length ?? 0) > 0;
  const isForWires = node.asWire?.includes(port.name) === true;
  return (
    <InputRow input={input} onFocus={onFocus}>
      {isWired ? (
        <PortName port={port} />
      ) : isForWires ? (
        <WireInput port={port} data={own(node.inputData, port.name)} />
      ) : (
        <PortControls {...controls} />
      )}
    </InputRow>
  );
}

interface OutputsProps {
  readonly node: GraphNode;
  readonly outputs: CardPorts['outputs'];
}

/** They hear of a run together: a card has one ear for what its ports gave. */
function Outputs({ node, outputs }: OutputsProps): ReactElement {
  const { report } = useNodeActivity(node.id);
  const rows = outputs.map(({ port, look }) => (
    <div className="mr-output-row" data-flume-component="port-output" key={port.name}>
      <OutputValue port={port} pinned={node.pinned} given={report?.outputs} />
      <Handle name={port.name} look={look} side="output" />
    </div>
  ));
  return <>{rows}</>;
}

interface HandleProps {
  readonly name: string;
  readonly look: string;
  readonly side: 'input' | 'output';
}

/** What it is called, and its place in the order of Tab, is written past React. */
function Handle({ name, look, side }: HandleProps): ReactElement {
  return (
    <div
      className="mr-handle"
      data-flume-component="port-handle"
      data-port-name={name}
      data-port-color={look}
      data-port-transput-type={side}
    />
  );
}
