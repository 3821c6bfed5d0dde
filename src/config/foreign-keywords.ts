/** Keywords of JSON Schema 2020-12 that no check of ours knows; ajv does. */
import type { Schema } from './json-schema.js';
import { linkSchema } from './schema-links.js';
import { partsOf } from './schema-parts.js';

/** Those that limit values, a `$ref` that leads nowhere in its document included; `then`, `minContains` … do so only beside one of these. */
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

/** The first keyword in a schema that needs ajv, or undefined. */
export function findForeign(schema: Schema): string | undefined {
  // The set grows while it is read.
  const parts = new Set([linkSchema(schema)]);
  for (const part of parts) {
    const found = NEEDS_AJV.find((key) => Object.hasOwn(part, key));
    if (found !== undefined) return found;
    for (const inner of partsOf(part)) parts.add(inner);
  }
  return undefined;
}
