/** How values get to another thread: as copies, or not at all, with the reason. */
import { describe, isPlainRecord, isRecord } from '../../config/document.js';
import { MillraceError, toErrorInfo } from '../../errors.js';
import { noValue } from '../no-value.js';
import type { PortLike } from './worker-port.js';

/** What a function returned, without `noValue`, which is a symbol and can't be copied. */
export interface SentReturn {
  readonly value: unknown;
  /** Where `noValue` stood: in place of the whole, or under these keys or indices. */
  readonly missing?: true | readonly string[];
}

/** Takes `noValue` out of what a function returned; what it returned is not changed. */
export function toSentReturn(returned: unknown): SentReturn {
  if (returned === noValue) return { value: null, missing: true };
  const isList = Array.isArray(returned);
  if (isList ? !returned.includes(noValue) : !isPlainRecord(returned)) return { value: returned };
  const source = returned as Readonly<Record<string, unknown>>;
  const missing = Object.keys(source).filter((key) => source[key] === noValue);
  if (missing.length === 0) return { value: returned };
  const value = (isList ? [...returned] : { ...source }) as Record<string, unknown>;
  for (const key of missing) value[key] = null;
  return { value, missing };
}

/** The mirror of {@link toSentReturn}. */
export function fromSentReturn({ value, missing }: SentReturn): unknown {
  if (missing === true) return noValue;
  const holder = Array.isArray(value) || isRecord(value) ? (value as object) : {};
  for (const key of missing ?? []) {
    if (key === 'length' || !Object.hasOwn(holder, key)) continue;
    Object.defineProperty(holder, key, { value: noValue });
  }
  return value;
}

/**
 * Posts a message with values that have to be copied.
 *
 * @param values What the message carries, by what it is called in the error.
 * @throws MillraceError `value-not-cloned`; nothing was posted
 */
export function postCopies(
  port: PortLike,
  message: unknown,
  values: Readonly<Record<string, unknown>>,
  nodeId: string,
): void {
  let reason = firstReason(values, (value) => findUncopied(value, new Set()));
  if (reason === undefined) {
    try {
      port.postMessage(message);
      return;
    } catch (error) {
      reason =
        firstReason(values, (value) => void structuredClone(value)) ??
        `its values: ${toErrorInfo(error).message}`;
    }
  }
  throw new MillraceError(
    'value-not-cloned',
    `${nodeId} runs in a worker, which can only get and give copies, but ${reason}; ` +
      'use plain data, or let the node run inline',
  );
}

function firstReason(
  values: Readonly<Record<string, unknown>>,
  find: (value: unknown) => string | undefined,
): string | undefined {
  for (const [name, value] of Object.entries(values)) {
    try {
      const found = find(value);
      if (found !== undefined) return name + found;
    } catch (error) {
      return `${name}: ${toErrorInfo(error).message}`;
    }
  }
  return undefined;
}

/**
 * Where and why a copy of a value would not be like it: `.items[2] is a function`. Instances of classes
 * are found as well, whose copies would silently have lost their class and what is private in them.
 *
 * @param seen Objects with objects in them, which may lead back; the others are not worth the time.
 */
function findUncopied(value: unknown, seen: Set<object>): string | undefined {
  if (typeof value === 'function' || typeof value === 'symbol') return ` is ${describe(value)}`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return findInside(value, value, undefined, seen);
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    const tag = Object.prototype.toString.call(value);
    if (tag === '[object Map]' || tag === '[object Set]') {
      return findInside(value, [...(value as Iterable<unknown>)], undefined, seen);
    }
    if (tag !== '[object Object]') return undefined;
    if (!isPlainRecord(value)) return ` is ${describe(value)}`;
  }
  return findInside(value, value as Items, Object.keys(value), seen);
}

type Items = Readonly<Record<string | number, unknown>>;

function findInside(
  value: object,
  items: Items | readonly unknown[],
  keys: readonly string[] | undefined,
  seen: Set<object>,
): string | undefined {
  const length = keys?.length ?? (items as readonly unknown[]).length;
  for (let index = 0, isNoted = false; index < length; index += 1) {
    const item = (items as Items)[keys?.[index] ?? index];
    if (isScalar(item)) continue;
    if (!isNoted && seen.has(value)) return undefined;
    if (!isNoted) seen.add(value);
    isNoted = true;
    const found = findUncopied(item, seen);
    if (found !== undefined) return (keys ? `.${keys[index]}` : `[${index}]`) + found;
  }
  return undefined;
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'object') return value === null;
  return typeof value !== 'function' && typeof value !== 'symbol';
}
