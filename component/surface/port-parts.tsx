/** What a card shows beside a handle. */
import type { ReactElement } from 'react';
import type { InputPort, OutputPort } from '../../src/config/config.js';
import { PortControls } from '../controls/port-controls.js';
import { useControlWriter } from '../controls/use-control-writer.js';
import { useNodeActivity } from '../editor-context.js';
import { isImage, previewText } from '../panels/preview.js';
import { useNode } from './node-context.js';

/** The controls of an input that no wire leads to. */
export function InputControls({ port }: { port: InputPort }): ReactElement {
  const { controls, onFocus } = useControlWriter({ node: useNode(), port, place: 'card' });
  return (
    <div className="mr-port-controls" onFocus={onFocus}>
      <PortControls {...controls} />
    </div>
  );
}

/** The name of an input that shows no control. */
export function InputLabel({ port }: { port: InputPort }): ReactElement {
  return (
    <span className="mr-port-name" title={port.description ?? port.label}>
      {port.label}
    </span>
  );
}

/** The name of an output, and what it last gave. */
export function OutputLabel({ port }: { port: OutputPort }): ReactElement {
  const node = useNode();
  const { report } = useNodeActivity(node.id);
  const outputs = report?.outputs;
  const hasValue = outputs !== undefined && Object.hasOwn(outputs, port.name);
  const value = hasValue ? outputs[port.name] : undefined;
  return (
    <span className="mr-output">
      <span className="mr-output-row">
        {hasValue && !isImage(value) && (
          <output className="mr-output-value">{previewText(value)}</output>
        )}
        <span className="mr-port-name" title={port.description ?? port.label}>
          {port.label}
        </span>
      </span>
      {isImage(value) && <img className="mr-output-image" src={value} alt={port.label} />}
    </span>
  );
}
