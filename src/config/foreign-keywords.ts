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

/** The first keyword in a schema that needs ajv, or undefined. */
export function findForeign(schema: Schema): string | undefined {
  const found = NEEDS_AJV.find((key) => Object.hasOwn(schema, key));
  if (found !== undefined) return found;
  for (const part of partsOf(schema)) {
    const inner = typeof part === 'object' ? findForeign(part) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function partsOf(schema: Schema): readonly (Schema | boolean | undefined)[] {
  const { anyOf = [], allOf = [], oneOf = [], prefixItems = [] } = schema;
  const lists = [anyOf, allOf, oneOf, prefixItems].flat();
  const named = [schema.properties, schema.patternProperties].flatMap((map) =>
    Object.values(map ?? {}),
  );
  const { not, items, additionalProperties, propertyNames } = schema;
  return [...lists, ...named, not, items, additionalProperties, propertyNames];
}
