/**
 * Rule R3: a port's schema as a hand-compiled check. A check returns the value, coerced where the
 * rules say so, or throws a {@link Mismatch}. No `eval`, no recursion beyond the schema's depth,
 * and the caller's value is never changed: a coerced part lands in a copy.
 */
import { describe } from './document.js';
import type { JsonTypeName, JsonValue, Schema } from './json-schema.js';
import { describeSchema } from './describe-schema.js';
import { isEqual, isUnique } from './json-equal.js';
import { located, MISFIT, misfit } from './misfit.js';
import type { Check, Mode, Trace } from './misfit.js';
import type { Language } from './port-formats.js';
import { compileNumber, compileString } from './scalar-checks.js';

export type { Language } from './port-formats.js';

/** Returns the checked value or throws a {@link Mismatch}. */
export type PortCheck = (value: unknown) => unknown;

/** How thorough a check is. */
export interface CheckOptions {
  /** Look inside lists and objects, too. @default true */
  readonly deep?: boolean;
  /** The language of the function behind the port. @default "typescript" */
  readonly language?: Language;
  /** Convert what rule R3 lets convert; else only what fits as it is passes. @default true */
  readonly coerce?: boolean;
}

/** A value that does not fit; `path` leads to the part that does not. */
export class Mismatch extends Error {
  readonly expected: string;
  readonly got: string;
  readonly path: readonly (string | number)[];

  constructor(expected: string, got: string, path: readonly (string | number)[] = []) {
    super(`expected ${expected}, got ${got}`);
    this.name = 'Mismatch';
    this.expected = expected;
    this.got = got;
    this.path = path;
  }

  /** `expected a number at [3].x, got "a"`. */
  describe(): string {
    const at = this.path.map(step).join('');
    return `expected ${this.expected}${at === '' ? '' : ` at ${at}`}, got ${this.got}`;
  }
}

function step(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${describe(key)}]`;
}

/** The check of a port, or undefined when the port takes everything. */
export function compilePortCheck(
  schema: Schema,
  options: CheckOptions = {},
): PortCheck | undefined {
  const { deep = true, language = 'typescript', coerce = true } = options;
  const check = compile(schema, { deep, language, coerce });
  if (check === undefined) return undefined;
  return (value) => {
    try {
      const checked = check(value, undefined);
      if (checked !== MISFIT) return checked;
    } catch {
      // A getter or a Proxy threw: said below like any other value that does not fit.
    }
    throw explain(schema, check, value);
  };
}

/** Runs the check again to find out what does not fit: the good case pays nothing for it. */
function explain(schema: Schema, check: Check, value: unknown): Mismatch {
  const trace: Trace = { schema, expected: undefined, value, path: [] };
  try {
    check(value, trace);
  } catch {
    return new Mismatch(describeSchema(schema), 'an unreadable object');
  }
  const expected = trace.expected ?? describeSchema(trace.schema ?? schema);
  return new Mismatch(expected, describe(trace.value), trace.path);
}

function compile(schema: Schema, mode: Mode): Check | undefined {
  const { anyOf, enum: members, const: only, ...rest } = schema;
  if (members !== undefined || only !== undefined) return compileMembers(schema, mode);
  if (anyOf === undefined) return compileType(schema, mode);
  const union = compileAnyOf(schema, anyOf, mode);
  const whole = compileType(rest, mode);
  if (union === undefined || whole === undefined) return union ?? whole;
  return (value, trace) => {
    const checked = whole(value, trace);
    return checked === MISFIT ? MISFIT : union(checked, trace);
  };
}

/** The check of a schema that lists neither members nor alternatives. */
function compileType(schema: Schema, mode: Mode): Check | undefined {
  const { type } = schema;
  if (type === undefined) return compileUntyped(schema, mode);
  if (!Array.isArray(type)) return BY_TYPE[type as JsonTypeName](schema, mode);
  const members = (type as readonly JsonTypeName[]).map((name) => ({ ...schema, type: name }));
  return members.length === 1
    ? compileType(members[0]!, mode)
    : compileAnyOf(schema, members, mode);
}

/** Each type declares its own answer. */
const BY_TYPE: Readonly<Record<JsonTypeName, (schema: Schema, mode: Mode) => Check>> = {
  null: (schema) => (value, trace) => (value === null ? value : misfit(schema, value, trace)),
  boolean: (schema) => (value, trace) =>
    typeof value === 'boolean' ? value : misfit(schema, value, trace),
  number: compileNumber,
  integer: compileNumber,
  string: compileString,
  array: compileArray,
  object: compileObject,
};

/** Keywords that limit values of one type and say nothing about the others. */
const KEYWORDS_OF: Readonly<Partial<Record<JsonTypeName, readonly (keyof Schema)[]>>> = {
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength', 'pattern'],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties'],
};

/** True when a schema without a type limits values all the same. */
export function isLimited(schema: Schema): boolean {
  return Object.values(KEYWORDS_OF).some((keys) => keys.some((key) => schema[key] !== undefined));
}

/** Without a type, keywords hold for values of their own type; nothing is coerced. */
function compileUntyped(schema: Schema, mode: Mode): Check | undefined {
  const checks = new Map<string, Check>();
  for (const [type, keys] of Object.entries(KEYWORDS_OF) as [JsonTypeName, (keyof Schema)[]][]) {
    if (keys.every((key) => schema[key] === undefined)) continue;
    checks.set(type, BY_TYPE[type]({ ...schema, type }, { ...mode, coerce: false }));
  }
  if (checks.size === 0) return undefined;
  return (value, trace) => checks.get(typeOf(value))?.(value, trace) ?? value;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Members by value; an enum member's name is taken for its value. */
function compileMembers(schema: Schema, mode: Mode): Check {
  const { enum: listed, const: only, 'x-millrace': extension, ...rest } = schema;
  const others = compile(rest, { ...mode, deep: true, coerce: false });
  const fits = (member: JsonValue): boolean =>
    (only === undefined || isEqual(member, only)) &&
    (others === undefined || others(member, undefined) !== MISFIT);
  const all = listed ?? [only!];
  const members = all.filter(fits);
  const values = new Set<unknown>(members);
  const structured = members.filter((member) => typeof member === 'object' && member !== null);
  const names = new Map<unknown, JsonValue>();
  extension?.names?.forEach((name, index) => {
    const member = all[index];
    if (member !== undefined && fits(member)) names.set(name, member);
  });
  return (value, trace) => {
    if (values.has(value)) return value;
    if (mode.coerce && names.has(value)) return names.get(value);
    if (typeof value === 'object' && structured.some((member) => isEqual(member, value))) {
      return value;
    }
    return misfit(schema, value, trace);
  };
}

/** The first member that takes the value as it is, else the first that takes it coerced. */
function compileAnyOf(schema: Schema, members: readonly Schema[], mode: Mode): Check | undefined {
  const strict: Check[] = [];
  const coercing: Check[] = [];
  for (const member of members) {
    const check = compile(member, { ...mode, coerce: false });
    if (check === undefined) return undefined;
    strict.push(check);
    if (mode.coerce) coercing.push(compile(member, mode)!);
  }
  const checks = [...strict, ...coercing];
  return (value, trace) => {
    for (const check of checks) {
      const checked = check(value, undefined);
      if (checked !== MISFIT) return checked;
    }
    if (trace === undefined) return MISFIT;
    // A part of the one member that is of the value's type says more than the whole union.
    const alike = strict.filter((_, index) => members[index]!.type === typeOf(value));
    if (alike.length === 1) return alike[0]!(value, trace);
    return misfit(schema, value, trace);
  };
}

function compileArray(schema: Schema, mode: Mode): Check {
  const { minItems = 0, maxItems = Infinity } = schema;
  const shallow: Check = (value, trace) =>
    Array.isArray(value) && value.length >= minItems && value.length <= maxItems
      ? value
      : misfit(schema, value, trace);
  if (!mode.deep) return shallow;
  const prefix = (schema.prefixItems ?? []).map((item) => compile(item, mode));
  const items = schema.items === undefined ? undefined : compile(schema.items, mode);
  const unique = schema.uniqueItems === true;
  if (items === undefined && prefix.every((check) => check === undefined) && !unique) {
    return shallow;
  }
  return (value, trace) => {
    if (shallow(value, trace) === MISFIT) return MISFIT;
    const list = value as readonly unknown[];
    let copy: unknown[] | undefined;
    for (let index = 0; index < list.length; index += 1) {
      const check = index < prefix.length ? prefix[index] : items;
      if (check === undefined) continue;
      const item = list[index];
      const checked = check(item, trace);
      if (checked === MISFIT) return located(index, trace);
      if (checked !== item && !Object.is(checked, item))
        (copy ??= Array.from(list))[index] = checked;
    }
    if (unique && !isUnique(copy ?? list)) return misfit(schema, value, trace);
    return copy ?? list;
  };
}

function compileObject(schema: Schema, mode: Mode): Check {
  const shallow: Check = (value, trace) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? value
      : misfit(schema, value, trace);
  if (!mode.deep) return shallow;
  const known = new Map<string, Check | undefined>();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    known.set(name, compile(property, mode));
  }
  const required = schema.required ?? [];
  const extra = compileExtra(schema, mode);
  const checked = [...known].filter((entry): entry is [string, Check] => entry[1] !== undefined);
  if (checked.length === 0 && required.length === 0 && extra === undefined) return shallow;
  return (value, trace) => {
    if (shallow(value, trace) === MISFIT) return MISFIT;
    const record = value as Record<string, unknown>;
    for (const key of required) {
      if (Object.hasOwn(record, key) && record[key] !== undefined) continue;
      misfit(schema.properties?.[key] ?? {}, undefined, trace);
      return located(key, trace);
    }
    const copy = new Copy(record);
    for (const [key, check] of checked) {
      if (Object.hasOwn(record, key) && !copy.put(key, check, trace)) return located(key, trace);
    }
    if (extra !== undefined) {
      for (const key of Object.keys(record)) {
        if (!known.has(key) && !copy.put(key, extra, trace)) return located(key, trace);
      }
    }
    return copy.result;
  };
}

/** The check of properties that are not listed. */
function compileExtra(schema: Schema, mode: Mode): Check | undefined {
  const extra = schema.additionalProperties;
  if (extra === undefined || extra === true) return undefined;
  if (extra !== false) return compile(extra, mode);
  return (value, trace) => {
    misfit(schema, value, trace);
    if (trace !== undefined) trace.expected = 'no such property';
    return MISFIT;
  };
}

/** The record that came, or, once a property has been coerced, a copy of it. */
class Copy {
  readonly #record: Readonly<Record<string, unknown>>;
  #copy: Record<string, unknown> | undefined;

  constructor(record: Readonly<Record<string, unknown>>) {
    this.#record = record;
  }

  get result(): unknown {
    return this.#copy ?? this.#record;
  }

  /** Checks one property; an undefined one counts as absent. False when it does not fit. */
  put(key: string, check: Check, trace: Trace | undefined): boolean {
    const value = this.#record[key];
    if (value === undefined) return true;
    const checked = check(value, trace);
    if (checked === MISFIT) return false;
    if (Object.is(checked, value)) return true;
    this.#copy ??= { ...this.#record };
    const own = { value: checked, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(this.#copy, key, own);
    return true;
  }
}
