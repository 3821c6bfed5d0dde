/** Port types that are known by name only, as in a Flowfunc config. */
import type { Schema } from './json-schema.js';
import { schemaOfTypeName } from './port-types.js';

/**
 * The schema a type's name stands for: one of the known names (`int`, `str`, `date` …), several of
 * them joined by `|`, or, for any other name, the empty schema that accepts everything.
 */
export function schemaOfType(name: string): Schema {
  const known = schemaOfTypeName(name);
  if (known !== undefined) return known;
  const members = name.split('|').map((part) => schemaOfTypeName(part.trim()));
  if (members.length < 2) return {};
  const schemas = members.filter((member) => member !== undefined);
  return schemas.length === members.length ? { anyOf: schemas } : {};
}
