/** How documents are read: own properties only, null prototypes, findings instead of exceptions. */
import { toErrorInfo } from '../errors.js';
import type { Issue } from '../errors.js';

type Path = readonly (string | number)[];

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

/** A record in which `__proto__` is a key like any other. */
export function createRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** The record's own value under `key`, or undefined. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** What came, in a word or two, for messages. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
  if (typeof value === 'bigint') return `the bigint ${value}`;
  if (typeof value === 'object') return describeObject(value);
  if (typeof value === 'function') return 'a function';
  return String(value);
}

function describeObject(value: object): string {
  try {
    const name = (value as { constructor?: { name?: unknown } }).constructor?.name;
    if (typeof name === 'string' && name !== '' && name !== 'Object') return `a ${name}`;
    const keys = Object.keys(value);
    return keys.length === 0 ? 'an empty object' : `an object with ${keys.slice(0, 5).join(', ')}`;
  } catch {
    return 'an unreadable object';
  }
}

/**
 * Runs `read` over a document given as text or as a value; text that is no JSON, and an object
 * that throws when it is read, become an issue and `empty`.
 */
export function readDocument<T>(
  input: unknown,
  kind: 'config' | 'graph',
  list: IssueList,
  read: (value: Readonly<Record<string, unknown>>) => T,
  empty: T,
): T {
  let value = input;
  if (typeof input === 'string') {
    try {
      value = JSON.parse(input);
    } catch (error) {
      list.error(
        'invalid-json',
        [],
        `the ${kind} is not valid JSON: ${toErrorInfo(error).message}; nothing was read`,
      );
      return empty;
    }
  }
  if (!isRecord(value)) {
    list.error(
      `${kind}-not-object`,
      [],
      `expected the ${kind} to be an object, got ${describe(value)}; nothing was read`,
    );
    return empty;
  }
  try {
    return read(value);
  } catch (error) {
    list.error('unreadable', [], `the ${kind} can't be read: ${toErrorInfo(error).message}`);
    return empty;
  }
}
