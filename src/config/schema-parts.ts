/** The schemas inside a schema. */
import type { Schema } from './json-schema.js';

const LISTS = ['anyOf', 'allOf', 'oneOf', 'prefixItems'] as const;
const MAPS = ['properties', 'patternProperties'] as const;
const ONES = ['items', 'additionalProperties', 'not', 'propertyNames'] as const;

/** Keywords whose parts hold for the value itself, not for a part of it. */
const SAME_VALUE: readonly string[] = ['anyOf', 'allOf', 'oneOf', 'not'];

/** Makes another schema of a part; `isSame` where it is about the value itself. */
export type MapPart = (part: Schema, isSame: boolean) => Schema;

/**
 * The keywords with schemas in them, each part put through `map`; those of which no part changed
 * are left out. Definitions are no parts.
 */
export function mapParts(schema: Schema, map: MapPart): Partial<Schema> {
  const changed: Record<string, unknown> = {};
  for (const key of LISTS) {
    const parts = schema[key];
    if (parts === undefined) continue;
    const made = parts.map((part) => map(part, SAME_VALUE.includes(key)));
    if (made.some((part, index) => part !== parts[index])) changed[key] = made;
  }
  for (const key of MAPS) {
    const parts = schema[key];
    if (parts === undefined) continue;
    const made = Object.entries(parts).map(([name, part]) => [name, map(part, false)] as const);
    if (made.some(([name, part]) => part !== parts[name])) changed[key] = Object.fromEntries(made);
  }
  for (const key of ONES) {
    const part = schema[key];
    if (typeof part !== 'object') continue;
    const made = map(part, SAME_VALUE.includes(key));
    if (made !== part) changed[key] = made;
  }
  return changed;
}

/** The parts of a schema, definitions aside. */
export function partsOf(schema: Schema): readonly Schema[] {
  const parts: Schema[] = [];
  mapParts(schema, (part) => {
    parts.push(part);
    return part;
  });
  return parts;
}
