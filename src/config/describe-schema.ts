/** A schema in words, for messages and labels. */
import { own } from './document.js';
import type { JsonTypeName, JsonValue, Schema } from './json-schema.js';
import { definitionOf, linkSchema } from './schema-links.js';
import { TEXT_FORMATS } from './text-formats.js';

const FORMAT_WORDS: Readonly<Record<string, string | ((dtype?: string) => string)>> = {
  date: 'a date (ISO text such as "2026-01-31")',
  datetime: 'a date and time (ISO text such as "2026-01-31T09:30")',
  time: 'a time (ISO text such as "09:30")',
  duration: 'a duration (ISO text such as "PT1H30M")',
  bytes: 'bytes (Uint8Array)',
  bigint: 'an integer of any size',
  decimal: 'a decimal number (text such as "0.1")',
  complex: 'a complex number (text such as "1+2j")',
  path: 'a path',
  uuid: 'a UUID',
  function: 'a function',
  set: 'a set',
  map: 'a map',
  ndarray: (dtype) => (dtype === undefined ? 'an array of numbers' : `an array of ${dtype}`),
};

const TYPE_WORDS: Readonly<Record<string, string>> = {
  null: 'null',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  string: 'a text',
  array: 'a list',
  object: 'an object',
};

/** `an integer from 0 to 10`, `one of "red", "green"`, `a number or null`. */
export function describeSchema(schema: Schema): string {
  return describeLinked(linkSchema(schema));
}

/** As {@link describeSchema}, for one that is linked. */
export function describeLinked(schema: Schema): string {
  const { anyOf = schema.oneOf, allOf, not } = schema;
  if (anyOf !== undefined) return describeAll(anyOf, ' or ');
  if (schema.enum !== undefined) return describeMembers(schema.enum, schema['x-millrace']?.names);
  if (schema.const !== undefined) return toText(schema.const);
  if (Array.isArray(schema.type)) {
    const types = schema.type as readonly JsonTypeName[];
    return types.map((type) => describeLinked({ ...schema, type })).join(' or ');
  }
  const type = schema.type as JsonTypeName | undefined;
  if (type === undefined && allOf !== undefined) return describeAll(allOf, ' and ');
  if (type === undefined && not !== undefined) {
    return Object.keys(not).length === 0 ? 'nothing' : `anything but ${describeLinked(not)}`;
  }
  const { format, dtype, title = definitionOf(schema) } = schema['x-millrace'] ?? {};
  if (type === undefined && format === 'instance') return `an instance of ${title ?? 'a class'}`;
  const special =
    own(FORMAT_WORDS, String(format)) ?? own(TEXT_FORMATS, String(schema.format))?.words;
  const known = typeof special === 'function' ? special(dtype) : special;
  const word = known ?? own(TYPE_WORDS, String(type)) ?? 'any value';
  const named = title === undefined || known !== undefined ? '' : ` (${title})`;
  const limits = type === undefined ? [] : (LIMITS[type]?.(schema) ?? []);
  return shorten(`${word}${named}${limits.map((limit) => ` ${limit}`).join('')}`);
}

function describeAll(schemas: readonly Schema[], joint: string): string {
  return shorten([...new Set(schemas.map(describeLinked))].join(joint));
}

const MAX_TEXT = 300;

function shorten(text: string, length = MAX_TEXT): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function toText(value: JsonValue): string {
  return shorten(JSON.stringify(value), 60);
}

function describeMembers(members: readonly JsonValue[], names?: readonly string[]): string {
  const shown = members.slice(0, 12).map((member, index) => {
    const name = names?.[index];
    const value = toText(member);
    return name === undefined || value === `"${name}"` ? value : `${value} (${name})`;
  });
  const more = members.length - shown.length;
  return `one of ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** How the limits of each type are said. */
const LIMITS: Readonly<Partial<Record<JsonTypeName, (schema: Schema) => readonly string[]>>> = {
  integer: describeRange,
  number: describeRange,
  string: describeText,
  array: ({ minItems, maxItems, uniqueItems, 'x-millrace': { format } = {} }) => [
    ...describeCount('items', minItems, maxItems),
    ...(uniqueItems === true && format !== 'set' ? ['all different'] : []),
  ],
  object: ({ minProperties, maxProperties }) =>
    describeCount('properties', minProperties, maxProperties),
};

function describeRange(schema: Schema): readonly string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const parts: string[] = [];
  if (minimum !== undefined && maximum !== undefined) parts.push(`from ${minimum} to ${maximum}`);
  else if (minimum !== undefined) parts.push(`of at least ${minimum}`);
  else if (maximum !== undefined) parts.push(`of at most ${maximum}`);
  if (exclusiveMinimum !== undefined) parts.push(`above ${exclusiveMinimum}`);
  if (exclusiveMaximum !== undefined) parts.push(`below ${exclusiveMaximum}`);
  if (multipleOf !== undefined) parts.push(`in steps of ${multipleOf}`);
  return parts;
}

function describeText({ minLength, maxLength, pattern }: Schema): readonly string[] {
  const count = describeCount('characters', minLength, maxLength);
  return pattern === undefined ? count : [...count, `matching ${pattern}`];
}

function describeCount(unit: string, least = 0, most = Infinity): readonly string[] {
  if (least === most) return [`of ${least} ${unit}`];
  if (least > 0 && most < Infinity) return [`of ${least} to ${most} ${unit}`];
  if (least > 0) return [`of at least ${least} ${unit}`];
  return most < Infinity ? [`of at most ${most} ${unit}`] : [];
}
