/** Values as JSON can say them, without anything being lost on the way. */
import { describe } from '../config/document.js';
import { MillraceError } from '../errors.js';

/** Deeper values would overflow the stack of `JSON.stringify`. */
const MAX_DEPTH = 1_000;

/**
 * The value made of what JSON knows: sets and typed arrays as lists, maps as objects where their keys
 * are texts, else as lists of pairs, dates as ISO text, whole bigints as numbers.
 *
 * @throws MillraceError `not-json`, with the place of what JSON has no word for
 */
export function toPlain(value: unknown, sortKeys: boolean): unknown {
  return new Plainer(sortKeys).plain(value, '', 0);
}

class Plainer {
  readonly #sortKeys: boolean;
  /** What is being written around the value at hand. */
  readonly #around = new Set<object>();

  constructor(sortKeys: boolean) {
    this.#sortKeys = sortKeys;
  }

  plain(value: unknown, place: string, depth: number): unknown {
    if (value === null || value === undefined) return null;
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') {
      if (Number.isFinite(value)) return value;
      throw notJson(value, place, 'JSON has no word for it; replace it first');
    }
    if (typeof value === 'bigint') {
      if (Number.isSafeInteger(Number(value))) return Number(value);
      throw notJson(value, place, 'as a number of JSON it would change; make a text of it first');
    }
    if (typeof value !== 'object') throw notJson(value, place, 'JSON has no word for it');
    if (this.#around.has(value)) throw notJson(value, place, 'it contains itself');
    if (depth > MAX_DEPTH) throw notJson(value, place, `it is deeper than ${MAX_DEPTH} levels`);
    this.#around.add(value);
    const plain = this.#object(value, place, depth + 1);
    this.#around.delete(value);
    return plain;
  }

  #object(value: object, place: string, depth: number): unknown {
    const item = (each: unknown, index: number): unknown =>
      this.plain(each, `${place}[${index}]`, depth);
    if (Array.isArray(value)) return Array.from(value, item);
    if (value instanceof Set) return Array.from(value, item);
    if (value instanceof Map) return this.#map(value, place, depth);
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      return Array.from(value as unknown as ArrayLike<unknown>, item);
    }
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === 'function') {
      return this.plain((toJSON as () => unknown).call(value), place, depth);
    }
    return this.#record(Object.entries(value), place, depth);
  }

  #map(map: ReadonlyMap<unknown, unknown>, place: string, depth: number): unknown {
    const entries = [...map];
    if (entries.every((entry): entry is [string, unknown] => typeof entry[0] === 'string')) {
      return this.#record(entries, place, depth);
    }
    return this.plain(entries, place, depth);
  }

  #record(entries: readonly (readonly [string, unknown])[], place: string, depth: number): unknown {
    const record = Object.create(null) as Record<string, unknown>;
    const kept = entries.filter(([, value]) => value !== undefined);
    if (this.#sortKeys) kept.sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, value] of kept) {
      record[key] = this.plain(value, place === '' ? key : `${place}.${key}`, depth);
    }
    return record;
  }
}

function notJson(value: unknown, place: string, problem: string): MillraceError {
  const at = place === '' ? '' : ` at ${place.length > 100 ? `${place.slice(0, 100)}…` : place}`;
  return new MillraceError(
    'not-json',
    `${describe(value)}${at} can't be written as JSON: ${problem}`,
  );
}
