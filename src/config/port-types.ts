/** The port type of any schema. */
import type { PortType } from './config.js';
import { controlsFor } from './controls.js';
import { canonicalJson, withoutTexts } from './fingerprint.js';
import { hashText } from './hash.js';
import type { JsonTypeName, Schema } from './json-schema.js';
import { labelOf } from './label.js';
import { definitionOf, linkSchema, unlinkSchema } from './schema-links.js';
import { BY_NAME, isOpaque, isUniversal, kindOf, UNIVERSAL } from './port-kinds.js';

export { schemaOfTypeName, UNIVERSAL } from './port-kinds.js';

/**
 * The port type of a schema; the same for the same schema on every machine. Limits such as
 * `minimum` belong to a port, not to its type. Two types of one name and different content are told
 * apart by {@link import('./node-type.js').toConfig}.
 */
export function portTypeOf(schema: Schema): PortType {
  const { type, label, color, accepts } = describeType(linkSchema(schema));
  const own = kindOf(schema)?.type === type ? (BY_NAME.get(type)?.schema ?? schema) : schema;
  return {
    type,
    name: type,
    label,
    color,
    schema: own,
    acceptTypes: [...new Set([type, ...accepts, UNIVERSAL])],
    controls: controlsFor(type, label, own),
  };
}

/** Equal for port types of equal content: texts aside, the canonical schema. */
export function contentOf(portType: PortType): string {
  return canonicalJson(withoutTexts(portType.schema));
}

interface Described {
  readonly type: string;
  readonly label: string;
  readonly color: string;
  readonly accepts: readonly string[];
}

function describeType(schema: Schema): Described {
  const name = definitionOf(schema);
  if (name === undefined) return describeBody(schema);
  // Its parts may lead back to it.
  const { color, type } = kindOf(schema) ?? { color: 'orange', type: UNIVERSAL };
  const own = BY_NAME.has(name) ? `${name}:recursive` : name;
  return { type: own, label: labelOf(name), color, accepts: type === UNIVERSAL ? [] : [type] };
}

function describeBody(schema: Schema): Described {
  const members = unionOf(schema);
  if (members !== undefined) return describeUnion(members);
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values !== undefined) return describeEnum(schema, values);
  if (schema.type === 'array') return describeArray(schema);
  if (schema.type === 'object') return describeObject(schema);
  if (schema['x-millrace']?.format === 'instance' && isOpaque(schema))
    return describeInstance(schema);
  const record = kindOf(schema) ?? BY_NAME.get(UNIVERSAL)!;
  const label = record.type === UNIVERSAL ? 'Anything' : labelOf(record.type);
  return { type: record.type, label, color: record.color, accepts: record.accepts };
}

function unionOf(schema: Schema): readonly Schema[] | undefined {
  if (schema.anyOf !== undefined) return schema.anyOf;
  if (!Array.isArray(schema.type)) return undefined;
  return (schema.type as readonly JsonTypeName[]).map((type) => ({ ...schema, type }));
}

/** A union takes whatever one of its members takes; `null` comes last, the rest by name. */
function describeUnion(members: readonly Schema[]): Described {
  const parts = members.map(describeType);
  const rank = (part: Described): string => (part.type === 'null' ? '\uffff' : part.type);
  const sorted = [...parts].sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
  const types = [...new Set(sorted.map((part) => part.type))];
  return {
    type: types.join(' | '),
    label: [...new Set(sorted.map((part) => part.label))].join(' or '),
    color: parts.find((part) => part.type !== 'null')?.color ?? 'grey',
    accepts: sorted.flatMap((part) => [part.type, ...part.accepts]),
  };
}

function describeEnum(schema: Schema, values: readonly unknown[]): Described {
  const title = titleOf(schema);
  const bases = new Set(values.map(baseType));
  return {
    type: `enum:${title ?? shortHash(schema)}`,
    label: title === undefined ? 'Choice' : labelOf(title),
    color: 'purple',
    accepts: [...bases].filter((base) => base !== undefined),
  };
}

/** The type a choice's values have where they come from elsewhere; they are checked on arrival. */
function baseType(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' ? 'string' : undefined;
}

function describeArray(schema: Schema): Described {
  const { type, color } = kindOf(schema)!;
  if (type === 'ndarray') {
    const { dtype } = schema['x-millrace'] ?? {};
    const [name, label] = dtype === undefined ? ['', 'numbers'] : [`<${dtype}>`, dtype];
    return { type: type + name, label: `Array of ${label}`, color, accepts: ['ndarray', 'array'] };
  }
  if (type === 'pairs') return describePairs(schema);
  const list = { type, label: type === 'set' ? 'Set' : 'List' };
  if (schema.prefixItems !== undefined && type === 'array') {
    const parts = schema.prefixItems.map(describeType);
    return {
      type: `tuple<${parts.map((part) => part.type).join(', ')}>`,
      label: `Tuple of ${parts.map((part) => part.label.toLowerCase()).join(', ')}`,
      color: 'yellow',
      accepts: ['array'],
    };
  }
  if (schema.items === undefined || isUniversal(schema.items)) {
    return { ...list, color: 'yellow', accepts: [] };
  }
  const item = describeType(schema.items);
  return {
    type: `${list.type}<${item.type}>`,
    label: `${list.label} of ${item.label.toLowerCase()}`,
    color: item.color,
    accepts: [...item.accepts.map((each) => `${list.type}<${each}>`), list.type],
  };
}

function describePairs({ items }: Schema): Described {
  const [key = {}, value = {}] = items?.prefixItems ?? [];
  const [from, to] = [describeType(key), describeType(value)];
  const type = `map<${from.type}, ${to.type}>`;
  const label = `Map of ${from.label.toLowerCase()} to ${to.label.toLowerCase()}`;
  return { type, label, color: 'orange', accepts: ['map'] };
}

function describeObject(schema: Schema): Described {
  const title = titleOf(schema);
  if (title !== undefined) {
    const taken = BY_NAME.has(title);
    const type = taken ? `${title}:${shortHash(schema)}` : title;
    return { type, label: labelOf(title), color: 'orange', accepts: ['record'] };
  }
  if (schema.properties !== undefined) {
    const type = `record:${shortHash(schema)}`;
    return { type, label: 'Record', color: 'orange', accepts: ['record'] };
  }
  const values = schema.additionalProperties;
  const { type: own, color } = kindOf(schema)!;
  if (typeof values !== 'object' || isUniversal(values)) {
    return { type: own, label: labelOf(own), color, accepts: [] };
  }
  const item = describeType(values);
  return {
    type: `${own}<${item.type}>`,
    label: `${labelOf(own)} of ${item.label.toLowerCase()}`,
    color,
    accepts: [...item.accepts.map((type) => `${own}<${type}>`), own],
  };
}

function describeInstance(schema: Schema): Described {
  const title = titleOf(schema) ?? 'instance';
  const type = BY_NAME.has(title) && title !== 'instance' ? `${title}:${shortHash(schema)}` : title;
  return { type, label: labelOf(title), color: 'orange', accepts: [] };
}

function titleOf(schema: Schema): string | undefined {
  const title = schema['x-millrace']?.title ?? schema.title;
  return title === undefined || title === '' ? undefined : title;
}

/** Eight hexadecimal digits that name a schema's content, linked or not. */
export function shortHash(schema: Schema): string {
  return hashText(canonicalJson(withoutTexts(unlinkSchema(schema)))).slice(0, 8);
}
