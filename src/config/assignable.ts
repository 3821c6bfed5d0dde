/** May a value of one schema go where another is expected? Structural, over JSON Schema. */
import { describeSchema } from './describe-schema.js';
import { nameOf } from './document.js';
import { findForeign } from './foreign-keywords.js';
import { isEqual } from './json-equal.js';
import type { JsonTypeName, JsonValue, Schema } from './json-schema.js';
import { compilePortCheck, isLimited } from './port-check.js';
import { kindOf } from './port-kinds.js';
import { isWithinLimits } from './schema-limits.js';

/** How well a wire fits. */
export type Assignability =
  /** The same values. */
  | { readonly kind: 'exact' }
  /** Every value of the source fits as it is. */
  | { readonly kind: 'widened' }
  /** A named, lossless conversion (R3's coercions) makes it fit. */
  | { readonly kind: 'adapted'; readonly adapter: string }
  /** Some values fit; each one is checked when it arrives. */
  | { readonly kind: 'unsafe'; readonly reason: string }
  /** No value fits, empty lists aside. */
  | { readonly kind: 'no'; readonly reason: string };

const EXACT: Assignability = { kind: 'exact' };
const WIDENED: Assignability = { kind: 'widened' };

/**
 * How a value of schema `from` fits a port of schema `to`. An object is taken to have the
 * properties its schema lists and no others, as TypeScript takes it, unless the schema says what
 * the others are.
 */
export function assignable(from: Schema, to: Schema): Assignability {
  const fit = compare(from, to);
  // What only ajv knows is the same where the schemas are; a `$ref` leads out of its part.
  if (findForeign(to) !== undefined && !isEqual(from, to)) return worst([fit, unsafe(from, to)]);
  return fit === WIDENED && (from === to || compare(to, from) === WIDENED) ? EXACT : fit;
}

/** Keywords of which only equal ones are known to fit. */
const WHOLE = ['allOf', 'oneOf', 'not', 'patternProperties', 'propertyNames'] as const;

/** As {@link assignable}, with `widened` for `exact`. */
function compare(from: Schema, to: Schema): Assignability {
  if (isUniversal(to) || from === to) return WIDENED;
  const { oneOf, ...rest } = to;
  const fit = compareTypes(from, oneOf && !to.anyOf ? { ...rest, anyOf: oneOf } : to);
  const differs = WHOLE.some((key) => to[key] !== undefined && !isEqual(from[key], to[key]));
  return differs ? worst([fit, unsafe(from, to)]) : fit;
}

function compareTypes(from: Schema, to: Schema): Assignability {
  const targets = to.anyOf?.flatMap(targetsOf) ?? membersOf(to);
  const fits = membersOf(from).map((source) => {
    const values = valuesOf(source);
    if (values !== undefined) return fromValues(values, source, to);
    // Alternatives of the same type come first: of several reasons theirs says most.
    const alike = targets.filter((target) => target.type === source.type);
    const others = targets.filter((target) => target.type !== source.type);
    return best([...alike, ...others].map((target) => single(source, target)));
  });
  if (fits.every((fit) => fit.kind === 'no')) return fits[0] ?? WIDENED;
  const fit = fits.some((each) => each.kind === 'no') ? unsafe(from, to) : worst(fits);
  if (to.anyOf === undefined || fit.kind !== 'widened') return fit;
  // What stands beside the alternatives holds, too.
  const { anyOf: _, ...beside } = to;
  return isUniversal(beside) ? fit : worst([fit, compare(from, beside)]);
}

/** From the best answer to the worst. */
const RANK: Readonly<Record<Assignability['kind'], number>> = {
  exact: 0,
  widened: 1,
  adapted: 2,
  unsafe: 3,
  no: 4,
};

function best(fits: readonly Assignability[]): Assignability {
  return fits.reduce((top, fit) => (RANK[fit.kind] < RANK[top.kind] ? fit : top));
}

function worst(fits: readonly Assignability[]): Assignability {
  return fits.reduce((low, fit) => (RANK[fit.kind] > RANK[low.kind] ? fit : low), WIDENED);
}

function unsafe(from: Schema, to: Schema): Assignability {
  return {
    kind: 'unsafe',
    reason: `${describeSchema(from)} may not be ${describeSchema(to)}; checked when it arrives`,
  };
}

function no(from: Schema, to: Schema): Assignability {
  return { kind: 'no', reason: `${describeSchema(from)} is never ${describeSchema(to)}` };
}

function isUniversal(schema: Schema): boolean {
  return (
    schema.type === undefined &&
    schema.anyOf === undefined &&
    schema.enum === undefined &&
    schema.const === undefined &&
    WHOLE.every((key) => schema[key] === undefined) &&
    !isLimited(schema)
  );
}

const ALL_TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;

/** The schema as alternatives of one type each; those that list values stay whole. */
function membersOf(schema: Schema): readonly Schema[] {
  const { anyOf = schema.oneOf, type } = schema;
  if (schema.enum !== undefined || schema.const !== undefined) return [schema];
  if (anyOf !== undefined) return anyOf.flatMap(membersOf);
  if (typeof type === 'string') return [schema];
  const types = type ?? (isUniversal(schema) ? [] : ALL_TYPES);
  return types.length === 0 ? [schema] : types.map((name) => ({ ...schema, type: name }));
}

/** As {@link membersOf}, but what limits its alternatives stays whole. */
function targetsOf(schema: Schema): readonly Schema[] {
  if (schema.anyOf === undefined) return membersOf(schema);
  const { anyOf, ...beside } = schema;
  return isUniversal(beside) ? anyOf.flatMap(targetsOf) : [schema];
}

function single(from: Schema, to: Schema): Assignability {
  if (isUniversal(to)) return WIDENED;
  if (isUniversal(from)) return unsafe(from, to);
  if (to.anyOf !== undefined) return compare(from, to);
  const wanted = valuesOf(to);
  if (wanted !== undefined) return toValues(from, to, wanted);
  return fromFormats(from, to) ?? fromTypes(from, to);
}

/** All values of a schema that has few. */
function valuesOf(schema: Schema): readonly JsonValue[] | undefined {
  if (schema.enum !== undefined || schema.const !== undefined) {
    const listed = schema.enum ?? [schema.const!];
    return listed.filter(acceptor(schema, false));
  }
  if (schema.type === 'null') return [null];
  return schema.type === 'boolean' ? [true, false] : undefined;
}

/** Tells the values a schema takes, as they are or coerced. */
function acceptor(schema: Schema, coerce: boolean): (value: unknown) => boolean {
  const check = compilePortCheck(schema, { coerce });
  return (value) => {
    try {
      check?.(value);
      return true;
    } catch {
      return false;
    }
  };
}

function fromValues(values: readonly JsonValue[], from: Schema, to: Schema): Assignability {
  if (values.every(acceptor(to, false))) return WIDENED;
  return values.some(acceptor(to, true)) ? unsafe(from, to) : no(from, to);
}

function toValues(from: Schema, to: Schema, wanted: readonly JsonValue[]): Assignability {
  const accepted = [...wanted, ...(to['x-millrace']?.names ?? [])];
  return accepted.some(acceptor(from, false)) ? unsafe(from, to) : no(from, to);
}

const CHECKED = undefined;

/** What leads from one format, or plain type, to another (rule R3): an adapter, or a check. */
const FORMATS: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  date: { datetime: 'date-to-datetime', string: CHECKED },
  datetime: { date: CHECKED, string: CHECKED },
  time: { string: CHECKED },
  duration: { string: CHECKED },
  decimal: { string: CHECKED },
  complex: { string: CHECKED },
  path: { string: CHECKED },
  uuid: { string: CHECKED },
  integer: { bigint: 'integer-to-bigint' },
  number: { bigint: CHECKED },
  // Python's integers have any size, JavaScript's numbers have not.
  bigint: { integer: CHECKED },
  string: {
    date: CHECKED,
    datetime: CHECKED,
    time: CHECKED,
    bigint: CHECKED,
    duration: CHECKED,
    decimal: CHECKED,
    complex: CHECKED,
    path: CHECKED,
    uuid: CHECKED,
  },
};

/** The format, where it is one of the table of port types: another one means nothing. */
function formatOf(schema: Schema): string | undefined {
  return kindOf(schema)?.schema['x-millrace']?.format;
}

/** Undefined where both have the same format or none. */
function fromFormats(from: Schema, to: Schema): Assignability | undefined {
  const source = formatOf(from);
  const target = formatOf(to);
  if (source === target) return undefined;
  const ways = FORMATS[source ?? String(from.type)] ?? {};
  const way = target ?? String(to.type);
  if (!Object.hasOwn(ways, way)) return no(from, to);
  const adapter = ways[way];
  if (adapter === CHECKED || !isWithinLimits(from, to)) return unsafe(from, to);
  return { kind: 'adapted', adapter };
}

function fromTypes(from: Schema, to: Schema): Assignability {
  const source = from.type as JsonTypeName;
  const target = to.type as JsonTypeName;
  const isNumber = target === 'number' || target === 'integer';
  if (isNumber && source === 'string') return unsafe(from, to);
  if (target === 'integer' && source === 'number') return unsafe(from, to);
  if (source !== target && !(source === 'integer' && target === 'number')) return no(from, to);
  if (source === 'array') return fromArrays(from, to);
  const fit = source === 'object' ? fromObjects(from, to) : WIDENED;
  return isWithinLimits(from, to) ? fit : worst([fit, unsafe(from, to)]);
}

function fromArrays(from: Schema, to: Schema): Assignability {
  const longest = from.maxItems ?? Infinity;
  const allowed = to.maxItems ?? Infinity;
  if (longest < (to.minItems ?? 0) || (from.minItems ?? 0) > allowed) return no(from, to);
  const prefixes = Math.max(from.prefixItems?.length ?? 0, to.prefixItems?.length ?? 0);
  const fits: Assignability[] = isWithinLimits(from, to) ? [] : [unsafe(from, to)];
  for (let index = 0; index < Math.min(prefixes, longest); index += 1) {
    const fit = within(compare(itemAt(from, index), itemAt(to, index)), `item ${index}`);
    // A list that may be shorter fits as long as it is.
    fits.push(fit.kind === 'no' && index >= (from.minItems ?? 0) ? unsafe(from, to) : fit);
  }
  if (longest > prefixes) fits.push(within(compare(from.items ?? {}, to.items ?? {}), 'its items'));
  return worst(fits);
}

function itemAt(schema: Schema, index: number): Schema {
  return schema.prefixItems?.[index] ?? schema.items ?? {};
}

function fromObjects(from: Schema, to: Schema): Assignability {
  const names = new Set([
    ...Object.keys(to.properties ?? {}),
    ...(to.required ?? []),
    ...Object.keys(from.properties ?? {}),
  ]);
  const fits = [...names].map((name) => fromProperty(name, from, to));
  const rest = extraOf(from);
  if (rest !== undefined) {
    const { additionalProperties: extra = true } = to;
    if (extra === false) fits.push(unsafe(from, to));
    else if (extra !== true) fits.push(within(compare(rest, extra), 'its other properties'));
  }
  return worst(fits);
}

function fromProperty(name: string, from: Schema, to: Schema): Assignability {
  const required = to.required?.includes(name) === true;
  const given = from.required?.includes(name) === true;
  const source = propertyOf(from, name) ?? extraOf(from);
  if (source === undefined) {
    if (!required) return WIDENED;
    return { kind: 'no', reason: `the property ${nameOf(name)} is missing` };
  }
  const { additionalProperties: extra = true } = to;
  const target = propertyOf(to, name) ?? (extra === true ? {} : extra);
  if (target === false) return given ? no(from, to) : unsafe(from, to);
  const fit = within(compare(source, target), `the property ${nameOf(name)}`);
  if (given) return fit;
  return required || fit.kind === 'no' ? unsafe(from, to) : fit;
}

function propertyOf(schema: Schema, name: string): Schema | undefined {
  const { properties } = schema;
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** The schema of properties that are not listed, or undefined when there are none. */
function extraOf(schema: Schema): Schema | undefined {
  if (schema.patternProperties !== undefined) return {};
  const extra = schema.additionalProperties;
  if (extra === false) return undefined;
  if (extra === undefined) return schema.properties === undefined ? {} : undefined;
  return extra === true ? {} : extra;
}

/** Says which part it is about. */
function within(fit: Assignability, part: string): Assignability {
  return fit.kind === 'unsafe' || fit.kind === 'no'
    ? { ...fit, reason: `${part}: ${fit.reason}` }
    : fit;
}
