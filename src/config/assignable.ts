/** May a value of one schema go where another is expected? Structural, over JSON Schema. */
import { describeSchema } from './describe-schema.js';
import type { JsonTypeName, Schema } from './json-schema.js';

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
  /** No value fits. */
  | { readonly kind: 'no'; readonly reason: string };

const EXACT: Assignability = { kind: 'exact' };
const WIDENED: Assignability = { kind: 'widened' };

/** The adapters of R3, by the formats they lead from and to. */
const ADAPTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  date: { datetime: 'date-to-datetime', string: 'date-to-text' },
  datetime: { string: 'datetime-to-text' },
  integer: { bigint: 'integer-to-bigint' },
};

/** How a value of schema `from` fits a port of schema `to`. */
export function assignable(from: Schema, to: Schema): Assignability {
  if (isUniversal(to)) return isUniversal(from) ? EXACT : WIDENED;
  if (isUniversal(from)) return unsafe(from, to);
  if (from === to) return EXACT;
  const sources = membersOf(from);
  const targets = membersOf(to);
  const fits = sources.map((source) => best(targets.map((target) => single(source, target))));
  const no = fits.filter((fit) => fit.kind === 'no').length;
  if (no === fits.length) return fits[0] ?? EXACT;
  if (no > 0) return unsafe(from, to);
  const worst = fits.reduce((low, fit) => (RANK[fit.kind] > RANK[low.kind] ? fit : low));
  return worst.kind === 'exact' && targets.length > sources.length ? WIDENED : worst;
}

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
    schema.const === undefined
  );
}

function membersOf(schema: Schema): readonly Schema[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap(membersOf);
  if (Array.isArray(schema.type)) {
    return (schema.type as readonly JsonTypeName[]).map((type) => ({ ...schema, type }));
  }
  return [schema];
}

function single(from: Schema, to: Schema): Assignability {
  if (isUniversal(to)) return WIDENED;
  if (isUniversal(from)) return unsafe(from, to);
  const values = from.enum ?? (from.const === undefined ? undefined : [from.const]);
  const wanted = to.enum ?? (to.const === undefined ? undefined : [to.const]);
  if (values !== undefined) return fromValues(values, from, to, wanted);
  if (wanted !== undefined) {
    const possible = wanted.some((value) => typeNameOf(value) === from.type);
    return possible ? unsafe(from, to) : no(from, to);
  }
  const adapter = adapterOf(from, to);
  if (adapter !== undefined) return adapter;
  return fromTypes(from, to);
}

function fromValues(
  values: readonly unknown[],
  from: Schema,
  to: Schema,
  wanted: readonly unknown[] | undefined,
): Assignability {
  const fitting =
    wanted === undefined
      ? values.filter((value) => fitsType(typeNameOf(value), to.type as JsonTypeName))
      : values.filter((value) => wanted.includes(value));
  if (fitting.length === 0) return no(from, to);
  if (fitting.length < values.length) return unsafe(from, to);
  return wanted?.length === values.length ? EXACT : WIDENED;
}

function typeNameOf(value: unknown): JsonTypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as JsonTypeName;
}

function fitsType(from: JsonTypeName, to: JsonTypeName): boolean {
  return from === to || (from === 'integer' && to === 'number');
}

/** Formats: the same one is exact, a known pair adapted, any other pair does not fit. */
function adapterOf(from: Schema, to: Schema): Assignability | undefined {
  const source = from['x-millrace']?.format;
  const target = to['x-millrace']?.format;
  if (source === target) return source === undefined ? undefined : EXACT;
  const adapter = ADAPTERS[source ?? String(from.type)]?.[target ?? String(to.type)];
  if (adapter !== undefined) return { kind: 'adapted', adapter };
  if (source === undefined && from.type === 'string' && to.type === 'string')
    return unsafe(from, to);
  return no(from, to);
}

function fromTypes(from: Schema, to: Schema): Assignability {
  if (from.type === 'number' && to.type === 'integer') return unsafe(from, to);
  if (from.type === 'string' && (to.type === 'number' || to.type === 'integer')) {
    return unsafe(from, to);
  }
  if (!fitsType(from.type as JsonTypeName, to.type as JsonTypeName)) return no(from, to);
  if (from.type === 'array') return fromArrays(from, to);
  if (from.type === 'object') return fromObjects(from, to);
  return isNarrowed(from, to) ? unsafe(from, to) : from.type === to.type ? EXACT : WIDENED;
}

const LIMITS = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'uniqueItems',
] as const;

/** The target limits its values in a way the source does not promise. */
function isNarrowed(from: Schema, to: Schema): boolean {
  return LIMITS.some((limit) => to[limit] !== undefined && to[limit] !== from[limit]);
}

function fromArrays(from: Schema, to: Schema): Assignability {
  const length = Math.max(from.prefixItems?.length ?? 0, to.prefixItems?.length ?? 0);
  const fits: Assignability[] = [assignable(from.items ?? {}, to.items ?? {})];
  for (let index = 0; index < length; index += 1) {
    fits.push(assignable(itemAt(from, index), itemAt(to, index)));
  }
  return combine(fits, from, to);
}

function itemAt(schema: Schema, index: number): Schema {
  return schema.prefixItems?.[index] ?? schema.items ?? {};
}

function fromObjects(from: Schema, to: Schema): Assignability {
  const fits: Assignability[] = [];
  const given = from.properties ?? {};
  for (const [name, property] of Object.entries(to.properties ?? {})) {
    const source = Object.hasOwn(given, name) ? given[name]! : extraOf(from);
    if (source === undefined) {
      if (to.required?.includes(name) === true) {
        return { kind: 'no', reason: `the property ${JSON.stringify(name)} is missing` };
      }
      continue;
    }
    const fit = assignable(source, property);
    const optional = to.required?.includes(name) === true && !from.required?.includes(name);
    fits.push(optional && fit.kind !== 'no' ? unsafe(from, to) : fit);
  }
  if (typeof to.additionalProperties === 'object') {
    const extras = Object.entries(given).filter(
      ([name]) => !Object.hasOwn(to.properties ?? {}, name),
    );
    for (const [, property] of extras) fits.push(assignable(property, to.additionalProperties));
    const rest = extraOf(from);
    if (rest !== undefined) fits.push(assignable(rest, to.additionalProperties));
  }
  const same = Object.keys(given).length === Object.keys(to.properties ?? {}).length;
  const fit = combine(fits, from, to);
  return fit.kind === 'exact' && !same ? WIDENED : fit;
}

/** The schema of properties that are not named, or undefined when there are none. */
function extraOf(schema: Schema): Schema | undefined {
  const extra = schema.additionalProperties;
  if (extra === false) return undefined;
  if (typeof extra === 'object') return extra;
  return schema.properties === undefined ? {} : undefined;
}

function combine(fits: readonly Assignability[], from: Schema, to: Schema): Assignability {
  if (isNarrowed(from, to)) return unsafe(from, to);
  return fits.reduce((low, fit) => (RANK[fit.kind] > RANK[low.kind] ? fit : low), EXACT);
}
