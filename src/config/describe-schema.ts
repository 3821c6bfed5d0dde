/** A schema in words, for messages and labels. */
import type { JsonValue, Schema } from './json-schema.js';

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  date: 'a date (ISO text such as "2026-01-31")',
  datetime: 'a date and time (ISO text such as "2026-01-31T09:30")',
  time: 'a time (ISO text such as "09:30")',
  bytes: 'bytes (Uint8Array)',
  bigint: 'an integer of any size',
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
  if (schema.anyOf !== undefined) {
    return [...new Set(schema.anyOf.map((member) => describeSchema(member)))].join(' or ');
  }
  if (schema.enum !== undefined) return describeMembers(schema.enum, schema['x-millrace']?.names);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.type)) {
    return (schema.type as readonly string[]).map((type) => TYPE_WORDS[type] ?? type).join(' or ');
  }
  const format = schema['x-millrace']?.format;
  const known = format === undefined ? undefined : FORMAT_WORDS[format];
  if (known !== undefined) return known;
  const word = TYPE_WORDS[schema.type as string] ?? 'any value';
  const { title } = schema['x-millrace'] ?? {};
  return `${word}${title === undefined ? '' : ` (${title})`}${describeLimits(schema)}`;
}

function describeMembers(members: readonly JsonValue[], names?: readonly string[]): string {
  const shown = members.slice(0, 12).map((member, index) => {
    const name = names?.[index];
    const value = JSON.stringify(member);
    return name === undefined || value === `"${name}"` ? value : `${value} (${name})`;
  });
  const more = members.length - shown.length;
  return `one of ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function describeLimits(schema: Schema): string {
  const parts: string[] = [];
  const { minimum, maximum } = schema;
  if (minimum !== undefined && maximum !== undefined) parts.push(`from ${minimum} to ${maximum}`);
  else if (minimum !== undefined) parts.push(`of at least ${minimum}`);
  else if (maximum !== undefined) parts.push(`of at most ${maximum}`);
  if (schema.exclusiveMinimum !== undefined) parts.push(`above ${schema.exclusiveMinimum}`);
  if (schema.exclusiveMaximum !== undefined) parts.push(`below ${schema.exclusiveMaximum}`);
  if (schema.multipleOf !== undefined) parts.push(`in steps of ${schema.multipleOf}`);
  const { minItems, maxItems, minLength, maxLength } = schema;
  if (minItems !== undefined && minItems === maxItems) parts.push(`of ${minItems} items`);
  else if (minItems !== undefined) parts.push(`of at least ${minItems} items`);
  else if (maxItems !== undefined) parts.push(`of at most ${maxItems} items`);
  if (minLength !== undefined) parts.push(`of at least ${minLength} characters`);
  if (maxLength !== undefined) parts.push(`of at most ${maxLength} characters`);
  if (schema.pattern !== undefined) parts.push(`matching ${schema.pattern}`);
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`;
}
