/** The controls of one input port: what a node takes where no wire leads. */
import { useMemo } from 'react';
import type { ComponentType, ReactElement, ReactNode } from 'react';
import type { Control, InputPort } from '../../src/config/config.js';
import { defined, isRecord, own } from '../../src/config/document.js';
import { encodeId } from '../surface/encode-id.js';
import { createControlTree } from './control-tree.js';
import type { ControlBranch } from './control-tree.js';
import { ControlGroup } from './control-group.js';
import { NullControl } from './null-control.js';
import { PortSummary } from './port-summary.js';
import {
  applyWrites,
  createProblemFinder,
  planWrites,
  readControl,
  schemaOf,
} from './port-value.js';
import type { ControlWrite, ProblemFinder } from './port-value.js';
import { allowsNull, isStructured } from './schema-form.js';
import { useCalmProblem } from './use-calm-problem.js';
import type { WidgetProps } from './widget-props.js';
import { FormWidget, WIDGETS } from './widgets.js';

/** What one edit has to write. */
export interface ControlChange {
  readonly control: Control;
  /** More than one where data of others is brought into our form. */
  readonly writes: readonly ControlWrite[];
}

/** Renders a control of the host's, round or in the place of the editor's. */
export type ControlSlot = (widget: WidgetProps, children: ReactNode) => ReactElement;

export interface PortControlsProps {
  readonly port: InputPort;
  /** What the node keeps for the port: `node.inputData[port.name]`. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  /** Called once for each edit. */
  readonly onChange: (change: ControlChange) => void;
  /** Unique in the page; the ids of the fields start with it. */
  readonly id: string;
  readonly disabled: boolean;
  /** Finds the host's control. @default none */
  readonly slotOf?: (control: Control) => ControlSlot | undefined;
  /**
   * Where there is little room: opens the fields elsewhere. A port with more of them than fit shows
   * what it holds and a button. @default all fields are here
   */
  readonly onOpen?: (anchor: Element) => void;
}

/** A card shows at most so many fields of one input. */
const MOST_ON_CARD = 4;

/**
 * A row for each control of a port, with its label; several are groups under the port's label.
 * Always shows what `values` says, whoever changed it.
 */
export function PortControls(props: PortControlsProps): ReactElement {
  const { port, id, onOpen, slotOf } = props;
  const finder = useMemo(() => createProblemFinder(port), [port]);
  const tree = useMemo(() => createControlTree(port.controls), [port.controls]);
  const hasSlot = port.controls.some((control) => slotOf?.(control) !== undefined);
  if (onOpen !== undefined && !hasSlot && isLarge(port)) {
    return <PortSummary {...props} problem={finder(props.values)} onOpen={onOpen} />;
  }
  const branches = tree.map((branch) => (
    <Branch key={keyOf(branch)} {...{ props, finder, branch }} />
  ));
  if (port.controls.length <= 1) return <>{branches}</>;
  return (
    <ControlGroup id={`${id}.group`} label={port.label} tip={port.description ?? port.label}>
      {branches}
    </ControlGroup>
  );
}

function isLarge(port: InputPort): boolean {
  if (port.controls.length > MOST_ON_CARD) return true;
  return port.controls.some(
    (control) => control.type === 'json' && isStructured(schemaOf(port, control)),
  );
}

function keyOf(branch: ControlBranch): string {
  return branch.type === 'group' ? `group ${branch.path}` : `control ${branch.control.name}`;
}

interface BranchProps {
  readonly props: PortControlsProps;
  readonly finder: ProblemFinder;
  readonly branch: ControlBranch;
}

function Branch({ props, finder, branch }: BranchProps): ReactElement {
  const { port, id, values = {}, disabled } = props;
  if (branch.type === 'control') {
    const { control, label } = branch;
    const isFirst = port.controls[0] === control;
    const fieldId = isFirst ? id : encodeId(id, control.name);
    return (
      <ControlOfPort {...props} control={control} label={label} finder={finder} id={fieldId} />
    );
  }
  const given = Object.keys(values).filter((name) => name.startsWith(`${branch.path}.`));
  const clear = (): void => {
    const control = port.controls.find(({ name }) => name.startsWith(`${branch.path}.`))!;
    props.onChange({ control, writes: given.map((name) => ({ control: name, value: undefined })) });
  };
  return (
    <ControlGroup
      id={encodeId(id, `${branch.path}.group`)}
      label={branch.label}
      onClear={given.length > 0 && !disabled ? clear : undefined}
    >
      {branch.branches.map((inner) => (
        <Branch key={keyOf(inner)} {...{ props, finder }} branch={inner} />
      ))}
    </ControlGroup>
  );
}

interface ControlOfPortProps extends PortControlsProps {
  readonly control: Control;
  readonly label: string;
  readonly finder: ProblemFinder;
}

function ControlOfPort(props: ControlOfPortProps): ReactElement {
  const { port, control, values, finder, id, disabled, slotOf } = props;
  const schema = useMemo(() => schemaOf(port, control), [port, control]);
  const found = finder(values);
  const calm = useCalmProblem(
    found !== undefined && isAbout(found.control) ? found.message : undefined,
  );
  const plan = (value: unknown) => planWrites(port, control, { values, value });
  const widget: WidgetProps = {
    id,
    control: withPortTexts(control, port),
    label: port.controls.length === 1 ? port.label : props.label,
    value: readControl(port, control, values),
    fallback: control.default ?? defaultOf(port, control),
    required: port.required,
    disabled,
    schema,
    problem: calm.problem,
    check(value) {
      const problem = finder(applyWrites(values, plan(value)));
      return problem?.control === control.name ? problem.message : undefined;
    },
    onChange(value) {
      if (!WHOLE.has(control.type)) calm.touch();
      props.onChange({ control, writes: plan(value) });
    },
    onLeave: calm.settle,
  };
  const Widget = widgetOf(widget);
  const shown = <Widget {...widget} />;
  return slotOf?.(control)?.(widget, shown) ?? shown;

  /** What is wrong with the whole port is said at its first control. */
  function isAbout(name: string | undefined): boolean {
    return name === control.name || (name === undefined && port.controls[0] === control);
  }
}

/** Controls in which each edit is whole: nobody is in the middle of it. */
const WHOLE: ReadonlySet<string> = new Set(['checkbox', 'select', 'multiselect', 'file', 'color']);

function widgetOf({ control, schema, value }: WidgetProps): ComponentType<WidgetProps> {
  const isChosen = control.options?.some((option) => option.value === null) === true;
  if (value === null && control.type !== 'json' && !isChosen && allowsNull(schema)) {
    return NullControl;
  }
  return control.type === 'json' && isStructured(schema) ? FormWidget : WIDGETS[control.type];
}

/** What the port says is said by its one control; a default that only the function can make, too. */
function withPortTexts(control: Control, port: InputPort): Control {
  const { defaultText: placeholder, description, controls } = port;
  if (controls.length > 1) return control;
  return { ...defined({ placeholder, description }), ...control };
}

function defaultOf(port: InputPort, control: Control): unknown {
  if (port.default === undefined || port.default === null) return undefined;
  if (port.controls.length === 1) return port.default;
  const inner = (value: unknown, key: string): unknown =>
    isRecord(value) ? own(value, key) : undefined;
  return control.name.split('.').reduce<unknown>(inner, port.default);
}
