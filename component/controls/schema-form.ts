/** What a schema looks like as a form. Schemas are linked: a part of one stands for itself. */
import type { JsonValue, Schema } from '../../src/config/json-schema.js';
import { isUniversal } from '../../src/config/port-kinds.js';
import { linkSchema } from '../../src/config/schema-links.js';

/** One field of an object's form. */
export interface FormField {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** How a value is edited. */
export type Form =
  /** One field, made from the schema; JSON for what has none. */
  | { readonly type: 'leaf' }
  | {
      readonly type: 'list';
      /** The schema of the item at a place. */
      readonly itemAt: (index: number) => Schema;
      readonly min: number;
      readonly max: number;
    }
  | { readonly type: 'object'; readonly fields: readonly FormField[] }
  /** An object of free names. */
  | { readonly type: 'record'; readonly value: Schema }
  | { readonly type: 'union'; readonly members: readonly Schema[] };

/** Values nested deeper are edited as JSON. */
export const MAX_FORM_DEPTH = 6;

const LEAF: Form = { type: 'leaf' };

const LINKED = new WeakMap<Schema, Schema>();

/** A port's schema with its references replaced by what they name; the same one each time. */
export function linkOnce(schema: Schema): Schema {
  const known = LINKED.get(schema);
  if (known !== undefined) return known;
  const linked = linkSchema(schema);
  LINKED.set(schema, linked);
  return linked;
}

/** The members of a union besides null; the schema itself where it is none. */
function membersOf(schema: Schema): readonly Schema[] {
  const { anyOf = schema.oneOf } = schema;
  return anyOf?.filter((member) => member.type !== 'null') ?? [schema];
}

/** The schema without null, where that leaves one alternative. */
export function withoutNull(schema: Schema): Schema {
  const members = membersOf(schema);
  const [only] = members;
  if (members.length === 1 && only !== undefined && only !== schema) return withoutNull(only);
  if (!Array.isArray(schema.type)) return schema;
  const types = schema.type.filter((type) => type !== 'null') as Schema['type'][];
  return types.length === 1 ? ({ ...schema, type: types[0] } as Schema) : schema;
}

/** True where null is one of the values that are named; not where everything is taken. */
export function allowsNull(schema: Schema): boolean {
  const { anyOf = schema.oneOf, type, enum: members } = schema;
  if (anyOf !== undefined) return anyOf.some(allowsNull);
  if (members !== undefined) return members.includes(null);
  return type === 'null' || (Array.isArray(type) && type.includes('null'));
}

/** The value of an item as its field takes it: null stands for nothing where it is no value. */
export function givenItem(value: unknown, schema: Schema): unknown {
  return value === null && !isUniversal(schema) && !allowsNull(schema) ? undefined : value;
}

/** The form of a linked schema. */
export function formOf(schema: Schema): Form {
  const shown = withoutNull(schema);
  const { type, properties, additionalProperties: others } = shown;
  const members = membersOf(shown);
  if (members.length > 1) return members.some(isStructured) ? { type: 'union', members } : LEAF;
  if (shown.enum !== undefined || shown.const !== undefined) return LEAF;
  if (type === 'array') return listOf(shown);
  if (type !== 'object') return LEAF;
  const names = Object.keys(properties ?? {});
  if (names.length > 0) {
    const required = new Set(shown.required);
    return {
      type: 'object',
      fields: names.map((name) => ({
        name,
        schema: properties![name]!,
        required: required.has(name),
      })),
    };
  }
  const hasValue = typeof others === 'object' && !isUniversal(others);
  return hasValue ? { type: 'record', value: others } : LEAF;
}

/** True for what has more than one field. */
export function isStructured(schema: Schema): boolean {
  return formOf(schema).type !== 'leaf';
}

/** Lists that have a meaning of their own: typed arrays, and maps as pairs. */
const OTHERS: readonly unknown[] = ['ndarray', 'map', 'bytes'];

function listOf(schema: Schema): Form {
  const { items, prefixItems = [], minItems = 0, maxItems = Infinity } = schema;
  if (OTHERS.includes(schema['x-millrace']?.format)) return LEAF;
  if (items?.enum !== undefined && prefixItems.length === 0) return LEAF;
  const isAny = items === undefined || isUniversal(items);
  if (isAny && prefixItems.length === 0) return LEAF;
  const isFixed = prefixItems.length > 0 && items === undefined;
  return {
    type: 'list',
    itemAt: (index) => prefixItems[index] ?? items ?? {},
    min: Math.max(minItems, isFixed ? prefixItems.length : 0),
    max: isFixed ? Math.min(maxItems, prefixItems.length) : maxItems,
  };
}

/** What a new part begins with: what the schema says, else the emptiest value of its kind. */
export function newValue(schema: Schema, depth = 0): JsonValue {
  const shown = withoutNull(schema);
  if (schema.default !== undefined) return schema.default;
  if (shown.const !== undefined) return shown.const;
  if (shown.enum !== undefined) return shown.enum[0] ?? null;
  const form = formOf(shown);
  if (form.type === 'union') return newValue(form.members[0]!, depth + 1);
  if (form.type === 'record') return {};
  if (form.type === 'list') {
    const count = Math.min(form.min, depth < MAX_FORM_DEPTH ? 20 : 0);
    return Array.from({ length: count }, (_, at) => newValue(form.itemAt(at), depth + 1));
  }
  if (form.type === 'object') return newObject(form.fields, depth);
  return newScalar(shown);
}

/** What can be known of its required fields; the others are the user's. */
function newObject(fields: readonly FormField[], depth: number): JsonValue {
  const entries = fields.flatMap(({ name, schema, required }): [string, JsonValue][] => {
    const shown = withoutNull(schema);
    const isKnown = shown.const !== undefined || schema.default !== undefined;
    const isPlain = shown.type === 'boolean' || (isStructured(shown) && depth < MAX_FORM_DEPTH);
    return isKnown || (required && isPlain) ? [[name, newValue(schema, depth + 1)]] : [];
  });
  return Object.fromEntries(entries);
}

function newScalar({ type, minimum = 0, 'x-millrace': { format } = {} }: Schema): JsonValue {
  if (type === 'boolean') return false;
  if (type === 'number' || type === 'integer') return Math.max(minimum, 0);
  if (type === 'array') return [];
  if (type === 'object') return {};
  // A text in a form of its own has none that is empty.
  return type === 'string' && format === undefined ? '' : null;
}
