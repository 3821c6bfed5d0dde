/** What a card shows beside a handle. */
import Pin from 'lucide-react/icons/pin';
import type { ReactElement } from 'react';
import type { InputPort, OutputPort } from '../../src/config/config.js';
import { Picture } from '../icons/picture.js';
import { isImage, previewText } from '../panels/preview.js';
import { useText } from '../text/use-text.js';

interface WireInputProps {
  readonly port: InputPort;
  /** What the node keeps for it. */
  readonly data: Readonly<Record<string, unknown>> | undefined;
}

/** An input that the card shows as a place for a wire; what it has without one stands beside. */
export function WireInput({ port, data }: WireInputProps): ReactElement {
  const { values } = useText();
  const kept = data === undefined ? [] : Object.values(data);
  return (
    <div className="mr-wire-input">
      <PortName port={port} />
      {kept.length > 0 && (
        <span className="mr-wire-input-value">
          {previewText(kept.length > 1 ? data : kept[0], values)}
        </span>
      )}
    </div>
  );
}

/** The name of a port that shows no control. */
export function PortName({ port }: { port: InputPort | OutputPort }): ReactElement {
  return (
    <span className="mr-port-name" title={port.description ?? port.label}>
      {port.label}
    </span>
  );
}

interface OutputValueProps {
  readonly port: OutputPort;
  readonly pinned: Readonly<Record<string, unknown>> | undefined;
  /** What the last run gave, by port. */
  readonly given: Readonly<Record<string, unknown>> | undefined;
}

/** The name of an output, and what it last gave, or is made to give. */
export function OutputValue({ port, pinned = NONE, given = NONE }: OutputValueProps): ReactElement {
  const { inspector: text, values } = useText();
  const isPinned = Object.hasOwn(pinned, port.name);
  const outputs = isPinned ? pinned : given;
  const hasValue = Object.hasOwn(outputs, port.name);
  const value = hasValue ? outputs[port.name] : undefined;
  return (
    <>
      <span className="mr-output">
        {isPinned && <PinnedMark label={text.pinned} />}
        {hasValue && !isImage(value) && (
          <output className="mr-output-value">{previewText(value, values)}</output>
        )}
        <PortName port={port} />
      </span>
      {isImage(value) && <img className="mr-output-image" src={value} alt={port.label} />}
    </>
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
