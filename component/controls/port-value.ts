/** How the controls of one port share its value: what each shows, and what a change has to write. */
import type { Control, InputPort } from '../../src/config/config.js';
import { createRecord, isRecord, own } from '../../src/config/document.js';
import { compilePortCheck } from '../../src/config/port-check.js';
import type { Mismatch, PortCheck } from '../../src/config/port-check.js';
import type { Schema } from '../../src/config/json-schema.js';
import { controlValue } from '../../src/graph/control-values.js';
import { findMismatch, mismatchText } from './find-mismatch.js';
import { linkOnce, withoutNull } from './schema-form.js';

/** What a node keeps for one port: values by control. */
export type PortValues = Readonly<Record<string, unknown>>;

/** One write: `undefined` takes the key out. */
export interface ControlWrite {
  readonly control: string;
  readonly value: unknown;
}

/** The value of the whole port as a run would read it; undefined when the controls give none. */
export function readPort(port: InputPort, values: PortValues | undefined): unknown {
  if (values === undefined) return undefined;
  const node = {
    id: '',
    type: '',
    x: 0,
    y: 0,
    width: 0,
    inputData: { [port.name]: values },
    connections: { inputs: {}, outputs: {} },
  };
  return controlValue(node, port);
}

/** The schema of what one control holds, linked; the empty one where nobody says. */
export function schemaOf(port: InputPort, control: Control): Schema {
  const linked = linkOnce(port.schema);
  const inner = (schema: Schema, key: string): Schema =>
    own(withoutNull(schema).properties ?? {}, key) ?? {};
  return fieldPath(port, control.name).reduce(inner, linked);
}

/** The value one control shows; undefined: not given. */
export function readControl(
  port: InputPort,
  control: Control,
  values: PortValues | undefined,
): unknown {
  const path = fieldPath(port, control.name);
  return path.reduce<unknown>(memberOf, readPort(port, values));
}

/**
 * The writes that give one control a value. Data saved by others is brought into our form on the
 * way: a value under another key moves, an object kept whole is taken apart.
 */
export function planWrites(
  port: InputPort,
  control: Control,
  change: { readonly values: PortValues | undefined; readonly value: unknown },
): readonly ControlWrite[] {
  const { values = {}, value } = change;
  const write = { control: control.name, value };
  const others = Object.keys(values).filter((key) => key !== control.name);
  if (fieldPath(port, control.name).length === 0) {
    return [...others.map((key) => ({ control: key, value: undefined })), write];
  }
  const whole = readPort(port, values);
  const [key] = Object.keys(values);
  const isWhole = others.length === 1 && key !== undefined && values[key] === whole;
  if (!isWhole) return [write];
  const all = isRecord(whole) ? takeApart(whole, port, []) : [];
  const parts = all.filter((part) => part.control !== control.name);
  return [{ control: key, value: undefined }, ...parts, write];
}

/** The values after some writes. */
export function applyWrites(
  values: PortValues | undefined,
  writes: readonly ControlWrite[],
): PortValues {
  const after = createRecord<unknown>();
  for (const [key, value] of Object.entries(values ?? {})) after[key] = value;
  for (const { control, value } of writes) {
    if (value === undefined) delete after[control];
    else after[control] = value;
  }
  return after;
}

/** What is wrong with a port's value. */
export interface PortProblem {
  readonly message: string;
  /** The control it belongs to; undefined for the port as a whole. */
  readonly control: string | undefined;
  /** Where in the port's value it is. */
  readonly path: readonly (string | number)[];
}

/** Tells what a run would say of a port's controls; undefined when their value fits or is absent. */
export type ProblemFinder = (values: PortValues | undefined) => PortProblem | undefined;

/** Checks a port's values; the check is compiled when there is the first value to check. */
export function createProblemFinder(port: InputPort): ProblemFinder {
  let check: { readonly run: PortCheck | undefined } | undefined;
  return (values) => {
    const value = readPort(port, values);
    if (value === undefined) return undefined;
    check ??= { run: compilePortCheck(port.schema) };
    const mismatch = findMismatch(check.run, value);
    return mismatch && toProblem(port, mismatch);
  };
}

function toProblem(port: InputPort, mismatch: Mismatch): PortProblem {
  const { path } = mismatch;
  const [first, ...more] = port.controls;
  const control =
    more.length === 0
      ? first
      : port.controls.find(({ name }) => startsWith(path, fieldPath(port, name)));
  return { message: mismatchText(mismatch), control: control?.name, path };
}

/** Where in the port's value a control stands: nowhere deeper when it holds the whole value. */
function fieldPath(port: InputPort, name: string): readonly string[] {
  // The rule lives in `controlValue`; a value put in under the name shows where it comes out.
  const probe = Symbol('probe');
  const found = readPort(port, { [name]: probe });
  if (found === probe) return [];
  return own(asRecord(found), name) === probe ? [name] : name.split('.');
}

function takeApart(
  value: PortValues,
  port: InputPort,
  path: readonly string[],
): readonly ControlWrite[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const at = [...path, key];
    const name = at.join('.');
    const isControl = port.controls.some((control) => control.name === name);
    const hasInner = port.controls.some((control) => control.name.startsWith(`${name}.`));
    if (isControl || !hasInner || !isRecord(item)) return [{ control: name, value: item }];
    return takeApart(item, port, at);
  });
}

function memberOf(value: unknown, key: string): unknown {
  return own(asRecord(value), key);
}

function asRecord(value: unknown): PortValues {
  return isRecord(value) ? value : {};
}

function startsWith(path: readonly (string | number)[], start: readonly string[]): boolean {
  return start.length > 0 && start.every((key, index) => path[index] === key);
}
