/** The controls of one input port: what a node takes where no wire leads. */
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Control, ControlType, InputPort } from '../../src/config/config.js';
import { isRecord, own } from '../../src/config/document.js';
import { encodeId } from '../surface/encode-id.js';
import { CheckboxControl, MultiselectControl, SelectControl } from './choice-control.js';
import type { WidgetProps } from './widget-props.js';
import { CodeControl } from './code-control.js';
import { ColorControl, TimeControl } from './native-control.js';
import { NumberControl, SliderControl } from './number-control.js';
import { applyWrites, createProblemFinder, planWrites, readControl } from './port-value.js';
import type { ControlWrite, ProblemFinder } from './port-value.js';
import { JsonControl, PlainControl, TextControl, TextareaControl } from './text-control.js';

/** What one edit has to write. */
export interface ControlChange {
  readonly control: Control;
  /** More than one where data of others is brought into our form. */
  readonly writes: readonly ControlWrite[];
}

export interface PortControlsProps {
  readonly port: InputPort;
  /** What the node keeps for the port: `node.inputData[port.name]`. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  /** Called once for each edit. */
  readonly onChange: (change: ControlChange) => void;
  /** Unique in the page; the ids of the fields start with it. */
  readonly id: string;
  readonly disabled: boolean;
}

const WIDGETS: Readonly<Record<ControlType, (props: WidgetProps) => ReactElement>> = {
  text: TextControl,
  textarea: TextareaControl,
  number: NumberControl,
  integer: NumberControl,
  slider: SliderControl,
  checkbox: CheckboxControl,
  select: SelectControl,
  multiselect: MultiselectControl,
  color: ColorControl,
  date: TimeControl,
  time: TimeControl,
  datetime: TimeControl,
  month: TimeControl,
  week: TimeControl,
  file: PlainControl,
  code: CodeControl,
  json: JsonControl,
  custom: PlainControl,
};

/**
 * A row for each control of a port, with its label; several are a group under the port's label.
 * Always shows what `values` says, whoever changed it.
 */
export function PortControls(props: PortControlsProps): ReactElement {
  const { port, id } = props;
  const finder = useMemo(() => createProblemFinder(port), [port]);
  const rows = port.controls.map((control, index) => (
    <ControlOfPort
      {...props}
      // Their order is fixed, and a config may name two alike.
      key={index}
      control={control}
      finder={finder}
      id={index === 0 ? id : encodeId(id, control.name)}
    />
  ));
  if (rows.length <= 1) return <>{rows}</>;
  return (
    <div className="mr-control-group" role="group" aria-label={port.label}>
      <span
        className="mr-control-caption"
        title={port.description ?? port.label}
        aria-hidden="true"
      >
        {port.label}
      </span>
      {rows}
    </div>
  );
}

interface ControlOfPortProps extends PortControlsProps {
  readonly control: Control;
  readonly finder: ProblemFinder;
}

function ControlOfPort(props: ControlOfPortProps): ReactElement {
  const { port, control, values, finder, id, disabled } = props;
  const Widget = WIDGETS[control.type];
  const isOnly = port.controls.length === 1;
  const problem = finder(values);
  const plan = (value: unknown) => planWrites(port, control, { values, value });
  return (
    <Widget
      id={id}
      control={withDefaultText(control, port)}
      label={isOnly ? port.label : control.label}
      value={readControl(port, control, values)}
      fallback={control.default ?? defaultOf(port, control)}
      required={port.required}
      disabled={disabled}
      schema={isOnly ? port.schema : {}}
      problem={problem !== undefined && isAbout(problem.control) ? problem.message : undefined}
      check={(value) => {
        const found = finder(applyWrites(values, plan(value)));
        return found?.control === control.name ? found.message : undefined;
      }}
      onChange={(value) => props.onChange({ control, writes: plan(value) })}
    />
  );

  /** What is wrong with the whole port is said at its first control. */
  function isAbout(name: string | undefined): boolean {
    return name === control.name || (name === undefined && port.controls[0] === control);
  }
}

/** A default that only the function can make is shown where a value would stand. */
function withDefaultText(control: Control, { defaultText, controls }: InputPort): Control {
  if (defaultText === undefined || controls.length > 1) return control;
  return { placeholder: defaultText, ...control };
}

function defaultOf(port: InputPort, control: Control): unknown {
  if (port.default === undefined || port.default === null) return undefined;
  if (port.controls.length === 1) return port.default;
  const inner = (value: unknown, key: string): unknown =>
    isRecord(value) ? own(value, key) : undefined;
  return control.name.split('.').reduce<unknown>(inner, port.default);
}
