/** Comparing the parts of lists and objects. */
import { no, unsafe, WIDENED, within, worst } from './assignability.js';
import type { Assignability, Compare } from './assignability.js';
import { nameOf } from './document.js';
import type { Schema } from './json-schema.js';
import { isWithinLimits } from './schema-limits.js';

/** A list's items go where those of another list are expected. */
export function fromArrays(from: Schema, to: Schema, compare: Compare): Assignability {
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

/** An object's properties go where those of another object are expected. */
export function fromObjects(from: Schema, to: Schema, compare: Compare): Assignability {
  const names = new Set([
    ...Object.keys(to.properties ?? {}),
    ...(to.required ?? []),
    ...Object.keys(from.properties ?? {}),
  ]);
  const fits = [...names].map((name) => fromProperty(name, from, to, compare));
  const rest = extraOf(from);
  if (rest !== undefined) {
    const { additionalProperties: extra = true } = to;
    if (extra === false) fits.push(unsafe(from, to));
    else if (extra !== true) fits.push(within(compare(rest, extra), 'its other properties'));
  }
  return worst(fits);
}

function fromProperty(name: string, from: Schema, to: Schema, compare: Compare): Assignability {
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

/** A map or record as the list of its pairs; a list as it is. */
export function toPairs(schema: Schema): Schema {
  if (schema.type !== 'object') return schema;
  const { properties = {}, propertyNames = {}, required = [], minProperties = 0 } = schema;
  const rest = extraOf(schema);
  const values = [...Object.values(properties), ...(rest === undefined ? [] : [rest])];
  const [only] = values;
  const value = values.length === 1 ? only! : { anyOf: values };
  const pair = [{ type: 'string', ...propertyNames } as const, value];
  return {
    type: 'array',
    items: { type: 'array', prefixItems: pair, minItems: 2, maxItems: 2 },
    minItems: Math.max(minProperties, required.length),
    ...(schema.maxProperties === undefined ? {} : { maxItems: schema.maxProperties }),
  };
}
