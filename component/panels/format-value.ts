/** Values as text for people, never more of them than is read. */
import { isHandle } from '../../src/run/handle.js';
import { noValue } from '../../src/run/no-value.js';
import { previewOf } from '../../src/run/preview.js';
import { VALUE_TEXT } from '../text/value-text.js';

type Words = typeof VALUE_TEXT;

/** A value as text. */
export interface FormattedValue {
  readonly text: string;
  /** False when it goes on. */
  readonly isWhole: boolean;
}

/**
 * Any value as indented text of at most `limit` characters: texts as they are, the rest much like
 * JSON. The part that is not shown is not read: a list of millions costs no more than its beginning.
 * Survives cycles, proxies and throwing getters.
 */
export function formatValue(value: unknown, limit: number, words = VALUE_TEXT): FormattedValue {
  if (typeof value === 'string') {
    return { text: value.slice(0, limit), isWhole: value.length <= limit };
  }
  const printer = new Printer(limit, words);
  printer.print(value, '');
  return { text: printer.text, isWhole: printer.isWhole };
}

const MAX_DEPTH = 40;
const INDENT = '  ';

class Printer {
  text = '';
  isWhole = true;
  readonly #limit: number;
  readonly #words: Words;
  readonly #above: object[] = [];

  constructor(limit: number, words: Words) {
    this.#limit = limit;
    this.#words = words;
  }

  print(value: unknown, indent: string): void {
    if (typeof value !== 'object' || value === null) {
      this.#write(scalarText(value, this.#limit, this.#words));
      return;
    }
    if (this.#above.includes(value)) return this.#write(this.#words.itself);
    if (this.#above.length >= MAX_DEPTH) return this.#write('…');
    this.#above.push(value);
    try {
      this.#printObject(value, indent);
    } catch {
      this.#write(this.#words.unreadable);
    }
    this.#above.pop();
  }

  #printObject(value: object, indent: string): void {
    if (isHandle(value)) return this.#write(value.preview.text);
    if (Array.isArray(value)) return this.#printList(value, indent);
    if (value instanceof Date) return this.#write(value.toJSON() ?? this.#words.invalidDate);
    if (value instanceof Error) return this.#write(`${value.name}: ${value.message}`);
    if (ArrayBuffer.isView(value)) return this.#printBytes(value);
    if (value instanceof Map) return this.#printEntries(value, indent, nameOf(value));
    if (value instanceof Set) return this.#printSet(value, indent);
    const keys = Object.keys(value);
    const record = value as Readonly<Record<string, unknown>>;
    const entries = (function* () {
      for (const key of keys) yield [key, read(record, key)] as const;
    })();
    this.#printEntries(entries, indent, nameOf(value));
  }

  #printList(list: readonly unknown[], indent: string, name = ''): void {
    // Scalars share a line: a column of a thousand numbers is hard to read.
    const isFlat = list.slice(0, 100).every((item) => typeof item !== 'object' || item === null);
    const inner = isFlat ? indent : indent + INDENT;
    this.#write(`${name}[`);
    for (let index = 0; index < list.length && this.isWhole; index += 1) {
      this.#write(isFlat ? (index === 0 ? '' : ', ') : `${index === 0 ? '' : ','}\n${inner}`);
      this.print(list[index], inner);
    }
    this.#write(isFlat || list.length === 0 ? ']' : `\n${indent}]`);
  }

  #printSet(set: ReadonlySet<unknown>, indent: string): void {
    const list: unknown[] = [];
    // An item takes a character at least.
    for (const item of set) if (list.push(item) > this.#limit) break;
    this.#printList(list, indent, nameOf(set));
  }

  #printEntries(
    entries: Iterable<readonly [unknown, unknown]>,
    indent: string,
    name: string,
  ): void {
    const inner = indent + INDENT;
    let count = 0;
    this.#write(`${name}{`);
    for (const [key, value] of entries) {
      if (!this.isWhole) return;
      this.#write(`${count === 0 ? '' : ','}\n${inner}`);
      if (typeof key === 'string') this.#write(keyText(key));
      else this.print(key, inner);
      this.#write(': ');
      this.print(value, inner);
      count += 1;
    }
    this.#write(count === 0 ? '}' : `\n${indent}}`);
  }

  #printBytes(view: ArrayBufferView): void {
    const shown = new Uint8Array(view.buffer, view.byteOffset, Math.min(view.byteLength, 64));
    const hex = Array.from(shown, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    this.#write(`${nameOf(view)}${this.#words.bytes(view.byteLength)}: ${hex}`);
    if (view.byteLength > shown.length) this.#write(' …');
  }

  #write(text: string): void {
    const room = this.#limit - this.text.length;
    if (text.length > room) this.isWhole = false;
    this.text += text.slice(0, room);
  }
}

const UNREADABLE = Symbol('unreadable');

function read(record: Readonly<Record<string, unknown>>, key: string): unknown {
  try {
    return record[key];
  } catch {
    return UNREADABLE;
  }
}

function scalarText(value: unknown, limit: number, words: Words): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, limit));
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value === 'function') return words.aFunction(value.name);
  if (value === noValue) return words.branchNotTakenWithin;
  if (value === UNREADABLE) return words.unreadable;
  if (value === undefined) return words.nothingWithin;
  return Object.is(value, -0) ? '-0' : previewOf(value).text;
}

function keyText(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : JSON.stringify(key);
}

/** The class of an instance, with a space; empty for plain objects. */
function nameOf(value: object): string {
  const { constructor } = value as { readonly constructor?: unknown };
  const name = typeof constructor === 'function' ? constructor.name : '';
  return name === 'Object' || name === '' ? '' : `${name} `;
}
