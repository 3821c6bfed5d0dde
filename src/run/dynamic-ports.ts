/** Ports that depend on what a node holds: port functions in code, and two ready ones. */
import { createRecord, describe, isRecord } from '../config/document.js';
import { labelOf } from '../config/label.js';
import { MAX_DYNAMIC_PORTS } from '../graph/node-ports.js';
import type { PortFunction } from '../graph/node-ports.js';
import type { Connections } from '../graph/graph.js';
import { toListedInput, toListedOutput } from './port-definition.js';
import type { InputDefinition, InputDefinitions } from './port-definition.js';

/** The node whose ports are asked for. */
export interface PortsNode {
  /** Its wires, by input and by output. */
  readonly connections: { readonly inputs: Connections; readonly outputs: Connections };
  /** What the editor's or the plan's host handed on (`portContext`). */
  readonly context: unknown;
}

/**
 * Lists the ports of a node by what it holds: `data` are the values of its controls by port, with
 * the defaults. It has to give the same for the same node, and is called at every keystroke: at most
 * the first 100 ports count.
 */
export type PortsOf = (
  data: Readonly<Record<string, unknown>>,
  node: PortsNode,
) => InputDefinitions;

/**
 * The entry of `portFunctions` that a config names by its path, for codegen's nodes and Flowfunc's.
 * @param side Whose ports they are. @default "inputs"
 */
export function toPortFunction(
  portsOf: PortsOf,
  side: 'inputs' | 'outputs' = 'inputs',
): PortFunction {
  const toListed = side === 'inputs' ? toListedInput : toListedOutput;
  return (_ports, _inputData, connections, context, values) => {
    const ports: unknown = portsOf(values, { connections, context });
    if (typeof (ports as { then?: unknown } | undefined)?.then === 'function') return ports;
    if (!isRecord(ports))
      throw new Error(`expected an object of ports by name, got ${describe(ports)}`);
    const entries = Object.entries(ports as InputDefinitions).slice(0, MAX_DYNAMIC_PORTS);
    return entries.map(([name, definition]) => toListed(name, definition));
  };
}

/** Doubled braces are braces; else a name, with Python's conversion, format or member after it. */
const BRACES = /\{\{|\}\}|\{([^{}]*)\}/g;
const NAME = /^\s*([\p{L}_][\p{L}\p{N}_]{0,63})\s*(?:[!:.[][^]*)?$/u;

function nameIn(inside: string | undefined): string | undefined {
  return inside === undefined ? undefined : NAME.exec(inside)?.[1];
}

/**
 * One text input for each `{name}` in a text of the node, once, in order: `Hello {name}` makes an
 * input `name`. `{{` and `}}` are braces, as in Python; so are those round anything that is no name.
 * `{name:>10}` and `{name.first}` mean `name`. {@link fillTemplate} puts the values in.
 *
 * @param options.control The input that holds the text; not made into a port of that name itself.
 * @param options.port What each input is. @default "any", optional
 */
export function templatePorts(options: {
  readonly control: string;
  readonly port?: InputDefinition;
}): PortsOf {
  const { control, port = { type: 'any', optional: true } } = options;
  return (data) => {
    const ports = createRecord<InputDefinition>();
    const text = data[control];
    for (const [, inside] of typeof text === 'string' ? text.matchAll(BRACES) : []) {
      const name = nameIn(inside);
      if (name !== undefined && name !== control) ports[name] = port;
    }
    return ports;
  };
}

/** The text with the value of each `{name}` in its place; nothing in place of one without a value. */
export function fillTemplate(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(BRACES, (found, inside: string | undefined) => {
    if (inside === undefined) return found[0]!;
    const name = nameIn(inside);
    if (name === undefined) return found;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null) return '';
    return typeof value === 'object' ? JSON.stringify(value) : (value as number).toString();
  });
}

/**
 * Inputs that grow: `item1`, `item2` …, always one more than the last that has a wire or a value.
 *
 * @param options.name The names begin with it. @default "item"
 * @param options.type What each of them is. @default "any"
 * @param options.max How many there are at most; 100 is the most. @default 100
 */
export function growingPorts(
  options: { readonly name?: string; readonly type?: InputDefinition; readonly max?: number } = {},
): PortsOf {
  const { name = 'item', type = 'any', max = MAX_DYNAMIC_PORTS } = options;
  const definition = typeof type === 'string' ? { type } : type;
  const limit = Math.min(Math.max(1, Math.floor(max) || 1), MAX_DYNAMIC_PORTS);
  return (data, { connections: { inputs } }) => {
    let last = 0;
    for (let index = 1; index <= limit; index += 1) {
      const key = name + index;
      const isWired = Object.hasOwn(inputs, key) && inputs[key]!.length > 0;
      if (isWired || (data[key] !== undefined && data[key] !== null)) last = index;
    }
    const ports = createRecord<InputDefinition>();
    for (let index = 1; index <= Math.min(last + 1, limit); index += 1) {
      ports[name + index] = { optional: true, label: `${labelOf(name)} ${index}`, ...definition };
    }
    return ports;
  };
}
