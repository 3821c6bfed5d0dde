/** The inside of a port check: how a misfit is passed up without an exception. */
import type { Schema } from './json-schema.js';
import type { Language } from './port-formats.js';

/** What an inner check returns for a value that does not fit: unions try member after member. */
export const MISFIT: unique symbol = Symbol('misfit');

/** The innermost part that did not fit; filled in only when a mismatch is to be explained. */
export interface Trace {
  schema: Schema | undefined;
  expected: string | undefined;
  value: unknown;
  path: (string | number)[];
}

/** Returns the checked value or {@link MISFIT}. */
export type Check = (value: unknown, trace: Trace | undefined) => unknown;

/** Where the checks of a schema's definitions are found. */
export interface Recursion {
  checkOf(schema: Schema, mode: Mode): Check;
}

/** What all parts of one check have in common. */
export interface Mode {
  readonly recursion: Recursion;
  readonly deep: boolean;
  readonly language: Language;
  readonly coerce: boolean;
}

/** Makes the check of a part; undefined when it takes everything. */
export type Compile = (schema: Schema, mode: Mode) => Check | undefined;

/** Notes what did not fit. */
export function misfit(
  schema: Schema,
  value: unknown,
  trace: Trace | undefined,
  expected?: string,
): typeof MISFIT {
  if (trace !== undefined) Object.assign(trace, { schema, value, expected, path: [] });
  return MISFIT;
}

/** Notes where. */
export function located(key: string | number, trace: Trace | undefined): typeof MISFIT {
  trace?.path.unshift(key);
  return MISFIT;
}
