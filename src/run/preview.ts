/** What is shown of a JavaScript value that is not kept (rule R15). */
import type { Preview } from './python/python-runtime.js';

const MAX_TEXT = 200;
/** Longer texts than this are not their own preview. */
const MAX_SCALAR_TEXT = 2_000;

/** True for a value so small that it is its own preview. */
export function isScalar(value: unknown): boolean {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return true;
  return typeof value === 'string' ? value.length <= MAX_SCALAR_TEXT : typeof value === 'bigint';
}

/** Type, length and the first 200 characters; survives cycles, proxies and throwing getters. */
export function previewOf(value: unknown): Preview {
  try {
    const length = lengthOf(value);
    return {
      type: typeOf(value),
      text: clip(textOf(value, 0)),
      ...(length === undefined ? {} : { length }),
    };
  } catch {
    return { type: typeof value, text: 'a value that can’t be shown' };
  }
}

function typeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  return (value as { constructor?: { name?: string } }).constructor?.name ?? 'Object';
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  if (ArrayBuffer.isView(value)) return (value as { length?: number }).length ?? value.byteLength;
  return value instanceof Map || value instanceof Set ? value.size : undefined;
}

function textOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, MAX_TEXT));
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Date) return value.toISOString();
  if (depth > 2) return '…';
  if (Array.isArray(value))
    return `[${join(value, value.length, (item) => textOf(item, depth + 1))}]`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const shown = (item: unknown): string => textOf(item, depth + 1);
  const name = `${typeOf(value)}(${lengthOf(value)})`;
  if (value instanceof Set) return `${name} {${join(firstOf(value), value.size, shown)}}`;
  if (value instanceof Map) {
    const pair = ([key, item]: [unknown, unknown]): string => `${shown(key)} → ${shown(item)}`;
    return `${name} {${join(firstOf(value), value.size, pair)}}`;
  }
  if (ArrayBuffer.isView(value)) {
    const items = value as unknown as ArrayLike<unknown>;
    const first = Array.from({ length: Math.min(items.length, SHOWN) }, (_, index) => items[index]);
    return value instanceof DataView ? name : `${name} [${join(first, items.length, shown)}]`;
  }
  const keys = Object.keys(value);
  const record = value as Record<string, unknown>;
  return `{${join(keys, keys.length, (key) => `${key}: ${textOf(record[key], depth + 1)}`)}}`;
}

const SHOWN = 10;

function firstOf<T>(items: Iterable<T>): readonly T[] {
  const first: T[] = [];
  for (const item of items) if (first.push(item) === SHOWN) break;
  return first;
}

function join<T>(items: readonly T[], length: number, text: (item: T) => string): string {
  const shown = items.slice(0, SHOWN).map(text);
  return length > SHOWN ? `${shown.join(', ')}, …` : shown.join(', ');
}

function clip(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`;
}
