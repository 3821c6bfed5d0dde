/** Calls a TypeScript function with a node's arguments, and maps what it returns (rule R4). */
import type { NodeType, OutputPort } from '../config/config.js';
import { describe, isRecord } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { GraphNode } from '../graph/graph.js';
import type { NodeContext } from './node-context.js';
import { noValue } from './no-value.js';
import type { Callable } from './registry.js';

/** Calls the function; `context` is handed on only when the function asks for one. */
export type Invoker = (values: readonly unknown[], context: NodeContext | undefined) => unknown;

/** An invoker for the way the node type wants its arguments; `values` are in port order. */
export function createInvoker(fn: Callable, type: NodeType): Invoker {
  const { inputs, call } = type;
  const rest = inputs.findIndex((port) => port.kind === 'rest');
  if (call.style === 'object') return objectInvoker(fn, type);
  if (rest >= 0 || call.context || type.dynamicInputs !== undefined) {
    return (values, context) => {
      const list = rest < 0 ? [...values] : [...values.slice(0, rest), ...asList(values[rest])];
      return call.context ? fn(...list, context) : fn(...list);
    };
  }
  switch (inputs.length) {
    case 0:
      return () => fn();
    case 1:
      return (values) => fn(values[0]);
    case 2:
      return (values) => fn(values[0], values[1]);
    case 3:
      return (values) => fn(values[0], values[1], values[2]);
    default:
      return (values) => fn(...values);
  }
}

/** The arguments as the function takes them, without a context; `values` are in port order. */
export function toArguments(values: readonly unknown[], type: NodeType): readonly unknown[] {
  let list: readonly unknown[] = [];
  createInvoker(
    (...given: unknown[]) => {
      list = given;
    },
    { ...type, call: { ...type.call, context: false } },
  )(values, undefined);
  return list;
}

function objectInvoker(fn: Callable, { inputs, call }: NodeType): Invoker {
  const names = inputs.map((port) => port.parameter ?? port.name);
  return (values, context) => {
    const given: Record<string, unknown> = {};
    names.forEach((name, index) => {
      const value = values[index];
      if (value !== undefined) Object.defineProperty(given, name, { ...FIELD, value });
    });
    return call.context ? fn(given, context) : fn(given);
  };
}

const FIELD = { writable: true, enumerable: true, configurable: true };

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Writes what a function returned into the node's output slots. `undefined` is the value null;
 * `noValue` leaves a slot without a value.
 *
 * @param slots Where the values go, from `base` on.
 * @throws MillraceError `wrong-outputs` when a tuple has too few or too many items
 */
export function mapReturned(
  returned: unknown,
  type: NodeType,
  outputs: readonly OutputPort[],
  slots: unknown[],
  base: number,
): void {
  switch (type.returns) {
    case 'void':
      return;
    case 'value':
      if (outputs.length > 0) slots[base] = returned === undefined ? null : returned;
      return;
    case 'tuple':
      mapTuple(returned, outputs, slots, base);
      return;
    case 'object':
      mapObject(returned, outputs, slots, base);
  }
}

function mapTuple(
  returned: unknown,
  outputs: readonly OutputPort[],
  slots: unknown[],
  base: number,
): void {
  if (returned === noValue) return;
  if (!Array.isArray(returned) || returned.length !== outputs.length) {
    const names = outputs.map((port) => port.name).join(', ');
    const got = Array.isArray(returned) ? `${returned.length} items` : describe(returned);
    throw new MillraceError(
      'wrong-outputs',
      `expected the function to return ${outputs.length} items (${names}), got ${got}`,
      { details: { expected: outputs.length } },
    );
  }
  for (let index = 0; index < outputs.length; index += 1) {
    slots[base + index] = (returned[index] as unknown) ?? null;
  }
}

function mapObject(
  returned: unknown,
  outputs: readonly OutputPort[],
  slots: unknown[],
  base: number,
): void {
  if (returned === noValue) return;
  if (!isRecord(returned)) {
    const names = outputs.map((port) => port.name).join(', ');
    throw new MillraceError(
      'wrong-outputs',
      `expected the function to return an object with ${names}, got ${describe(returned)}`,
    );
  }
  outputs.forEach((port, index) => {
    slots[base + index] = returned[port.name] ?? null;
  });
}

/** True for a promise or anything else with a `then`. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    typeof (value as { then?: unknown }).then === 'function'
  );
}

/** The error of a node that returned a promise where none may be; the promise is taken care of. */
export function promiseError(node: GraphNode, promise: PromiseLike<unknown>): MillraceError {
  promise.then(undefined, () => undefined);
  return new MillraceError(
    'unexpected-promise',
    `${node.id} returned a promise, but ${JSON.stringify(node.type)} is not marked async; run codegen again or use the async method`,
  );
}
