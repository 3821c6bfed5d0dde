/**
 * Rule R3: a port's schema as a hand-compiled check. A check returns the value, coerced where the
 * rules say so, or throws a {@link Mismatch}. No `eval`, no recursion beyond the schema's depth,
 * and the caller's value is never changed: a coerced part lands in a copy.
 */
import { describe } from './document.js';
import type { JsonTypeName, JsonValue, Schema } from './json-schema.js';
import { describeSchema } from './describe-schema.js';
import { isEqual } from './json-equal.js';
import { compileArray } from './list-checks.js';
import { MISFIT, misfit } from './misfit.js';
import type { Check, Mode, Trace } from './misfit.js';
import { Mismatch } from './mismatch.js';
import { compileObject } from './object-checks.js';
import type { Language } from './port-formats.js';
import { isOpaque } from './port-kinds.js';
import { Definitions } from './recursive-checks.js';
import { compileNumber, compileString } from './scalar-checks.js';
import { definitionOf, linkSchema } from './schema-links.js';

export { Mismatch } from './mismatch.js';
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

/** The check of a port, or undefined when the port takes everything. */
export function compilePortCheck(
  schema: Schema,
  options: CheckOptions = {},
): PortCheck | undefined {
  const { deep = true, language = 'typescript', coerce = true } = options;
  const linked = linkSchema(schema);
  const definitions = new Definitions(compileBody);
  const check = compile(linked, { deep, language, coerce, recursion: definitions });
  if (check === undefined) return undefined;
  const run: PortCheck = (value) => {
    try {
      const checked = check(value, undefined);
      if (checked !== MISFIT) return checked;
    } catch {
      // A getter or a Proxy threw: said below like any other value that does not fit.
    }
    throw explain(linked, check, value);
  };
  return definitions.areUsed ? (value) => definitions.run(() => run(value)) : run;
}

/** Runs the check again to find out what does not fit: the good case pays nothing for it. */
function explain(schema: Schema, check: Check, value: unknown): Mismatch {
  const trace: Trace = { schema, expected: undefined, value, path: [] };
  try {
    check(value, trace);
  } catch (error) {
    const got = error instanceof RangeError ? 'a value nested too deep' : 'an unreadable object';
    return new Mismatch(describeSchema(schema), got);
  }
  const expected = trace.expected ?? describeSchema(trace.schema ?? schema);
  return new Mismatch(expected, describe(trace.value), trace.path);
}

function compile(schema: Schema, mode: Mode): Check | undefined {
  const isDefinition = definitionOf(schema) !== undefined;
  return isDefinition ? mode.recursion.checkOf(schema, mode) : compileBody(schema, mode);
}

function compileBody(schema: Schema, mode: Mode): Check | undefined {
  const { anyOf, allOf = [], oneOf, not, ...rest } = schema;
  if (schema.enum !== undefined || schema.const !== undefined) return compileMembers(schema, mode);
  const parts = [
    compileType(rest, mode),
    ...allOf.map((part) => compile(part, mode)),
    anyOf && compileAnyOf(anyOf, mode),
    oneOf && compileOneOf(oneOf, mode),
    not && compileNot(not, mode),
  ].filter((part) => part !== undefined);
  if (parts.length < 2 && schema.patternProperties === undefined) return parts[0];
  // What one part has coerced another may no longer take.
  const strict = mode.coerce ? compileBody(schema, { ...mode, coerce: false }) : undefined;
  return (value, trace) => {
    let checked = value;
    for (const part of parts) {
      checked = part(checked, trace);
      if (checked === MISFIT) return MISFIT;
    }
    return strict === undefined || Object.is(checked, value) ? checked : strict(checked, trace);
  };
}

/** The check of a schema that lists neither members nor alternatives. */
function compileType(schema: Schema, mode: Mode): Check | undefined {
  const { type } = schema;
  if (type === undefined) return compileUntyped(schema, mode);
  if (!Array.isArray(type)) return BY_TYPE[type as JsonTypeName](schema, mode);
  const members = (type as readonly JsonTypeName[]).map((name) => ({ ...schema, type: name }));
  return members.length === 1 ? compileType(members[0]!, mode) : compileAnyOf(members, mode);
}

/** Each type declares its own answer. */
const BY_TYPE: Readonly<Record<JsonTypeName, (schema: Schema, mode: Mode) => Check>> = {
  // Where TypeScript has two words for it.
  null: (schema, mode) => (value, trace) =>
    value === null || (value === undefined && mode.coerce) ? null : misfit(schema, value, trace),
  boolean: (schema) => (value, trace) =>
    typeof value === 'boolean' ? value : misfit(schema, value, trace),
  number: compileNumber,
  integer: compileNumber,
  string: compileString,
  array: (schema, mode) => compileArray(schema, mode, compile),
  object: (schema, mode) => compileObject(schema, mode, compile),
};

/** Keywords that limit values of one type and say nothing about the others. */
const TYPE_OF: ReadonlyMap<string, JsonTypeName> = new Map(
  Object.entries({
    number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
    string: ['minLength', 'maxLength', 'pattern', 'format'],
    array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'],
    object: [
      'properties',
      'required',
      'additionalProperties',
      'patternProperties',
      'propertyNames',
      'minProperties',
      'maxProperties',
    ],
  }).flatMap(([type, keys]) => keys.map((key) => [key, type as JsonTypeName] as const)),
);

/** The types whose values the schema limits. */
function limitedTypes(schema: Schema): readonly JsonTypeName[] {
  return Object.entries(schema).flatMap(([key, limit]) =>
    limit === undefined ? [] : (TYPE_OF.get(key) ?? []),
  );
}

/** True when a schema without a type limits values all the same. */
export function isLimited(schema: Schema): boolean {
  return limitedTypes(schema).length > 0;
}

/** Without a type, keywords hold for values of their own type; nothing is coerced. */
function compileUntyped(schema: Schema, mode: Mode): Check | undefined {
  const types = limitedTypes(schema);
  if (types.length === 0) return compileOpaque(schema, mode);
  const checks = new Map<string, Check>();
  for (const type of types) {
    if (checks.has(type)) continue;
    checks.set(type, BY_TYPE[type]({ ...schema, type }, { ...mode, coerce: false }));
  }
  return (value, trace) => checks.get(typeOf(value))?.(value, trace) ?? value;
}

/** Python has its own: they come as handles, which stand for anything. */
function compileOpaque(schema: Schema, { language }: Mode): Check | undefined {
  if (!isOpaque(schema) || language === 'python') return undefined;
  const isFunction = schema['x-millrace']?.format === 'function';
  return (value, trace) => {
    const is = typeof value;
    const fits = is === 'function' || (is === 'object' && value !== null && !isFunction);
    return fits ? value : misfit(schema, value, trace);
  };
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
function compileAnyOf(members: readonly Schema[], mode: Mode): Check | undefined {
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
    return misfit({ anyOf: members }, value, trace);
  };
}

/** As {@link compileAnyOf}, and no second member takes the outcome. */
function compileOneOf(members: readonly Schema[], mode: Mode): Check | undefined {
  const any = compileAnyOf(members, mode);
  if (!mode.deep) return any;
  const strict = members.map((member) => compile(member, { ...mode, coerce: false }));
  return (value, trace) => {
    const checked = any === undefined ? value : any(value, trace);
    if (checked === MISFIT) return MISFIT;
    const fitting = strict.filter((check) => check?.(checked, undefined) !== MISFIT);
    return fitting.length === 1
      ? checked
      : misfit({}, value, trace, `only one of ${describeSchema({ anyOf: members })}`);
  };
}

/** Needs the whole value: what only starts to fit may differ further in. */
function compileNot(schema: Schema, mode: Mode): Check | undefined {
  if (!mode.deep) return undefined;
  const check = compile(schema, { ...mode, coerce: false });
  return (value, trace) =>
    check?.(value, undefined) === MISFIT ? value : misfit({ not: schema }, value, trace);
}
