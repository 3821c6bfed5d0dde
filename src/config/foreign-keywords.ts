/** Keywords of JSON Schema 2020-12 that no check of ours knows; ajv does. */
import type { Schema } from './json-schema.js';

/** Those that limit values; `then`, `minContains` … do so only beside one of these. */
export const NEEDS_AJV: readonly string[] = [
  '$ref',
  '$dynamicRef',
  'if',
  'contains',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedItems',
  'unevaluatedProperties',
];

const LISTS = ['anyOf', 'allOf', 'oneOf', 'prefixItems'];
const MAPS = ['properties', 'patternProperties'];
const PARTS = ['items', 'additionalProperties', 'not', 'propertyNames'];

/** The first keyword in a schema that needs ajv, or undefined. */
export function findForeign(schema: Schema): string | undefined {
  for (const [key, part] of Object.entries(schema) as [string, object][]) {
    if (NEEDS_AJV.includes(key)) return key;
    const inner = PARTS.includes(key)
      ? [part]
      : LISTS.includes(key) || MAPS.includes(key)
        ? Object.values(part)
        : [];
    for (const each of inner as Schema[]) {
      const found = typeof each === 'object' ? findForeign(each) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
