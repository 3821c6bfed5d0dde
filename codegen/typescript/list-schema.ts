/** Arrays and tuples. */
import type { Type, TypeNode } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';
import { orNull, takesUndefined } from './nullable.js';
import type { TypeReader } from './type-reader.js';
import { aliasName, elementHints, itemHint } from './type-hints.js';

/** The schema of an array or tuple, or undefined for another type. */
export function listSchema(
  reader: TypeReader,
  type: Type,
  hint: TypeNode | undefined,
): Schema | undefined {
  const isTuple = type.isTuple();
  if (!isTuple && !type.isArray() && !type.isReadonlyArray()) return undefined;
  const name = aliasName(reader.morph, hint) ?? type.getAliasSymbol()?.getName();
  return reader.within(type, name, () => {
    if (isTuple) return tupleSchema(reader, type, hint);
    const item = type.getArrayElementType() ?? type.getTypeArguments()[0];
    return item === undefined ? { type: 'array' } : arraySchema(reader, item, hint);
  });
}

function arraySchema(reader: TypeReader, item: Type, hint: TypeNode | undefined): Schema {
  if (item.isNever()) {
    // What an empty literal is inferred to be; written down, it means what it says.
    return hint === undefined
      ? itemsSchema(reader.give('its items have no type', 'annotate it'))
      : { type: 'array', maxItems: 0 };
  }
  const items = reader.schema(item, itemHint(reader.morph, hint));
  return itemsSchema(reader.isOutput && takesUndefined(item) ? orNull(items) : items);
}

/** A list of items; of anything where they are anything. */
export function itemsSchema(items: Schema): Schema {
  return Object.keys(items).length === 0 ? { type: 'array' } : { type: 'array', items };
}

function tupleSchema(reader: TypeReader, type: Type, hint: TypeNode | undefined): Schema {
  const flags = elementFlagsOf(type);
  const hints = elementHints(reader.morph, hint);
  const schemas = type.getTupleElements().map((item, at) => reader.schema(item, hints[at]));
  const rest = flags.findIndex((flag) => flag >= 4);
  const fixed = rest === -1 ? schemas : schemas.slice(0, rest);
  const items = rest === -1 ? undefined : (schemas[rest] ?? {});
  return {
    type: 'array',
    prefixItems: fixed,
    ...(items === undefined || Object.keys(items).length === 0 ? {} : { items }),
    minItems: flags.filter((flag) => flag === 1).length,
    ...(rest === -1 ? { maxItems: fixed.length } : {}),
    'x-millrace': { tuple: true },
  };
}

/** 1 required, 2 optional, 4 rest, 8 variadic: TypeScript's ElementFlags, per element. */
export function elementFlagsOf(type: Type): readonly number[] {
  const { target } = type.compilerType as { target?: { elementFlags?: readonly number[] } };
  return target?.elementFlags ?? type.getTupleElements().map(() => 1);
}

/** The names of a labeled tuple's elements. */
export function elementNamesOf(type: Type): readonly (string | undefined)[] {
  const { target } = type.compilerType as {
    target?: {
      labeledElementDeclarations?: readonly ({ name: { getText(): string } } | undefined)[];
    };
  };
  return (target?.labeledElementDeclarations ?? []).map((label) => label?.name.getText());
}
