/** Calls a TypeScript function with a node's arguments, and maps what it returns (rule R4). */
import type { InputPort, NodeType, OutputPort } from '../config/config.js';
import { describe, isRecord } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { GraphNode } from '../graph/graph.js';
import type { NodeContext } from './node-context.js';
import { noValue } from './no-value.js';
import type { Callable } from './registry.js';

/** Calls the function; `values` are in port order, and a `context` follows the arguments. */
export function callFunction(
  fn: Callable,
  type: NodeType,
  values: readonly unknown[],
  context: NodeContext | undefined,
): unknown {
  const list = toArguments(values, type);
  return context === undefined ? fn(...list) : fn(...list, context);
}

/** The arguments as the function takes them, without a context. */
export function toArguments(
  values: readonly unknown[],
  { call, inputs }: NodeType,
): readonly unknown[] {
  if (call.style === 'object') return [toObject(values, inputs)];
  if (inputs.every(isWhole)) return values;
  const list: unknown[] = [];
  const objects = new Map<string, object>();
  inputs.forEach((port, index) => {
    const value = values[index];
    const { kind, partOf } = port;
    if (partOf === undefined) list.push(...(kind === 'rest' ? asList(value) : [value]));
    else {
      // Its object is there, whether or not one of its properties is given.
      let object = objects.get(partOf);
      if (object === undefined) {
        objects.set(partOf, (object = {}));
        list.push(object);
      }
      setField(object, port, value);
    }
  });
  return list;
}

/** The argument is the port's value. */
function isWhole({ kind, partOf }: InputPort): boolean {
  return kind !== 'rest' && partOf === undefined;
}

function toObject(values: readonly unknown[], inputs: readonly InputPort[]): object {
  const object = {};
  for (let index = 0; index < inputs.length; index += 1) {
    setField(object, inputs[index]!, values[index]);
  }
  return object;
}

function setField(object: object, { name, parameter = name }: InputPort, value: unknown): void {
  if (value === undefined) return;
  if (parameter !== '__proto__') (object as Record<string, unknown>)[parameter] = value;
  else Object.defineProperty(object, parameter, { ...FIELD, value });
}

const FIELD = { writable: true, enumerable: true, configurable: true };

/** A function of one object as one of up to three values, in port order: what the fast loop calls. */
export function byPosition(fn: Callable, { inputs }: Pick<NodeType, 'inputs'>): Callable {
  const call = (...values: unknown[]): unknown => fn(toObject(values, inputs));
  const names = inputs.map(({ name, parameter = name }) => parameter);
  if (names.includes('__proto__') || names.length > 2) return call;
  const [first = '', second = ''] = names;
  // Objects of one form, made in place.
  if (names.length === 1) return (a) => (a === undefined ? call(a) : fn({ [first]: a }));
  return (a, b) =>
    a === undefined || b === undefined ? call(a, b) : fn({ [first]: a, [second]: b });
}

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

/** A promise of our own realm; another `then` might throw, or call back before it returns. */
export function toNative(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    if (promise.then === Promise.prototype.then) return Promise.resolve(promise);
  } catch {
    // A getter threw, and does so again below, where it makes a promise that rejects.
  }
  return new Promise((resolve) => resolve(promise));
}

/** The error of a node that returned a promise where none may be; the promise is taken care of. */
export function promiseError(node: GraphNode, promise: PromiseLike<unknown>): MillraceError {
  // Of a foreign `then` one can't know what it does.
  new Promise((resolve) => resolve(promise)).catch(() => undefined);
  return new MillraceError(
    'unexpected-promise',
    `${node.id} returned a promise, but ${JSON.stringify(node.type)} is not marked async; run codegen again or use the async method`,
  );
}
