/** An input with more fields than a card has room for: what it holds, and a button to them. */
import Pencil from 'lucide-react/icons/pencil';
import type { ReactElement } from 'react';
import type { InputPort } from '../../src/config/config.js';
import { isRecord } from '../../src/config/document.js';
import { labelOf } from '../../src/config/label.js';
import { Picture } from '../icons/picture.js';
import { previewText } from '../panels/preview.js';
import type { EditorText } from '../text/english.js';
import { readPort, schemaOf } from './port-value.js';
import type { PortProblem, PortValues } from './port-value.js';
import { formOf } from './schema-form.js';
import { useControlText } from './use-control-text.js';

interface PortSummaryProps {
  readonly port: InputPort;
  readonly values: PortValues | undefined;
  readonly id: string;
  readonly problem: PortProblem | undefined;
  readonly onOpen: (anchor: Element) => void;
}

/** One row: the input's name, its value in short, and all of it behind the button. */
export function PortSummary(props: PortSummaryProps): ReactElement {
  const { port, values, id, onOpen } = props;
  const text = useControlText();
  const problem = props.problem && problemText(props.problem, text);
  const value = readPort(port, values);
  const shown = summaryOf(port, value ?? port.default, text);
  return (
    <div className="mr-control" data-control="summary">
      <span className="mr-control-label" id={`${id}.label`} title={port.description ?? port.label}>
        {port.label}
      </span>
      <button
        type="button"
        className="mr-input mr-summary"
        id={id}
        aria-label={`${text.edit(port.label)}: ${shown}`}
        aria-haspopup="dialog"
        aria-invalid={problem === undefined ? undefined : true}
        data-unset={value === undefined ? '' : undefined}
        title={problem ?? text.edit(port.label)}
        onClick={({ currentTarget }) => onOpen(currentTarget)}
      >
        <span className="mr-summary-text">{shown}</span>
        <Picture of={Pencil} size={12} />
      </button>
      {problem !== undefined && <span className="mr-control-problem">{problem}</span>}
    </div>
  );
}

function summaryOf(port: InputPort, value: unknown, text: EditorText['controls']): string {
  if (value === undefined) return text.notGiven;
  if (Array.isArray(value)) {
    const count = text.items(value.length);
    const isPlain = value.every((item) => typeof item !== 'object');
    return value.length > 0 && isPlain ? `${count}: ${previewText(value).slice(1, -1)}` : count;
  }
  if (isRecord(value) && port.controls.length > 1) {
    return text.given(Object.keys(value).length, fieldCount(port));
  }
  const [control] = port.controls;
  const isFree = control !== undefined && formOf(schemaOf(port, control)).type === 'record';
  return isFree && isRecord(value) ? text.entries(Object.keys(value).length) : previewText(value);
}

/** The message with the place it is about: `Item 2 › y: Expected a number, got nothing`. */
function problemText({ message, path }: PortProblem, text: EditorText['controls']): string {
  if (path.length === 0) return message;
  const place = path.map((key) => (typeof key === 'number' ? text.item(key + 1) : labelOf(key)));
  return `${place.join(' › ')}: ${message}`;
}

/** Of the object itself, not of what is in it. */
function fieldCount({ controls }: InputPort): number {
  return new Set(controls.map(({ name }) => name.split('.')[0])).size;
}
