/** `undefined` beside other members of a type. */
import type { Type } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';

/** True for a type that `undefined` is of. */
export function takesUndefined(type: Type): boolean {
  return (
    type.isUndefined() ||
    (type.isUnion() && type.getUnionTypes().some((member) => member.isUndefined()))
  );
}

/** The schema of a value that may be undefined, which travels as null. */
export function orNull(schema: Schema): Schema {
  const { $defs, ...rest } = schema;
  const members = rest.anyOf ?? [rest];
  const takesNull = members.some(
    (member) => member.type === 'null' || Object.keys(member).length === 0,
  );
  if (takesNull) return schema;
  const defs = $defs === undefined ? {} : { $defs };
  return { anyOf: [...members, { type: 'null' }], ...defs };
}
