/** Values that belong nowhere, and documents with such values in them. */
import type { Random } from '../../fuzz/random.js';

/** None of them is a document. */
export const GARBAGE: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  NaN,
  5n,
  'no json',
  '',
  '[1]',
  '"text"',
  [],
  [1],
  Symbol('x'),
  () => 1,
];

/** Values to put in a document's places; a fresh one each time. */
function pickGarbage(random: Random): unknown {
  const make = random.pick([
    () => undefined,
    () => null,
    () => true,
    () => random.below(5) - 1,
    () => NaN,
    () => '',
    () => '__proto__',
    () => [],
    () => [null, 1, 'x'],
    () => ({}),
    () => ({ toString: 1, constructor: null }),
    () => Object.create(null) as object,
    () => JSON.parse('{"__proto__":{"type":"x"},"type":5,"name":[],"nodeId":"a"}') as object,
    () => new Date(0),
    () => 5n,
    () => Symbol('garbage'),
    () => () => 1,
  ]);
  return make();
}

const HOSTILE = ['__proto__', 'constructor', '', 'unread', '0'];

type Container = Record<string | number, unknown>;

/** A copy of the document in which some values are replaced, removed, added or moved. */
export function mutate(document: unknown, random: Random, times: number): unknown {
  const copy = clone(document);
  for (let round = 0; round < times; round += 1) {
    const containers = containersOf(copy);
    const target = random.pick(containers);
    const keys = Object.keys(target);
    const key = keys.length === 0 ? '0' : random.pick(keys);
    const action = random.below(5);
    if (action === 0) delete target[key];
    else if (action === 1)
      put(target, random.pick(Array.isArray(target) ? ['0'] : HOSTILE), pickGarbage(random));
    else if (action === 2) put(target, key, clone(random.pick(containers)));
    else put(target, key, pickGarbage(random));
  }
  return copy;
}

function put(target: Container, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** Functions, too. */
function clone(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, clone);
  if (value instanceof Date) return new Date(value);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Container = {};
  for (const [key, item] of Object.entries(value)) put(copy, key, clone(item));
  return copy;
}

/** All objects and arrays of a document. */
export function containersOf(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Container, ...Object.values(value).flatMap(containersOf)];
}

export function deepFreeze<T>(value: T): T {
  for (const container of containersOf(value)) Object.freeze(container);
  return value;
}
