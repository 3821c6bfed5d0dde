/** How documents are read: own properties only, null prototypes, findings instead of exceptions. */
import { toErrorInfo } from '../errors.js';
import type { Issue } from '../errors.js';
import type { JsonValue } from './json-schema.js';

/** Own keys and array indices from the document down. */
export type Path = readonly (string | number)[];

/** Where a finding belongs besides its path. */
export interface IssueTarget {
  readonly nodeId?: string;
  readonly portName?: string;
}

/** Collects the findings of one document. */
export class IssueList {
  readonly issues: Issue[] = [];

  error(code: string, path: Path, message: string, target: IssueTarget = {}): void {
    this.issues.push({ code, severity: 'error', message, path, ...target });
  }

  warn(code: string, path: Path, message: string, target: IssueTarget = {}): void {
    this.issues.push({ code, severity: 'warning', message, path, ...target });
  }
}

/** An object that is no array: a record of a JSON document. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As {@link isRecord}, but no instance of a class, which JSON would write otherwise. */
export function isPlainRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && classNameOf(value) === undefined;
}

/** A record in which `__proto__` is a key like any other. */
export function createRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** Makes objects whose prototype is empty and has none itself. */
const SmallRecord = function SmallRecord() {} as unknown as new () => object;
SmallRecord.prototype = createRecord();

/**
 * As {@link createRecord}, for records of few keys made in masses: V8 keeps objects with a null
 * prototype as hash tables, three times as slow to make and as large as these.
 */
export function createSmallRecord<T>(): Record<string, T> {
  return new SmallRecord() as Record<string, T>;
}

/** The record's own value under `key`, or undefined. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The fields that have a value: for optional ones, which must not be there as `undefined`. */
export function defined<T extends object>(
  fields: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) kept[key] = value;
  return kept as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Deeper values would overflow a stack somewhere on their way. */
const MAX_JSON_DEPTH = 200;

/** True for what JSON can say: no functions, bigints, dates, NaN, cycles. */
export function isJsonValue(value: unknown, depth = 0): value is JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > MAX_JSON_DEPTH) return false;
  // A hole in a list counts as undefined, which only a property may be.
  if (Array.isArray(value)) return Array.from(value).every((item) => isJsonValue(item, depth + 1));
  if (classNameOf(value) !== undefined) return false;
  return Object.values(value).every((item) => item === undefined || isJsonValue(item, depth + 1));
}

/** A list of texts, without holes. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && Array.from(value).every((item) => typeof item === 'string');
}

/** The name of the class of an instance; undefined for plain objects, also of another realm. */
function classNameOf(value: object): string | undefined {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null;
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const name = prototype.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'instance';
}

const MAX_TEXT = 60;

/** What came, in a word or two, for messages. Never throws, never long. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'bigint') return `the bigint ${shorten(value.toString())}`;
  if (typeof value === 'object') return describeObject(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : value.toString();
  return shorten((value as boolean | symbol).toString());
}

function describeObject(value: object): string {
  try {
    if (Array.isArray(value)) return `an array of ${value.length}`;
    const name = classNameOf(value);
    if (name !== undefined) return `${/^[AEIO]/i.test(name) ? 'an' : 'a'} ${shorten(name)}`;
    const keys = Object.keys(value).slice(0, 5).map(nameOf);
    return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}`;
  } catch {
    return 'an unreadable object';
  }
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 3)}…` : text;
}

/** An id or name in a message: as it is where it reads as a word, else quoted. */
export function nameOf(id: string): string {
  return id.length <= MAX_TEXT && /^[\p{L}\p{N}_$.:/@-]+$/u.test(id) ? id : describe(id);
}

/** `node.port` in a message. */
export function placeOf(nodeId: string, portName: string): string {
  return `${nameOf(nodeId)}.${nameOf(portName)}`;
}

const MAX_NAMES = 12;

/** Names in a message, the first few of many; `none` without any. */
export function listNames(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const shown = names.slice(0, MAX_NAMES).map(describe).join(', ');
  return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}

/** Editors on Windows put it in front of a saved file. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Runs `read` over a document given as text or as a value; text that is no JSON, and an object
 * that throws when it is read, become an issue and `empty`.
 */
export function readDocument<T>(
  input: unknown,
  kind: 'config' | 'graph' | 'record' | 'event',
  list: IssueList,
  read: (value: Readonly<Record<string, unknown>>) => T,
  empty: T,
): T {
  let value = input;
  if (typeof input === 'string') {
    try {
      value = JSON.parse(input.replace(BYTE_ORDER_MARK, ''));
    } catch (error) {
      const { message } = toErrorInfo(error);
      list.error('invalid-json', [], `the ${kind} is not valid JSON: ${message}; nothing was read`);
      return empty;
    }
  }
  try {
    if (isRecord(value)) return read(value);
    const message = `expected the ${kind} to be an object, got ${describe(value)}; nothing was read`;
    list.error(`${kind}-not-object`, [], message);
    return empty;
  } catch (error) {
    list.error('unreadable', [], `the ${kind} can't be read: ${toErrorInfo(error).message}`);
    return empty;
  }
}
