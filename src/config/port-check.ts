/**
 * Rule R3: a port's schema as a hand-compiled check. A check returns the value, coerced where the
 * rules say so, or throws a {@link Mismatch}. No `eval`, no recursion beyond the schema's depth,
 * and the caller's value is never changed: a coerced part lands in a copy.
 */
import { describe } from './document.js';
import type { JsonTypeName, JsonValue, Schema } from './json-schema.js';
import { describeSchema } from './describe-schema.js';
import { checkFormat } from './port-formats.js';

/** Returns the checked value or throws a {@link Mismatch}. */
export type PortCheck = (value: unknown) => unknown;

/** Whose values the check makes: what a date is, say, differs. */
export type Language = 'typescript' | 'python';

/** How thorough a check is. */
export interface CheckOptions {
  /** Look inside lists and objects, too. @default true */
  readonly deep?: boolean;
  /** The language of the function behind the port. @default "typescript" */
  readonly language?: Language;
}

/** A value that does not fit; `path` leads to the part that does not. */
export class Mismatch extends Error {
  readonly expected: string;
  readonly got: string;
  readonly path: (string | number)[] = [];

  constructor(expected: string, got: string) {
    super(`expected ${expected}, got ${got}`);
    this.name = 'Mismatch';
    this.expected = expected;
    this.got = got;
  }

  /** `expected a number at [3].x, got "a"`. */
  describe(): string {
    const at = this.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
    return `expected ${this.expected}${at === '' ? '' : ` at ${at}`}, got ${this.got}`;
  }
}

/** The check of a port, or undefined when the port takes everything. */
export function compilePortCheck(
  schema: Schema,
  options: CheckOptions = {},
): PortCheck | undefined {
  const { deep = true, language = 'typescript' } = options;
  return compile(schema, { deep, language, coerce: true });
}

interface Mode {
  readonly deep: boolean;
  readonly language: Language;
  readonly coerce: boolean;
}

function compile(schema: Schema, mode: Mode): PortCheck | undefined {
  if (schema.anyOf !== undefined) return compileAnyOf(schema, schema.anyOf, mode);
  if (schema.enum !== undefined) return compileEnum(schema, schema.enum, mode);
  if (schema.const !== undefined) return compileEnum(schema, [schema.const], mode);
  const { type } = schema;
  if (Array.isArray(type)) {
    const members = (type as readonly JsonTypeName[]).map((name) => ({ ...schema, type: name }));
    return compileAnyOf(schema, members, mode);
  }
  return type === undefined ? undefined : BY_TYPE[type as JsonTypeName](schema, mode);
}

/** Each type declares its own answer. */
const BY_TYPE: Readonly<Record<JsonTypeName, (schema: Schema, mode: Mode) => PortCheck>> = {
  null: (schema) => (value) => (value === null ? value : fail(schema, value)),
  boolean: (schema) => (value) => (typeof value === 'boolean' ? value : fail(schema, value)),
  number: compileNumber,
  integer: compileNumber,
  string: compileString,
  array: compileArray,
  object: compileObject,
};

function fail(schema: Schema, value: unknown): never {
  throw new Mismatch(describeSchema(schema), describe(value));
}

function compileNumber(schema: Schema, mode: Mode): PortCheck {
  const format = checkFormat(schema, mode.language);
  if (format !== undefined) return (value) => format(value, mode.coerce) ?? fail(schema, value);
  const integer = schema.type === 'integer';
  const inRange = compileRange(schema);
  return (value) => {
    let number = value;
    if (typeof number !== 'number') {
      if (typeof number !== 'string' || !mode.coerce) return fail(schema, value);
      number = number.trim() === '' ? Number.NaN : Number(number);
      if (!Number.isFinite(number)) return fail(schema, value);
    }
    if (integer && !Number.isInteger(number)) return fail(schema, value);
    return inRange === undefined || inRange(number as number) ? number : fail(schema, value);
  };
}

function compileRange(schema: Schema): ((value: number) => boolean) | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const bounds = [minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf];
  if (bounds.every((bound) => bound === undefined)) return undefined;
  const low = minimum ?? -Infinity;
  const high = maximum ?? Infinity;
  const above = exclusiveMinimum ?? -Infinity;
  const below = exclusiveMaximum ?? Infinity;
  const open = exclusiveMinimum !== undefined || exclusiveMaximum !== undefined;
  return (value) =>
    value >= low &&
    value <= high &&
    (!open || (value > above && value < below)) &&
    (multipleOf === undefined || Number.isInteger(value / multipleOf));
}

function compileString(schema: Schema, mode: Mode): PortCheck {
  const format = checkFormat(schema, mode.language);
  if (format !== undefined) return (value) => format(value, mode.coerce) ?? fail(schema, value);
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  if (minLength === 0 && maxLength === Infinity && pattern === undefined) {
    return (value) => (typeof value === 'string' ? value : fail(schema, value));
  }
  const expression = pattern === undefined ? undefined : compilePattern(pattern);
  return (value) =>
    typeof value === 'string' &&
    value.length >= minLength &&
    value.length <= maxLength &&
    (expression === undefined || expression.test(value))
      ? value
      : fail(schema, value);
}

/** A pattern that is no regular expression accepts everything; parsing the config reports it. */
function compilePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}

/** Members by value; an enum member's name is taken for its value. */
function compileEnum(schema: Schema, members: readonly JsonValue[], mode: Mode): PortCheck {
  const values = new Set<unknown>(members);
  const names = new Map<unknown, JsonValue>();
  schema['x-millrace']?.names?.forEach((name, index) => {
    const value = members[index];
    if (value !== undefined) names.set(name, value);
  });
  const structured = members.filter((member) => typeof member === 'object' && member !== null);
  return (value) => {
    if (values.has(value)) return value;
    if (mode.coerce && names.has(value)) return names.get(value);
    if (structured.some((member) => JSON.stringify(member) === JSON.stringify(value))) return value;
    return fail(schema, value);
  };
}

/** The first member that takes the value as it is, else the first that takes it coerced. */
function compileAnyOf(
  schema: Schema,
  members: readonly Schema[],
  mode: Mode,
): PortCheck | undefined {
  const strict: PortCheck[] = [];
  const coercing: PortCheck[] = [];
  for (const member of members) {
    const check = compile(member, { ...mode, coerce: false });
    if (check === undefined) return undefined;
    strict.push(check);
    if (mode.coerce) coercing.push(compile(member, mode)!);
  }
  const checks = [...strict, ...coercing];
  return (value) => {
    for (const check of checks) {
      try {
        return check(value);
      } catch (error) {
        if (!(error instanceof Mismatch)) throw error;
      }
    }
    return fail(schema, value);
  };
}

function compileArray(schema: Schema, mode: Mode): PortCheck {
  const { minItems = 0, maxItems = Infinity } = schema;
  const shallow: PortCheck = (value) =>
    Array.isArray(value) && value.length >= minItems && value.length <= maxItems
      ? value
      : fail(schema, value);
  if (!mode.deep) return shallow;
  const prefix = (schema.prefixItems ?? []).map((item) => compile(item, mode));
  const items = schema.items === undefined ? undefined : compile(schema.items, mode);
  const unique = schema.uniqueItems === true;
  if (items === undefined && prefix.length === 0 && !unique) return shallow;
  return (value) => {
    const list = shallow(value) as readonly unknown[];
    let copy: unknown[] | undefined;
    let index = 0;
    try {
      for (; index < list.length; index += 1) {
        const check = index < prefix.length ? prefix[index] : items;
        if (check === undefined) continue;
        const item = list[index];
        const checked = check(item);
        if (checked !== item && !Object.is(checked, item)) (copy ??= [...list])[index] = checked;
      }
    } catch (error) {
      throw located(error, index);
    }
    if (unique && new Set(list.map((item) => JSON.stringify(item))).size < list.length) {
      return fail(schema, value);
    }
    return copy ?? list;
  };
}

function compileObject(schema: Schema, mode: Mode): PortCheck {
  const shallow: PortCheck = (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? value
      : fail(schema, value);
  if (!mode.deep) return shallow;
  const checks = new Map<string, PortCheck | undefined>();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    checks.set(name, compile(property, mode));
  }
  const required = schema.required ?? [];
  const extra = schema.additionalProperties;
  const extraCheck = typeof extra === 'object' ? compile(extra, mode) : undefined;
  if (checks.size === 0 && required.length === 0 && extra !== false && extraCheck === undefined) {
    return shallow;
  }
  return (value) => {
    const record = shallow(value) as Record<string, unknown>;
    let copy: Record<string, unknown> | undefined;
    let key = '';
    try {
      for (key of Object.keys(record)) {
        const known = checks.has(key);
        if (!known && extra === false)
          throw new Mismatch('no such property', describe(record[key]));
        const check = known ? checks.get(key) : extraCheck;
        const item = record[key];
        if (check === undefined || item === undefined) continue;
        const checked = check(item);
        if (!Object.is(checked, item)) put((copy ??= { ...record }), key, checked);
      }
      for (key of required) {
        if (!Object.hasOwn(record, key) || record[key] === undefined) {
          throw new Mismatch('a value', 'nothing');
        }
      }
    } catch (error) {
      throw located(error, key);
    }
    return copy ?? record;
  };
}

/** Sets an own property, whatever its name. */
function put(record: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(record, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function located(error: unknown, key: string | number): unknown {
  if (error instanceof Mismatch) error.path.unshift(key);
  return error;
}
