/** Branded types: a type and a mark that no value has. */
import type { Type } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';
import type { TypeReader } from './type-reader.js';

/** The schema of the type that is branded; undefined for an intersection of real parts. */
export function intersectionSchema(reader: TypeReader, type: Type): Schema | undefined {
  const bare = unbranded(type);
  return bare === undefined ? undefined : reader.schema(bare);
}

/** The one part of an intersection that says what its values are. */
export function unbranded(type: Type): Type | undefined {
  if (!type.isIntersection()) return undefined;
  const parts = type.getIntersectionTypes();
  const primitive = parts.find(
    (part) =>
      part.isString() ||
      part.isNumber() ||
      part.isBigInt() ||
      part.isBoolean() ||
      part.isLiteral() ||
      part.isTemplateLiteral(),
  );
  if (primitive !== undefined) return primitive;
  const list = parts.find((part) => part.isArray() || part.isReadonlyArray());
  if (list !== undefined) return list;
  const real = parts.filter((part) => !isBrand(part));
  return real.length === 1 && real.length < parts.length ? real[0] : undefined;
}

/** Nothing but properties that exist in types only: named by a symbol, or by what brands are called. */
function isBrand(part: Type): boolean {
  if (!part.isObject() || part.isArray() || part.isTuple()) return false;
  if (part.getCallSignatures().length > 0 || part.getStringIndexType() !== undefined) return false;
  // A property named by a symbol starts so, too.
  return part
    .getProperties()
    .map((property) => property.getName())
    .every((name) => name.startsWith('__') || BRANDS.has(name));
}

const BRANDS: ReadonlySet<string> = new Set([
  '_brand',
  '_nominal',
  '_opaque',
  '_tag',
  '_type',
  'brand',
  '$brand',
]);
