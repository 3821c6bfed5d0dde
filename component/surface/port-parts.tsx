/** What a card shows beside a handle. */
import { Pin } from 'lucide-react';
import type { ReactElement } from 'react';
import type { InputPort, OutputPort } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import { PortControls } from '../controls/port-controls.js';
import { useControlWriter } from '../controls/use-control-writer.js';
import { useNodeActivity } from '../editor-context.js';
import { Picture } from '../icons/picture.js';
import { isImage, previewText } from '../panels/preview.js';
import { useText } from '../text/use-text.js';
import { useNode } from './node-context.js';

/** The controls of an input that no wire leads to. */
export function InputControls({ port }: { port: InputPort }): ReactElement {
  const node = useNode();
  const { controls, onFocus } = useControlWriter({ node, port, place: 'card' });
  if (node.asWire?.includes(port.name) === true) return <WireInput port={port} />;
  return (
    <div className="mr-port-controls" onFocus={onFocus}>
      <PortControls {...controls} />
    </div>
  );
}

/** An input that the card shows as a place for a wire; what it has without one stands beside. */
function WireInput({ port }: { port: InputPort }): ReactElement {
  const { values } = useText();
  const data = own(useNode().inputData, port.name);
  const kept = data === undefined ? [] : Object.values(data);
  return (
    <div className="mr-wire-input">
      <InputLabel port={port} />
      {kept.length > 0 && (
        <span className="mr-wire-input-value">
          {previewText(kept.length > 1 ? data : kept[0], values)}
        </span>
      )}
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
  const { inspector: text, values } = useText();
  const { report } = useNodeActivity(node.id);
  const { pinned = NONE } = node;
  const isPinned = Object.hasOwn(pinned, port.name);
  const outputs = isPinned ? pinned : (report?.outputs ?? NONE);
  const hasValue = Object.hasOwn(outputs, port.name);
  const value = hasValue ? outputs[port.name] : undefined;
  return (
    <span className="mr-output">
      <span className="mr-output-row">
        {isPinned && <PinnedMark label={text.pinned} />}
        {hasValue && !isImage(value) && (
          <output className="mr-output-value">{previewText(value, values)}</output>
        )}
        <span className="mr-port-name" title={port.description ?? port.label}>
          {port.label}
        </span>
      </span>
      {isImage(value) && <img className="mr-output-image" src={value} alt={port.label} />}
    </span>
  );
}

const NONE: Readonly<Record<string, unknown>> = {};

function PinnedMark({ label }: { label: string }): ReactElement {
  return (
    <span className="mr-output-pinned" title={label}>
      <Picture of={Pin} size={11} />
      <span className="mr-said">{label}</span>
    </span>
  );
}
