/** What a port check throws. */
import { describe } from './document.js';

/** Steps into a value. */
export type ValuePath = readonly (string | number)[];

/** A value that does not fit, or that can't be checked; `path` leads to the part that does not. */
export class Mismatch extends Error {
  readonly expected: string;
  readonly got: string;
  readonly path: ValuePath;
  /** The code of the node's error. */
  readonly code: string;

  /** @param message `expected a number at [3].x, got "a"`, unless a validator says it otherwise */
  constructor(
    expected: string,
    got: string,
    path: ValuePath = [],
    { message = `expected ${expected}`, code = 'input-mismatch' } = {},
  ) {
    const at = path.length === 0 ? '' : ` at ${path.map(step).join('')}`;
    super(got === '' ? message : `${message}${at}, got ${got}`);
    this.name = 'Mismatch';
    this.expected = expected;
    this.got = got;
    this.path = path;
    this.code = code;
  }
}

/** Why a port's values can't be checked, whatever they are. */
export function unchecked(code: string, message: string): Mismatch {
  return new Mismatch('', '', [], { code, message });
}

/** The misfit of the part of `value` at `path`, in a validator's own words. */
export function misfitAt(value: unknown, path: ValuePath, message: string): Mismatch {
  let part = value;
  for (const key of path) part = (part as Record<string | number, unknown> | null)?.[key];
  return new Mismatch(message, describe(part), path, { message });
}

function step(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${describe(key)}]`;
}
