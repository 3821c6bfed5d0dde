/** Port controls over a node's data, as an editor would render them. */
import { expect } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { parseConfig } from 'millrace';
import { StrictMode, useState } from 'react';
import type { ReactElement } from 'react';
import { PortControls } from '../../../component/controls/port-controls.js';
import type { ControlChange } from '../../../component/controls/port-controls.js';
import { applyWrites } from '../../../component/controls/port-value.js';
import type { InputPort } from '../../../src/config/config.js';

type Values = Readonly<Record<string, unknown>>;

/** A port as a config has it after parsing. */
function portOf(port: Record<string, unknown>): InputPort {
  const nodeTypes = [{ type: 't', inputs: [{ name: 'p', label: 'Port', ...port }], outputs: [] }];
  const { config, issues } = parseConfig({ version: 1, nodeTypes });
  expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  return config.nodeTypes[0]!.inputs[0]!;
}

export interface Shown {
  readonly writes: [string, unknown][];
  readonly values: () => Values | undefined;
  /** What an undo does: other values from outside. */
  readonly receive: (values: Values | undefined) => void;
}

/** Renders the controls over a node's data that keeps what it is told. */
export function show(given: Record<string, unknown>, start?: Values, disabled = false): Shown {
  const port = portOf(given);
  const writes: [string, unknown][] = [];
  let values = start;
  let receive: (values: Values | undefined) => void = () => undefined;
  function Host(): ReactElement {
    const [kept, keep] = useState(start);
    receive = (next) => act(() => keep((values = next)));
    const change = (edit: ControlChange): void => {
      for (const { control, value } of edit.writes) writes.push([control, value]);
      keep((values = applyWrites(values, edit.writes)));
    };
    return <PortControls port={port} values={kept} onChange={change} id="x" disabled={disabled} />;
  }
  render(
    <StrictMode>
      <Host />
    </StrictMode>,
  );
  return { writes, values: () => values, receive: (next) => receive(next) };
}

/** A plain number port. */
export const number = { type: 'number' };
/** The text field with a label. */
export const box = (name = 'Port'): HTMLInputElement => screen.getByRole('textbox', { name });
