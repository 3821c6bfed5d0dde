/** What a card shows beside a handle. */
import { useRef } from 'react';
import type { ReactElement } from 'react';
import type { InputPort, OutputPort } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import { PortControls } from '../controls/port-controls.js';
import { useEditor, useNodeActivity } from '../editor-context.js';
import { isImage, previewText } from '../panels/preview.js';
import { useNode } from './node-context.js';

/** Controls in which one edit is part of a word, a number, a drag. */
const TYPED: readonly string[] = [
  'text',
  'textarea',
  'number',
  'integer',
  'slider',
  'code',
  'json',
];

/** The controls of an input that no wire leads to. */
export function InputControls({ port }: { port: InputPort }): ReactElement {
  const { dispatch, readOnly, editorId } = useEditor();
  const node = useNode();
  // What is typed from one focus to the next is one step of the history.
  const session = useRef(0);
  const isTyped = port.controls.some((control) => TYPED.includes(control.type));
  const write = (control: string, value: unknown): void => {
    const mergeKey = JSON.stringify([node.id, port.name, session.current]);
    dispatch({
      type: 'setControl',
      nodeId: node.id,
      portName: port.name,
      control,
      value,
      ...(isTyped ? { mergeKey } : {}),
    });
  };
  return (
    <div className="mr-port-controls" onFocus={() => void (session.current += 1)}>
      <PortControls
        port={port}
        values={own(node.inputData, port.name)}
        onChange={write}
        id={`${editorId}-${node.id}-${port.name}`}
        disabled={readOnly}
      />
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
