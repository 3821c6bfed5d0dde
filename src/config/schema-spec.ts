/** From the short ways of writing a type to the schema it stands for. */
import { describe, isPlainRecord, isRecord, listNames, own } from './document.js';
import type { JsonTypeName, Schema } from './json-schema.js';
import type { NamedValues, TypeSpec } from './schema-value.js';

const formatted = (type: 'string' | 'integer', format: string): Schema => ({
  type,
  'x-millrace': { format },
});

const NAMED: Readonly<Record<keyof NamedValues, Schema>> = {
  any: {},
  number: { type: 'number' },
  integer: { type: 'integer' },
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  null: { type: 'null' },
  bigint: formatted('integer', 'bigint'),
  date: formatted('string', 'date'),
  datetime: formatted('string', 'datetime'),
  bytes: formatted('string', 'bytes'),
  array: { type: 'array' },
  object: { type: 'object' },
};

const LISTS: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'prefixItems']);

/**
 * The schema of a type given by name or as a schema with names in it. What is no schema at all stays
 * as it is, for `parseSchema` to say so.
 *
 * @throws Error for a name that is none
 */
export function toSchema(spec: TypeSpec): Schema {
  if (typeof spec === 'string') return schemaOfName(spec);
  if (!isPlainRecord(spec)) return spec as Schema;
  const { type, ...rest } = spec;
  const base: Schema =
    typeof type === 'string'
      ? schemaOfName(type)
      : type === undefined
        ? {}
        : { type: type as readonly JsonTypeName[] };
  const schema: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(rest)) schema[key] = toKeyword(key, value);
  const { 'x-millrace': extension } = rest;
  if (isRecord(extension)) schema['x-millrace'] = { ...base['x-millrace'], ...extension };
  return schema;
}

function schemaOfName(name: string): Schema {
  const schema = own(NAMED as Readonly<Record<string, Schema>>, name);
  if (schema !== undefined) return schema;
  if (name.endsWith('[]')) return { type: 'array', items: schemaOfName(name.slice(0, -2)) };
  const names = listNames(Object.keys(NAMED));
  throw new Error(
    `expected a type (${names}, a list of one such as "number[]", or a JSON Schema), got ${describe(name)}`,
  );
}

function toKeyword(key: string, value: unknown): unknown {
  if (LISTS.has(key) && Array.isArray(value)) return value.map((item: TypeSpec) => toSchema(item));
  if (key === 'items' || key === 'additionalProperties') {
    return typeof value === 'boolean' ? value : toSchema(value as TypeSpec);
  }
  if (key !== 'properties' || !isRecord(value)) return value;
  const entries = Object.entries(value as Readonly<Record<string, TypeSpec>>);
  return Object.fromEntries(entries.map(([name, item]) => [name, toSchema(item)]));
}
