/** Unions, literals and enums. */
import type { EnumDeclaration, Type, TypeNode } from 'ts-morph';
import type { JsonValue, Schema } from '../../src/config/json-schema.js';
import type { TypeReader } from './type-reader.js';
import { aliasName, memberHints } from './type-hints.js';
import { intrinsicName, typeText } from './type-text.js';

/** One part of a union, and where the author wrote it. */
interface Part {
  readonly schema: Schema;
  readonly order: number;
  readonly text: string;
}

/** The schema of a union or enum; `undefined` is no member: it means "not given". */
export function unionSchema(reader: TypeReader, type: Type, hint?: TypeNode): Schema {
  const members = (type.isUnion() ? type.getUnionTypes() : [type]).filter(
    (member) => !member.isUndefined() && !member.isVoid(),
  );
  if (!type.isUnion() && !isLiteral(type)) {
    return reader.give(
      `the members of the enum \`${typeText(reader.morph, type)}\` are computed; give them literal values`,
    );
  }
  const order = orderOf(reader, type, hint);
  const literals = members.filter((member) => isLiteral(member) && enumOf(member) === undefined);
  const rest = members.filter((member) => !isLiteral(member));
  const parts: Part[] = [
    ...enumParts(members, order),
    ...literalParts(literals, order, titleOf(reader, type, hint)),
    ...booleanParts(members, order),
    ...rest
      .filter((member) => !member.isBooleanLiteral())
      .map((member) =>
        part(reader, member, reader.schema(member, hintOf(reader, member, hint)), order),
      ),
  ];
  const sorted = parts.sort(
    (a, b) => a.order - b.order || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  );
  const schemas = sorted.map(({ schema }) => schema);
  if (schemas.length === 0) return { type: 'null' };
  if (schemas.length === 1) return schemas[0]!;
  // A union with a member that takes anything takes anything.
  return schemas.some((schema) => Object.keys(schema).length === 0) ? {} : { anyOf: schemas };
}

/** The place of a member in the union as written; `null` is last, unwritten ones before it. */
type Order = (type: Type) => number;

const UNWRITTEN = 1_000_000;

function orderOf(reader: TypeReader, type: Type, hint: TypeNode | undefined): Order {
  const keys = writtenMembers(reader, type, hint).flatMap((node) => {
    const member = node.getType();
    // Of `keyof X` and the like nobody wrote the members: the checker's order means nothing.
    const inner = member.isUnion() ? member.getUnionTypes().map(keyOf).sort() : [];
    return [keyOf(member), ...inner];
  });
  return (member) => {
    if (member.isNull()) return UNWRITTEN + 1;
    const at = keys.indexOf(keyOf(member));
    return at === -1 ? UNWRITTEN : at;
  };
}

function writtenMembers(reader: TypeReader, type: Type, hint: TypeNode | undefined): TypeNode[] {
  const written = memberHints(reader.morph, hint);
  if (written.length > 1) return written;
  const declaration = type.getAliasSymbol()?.getDeclarations()[0];
  if (declaration === undefined || !reader.morph.Node.isTypeAliasDeclaration(declaration))
    return written;
  return memberHints(reader.morph, declaration.getTypeNode());
}

/** Equal for the same member, however the checker wrapped it. */
function keyOf(type: Type): string {
  if (type.isBooleanLiteral()) return 'boolean';
  const value = type.isLiteral() && !type.isUnion() ? type.getLiteralValue() : undefined;
  const owner = type.isEnumLiteral() ? enumOf(type)?.getName() : undefined;
  if (value !== undefined) return `${owner ?? typeof value} ${JSON.stringify(value)}`;
  return `#${(type.compilerType as { id?: number }).id}`;
}

function hintOf(
  reader: TypeReader,
  member: Type,
  hint: TypeNode | undefined,
): TypeNode | undefined {
  return memberHints(reader.morph, hint).find((node) => keyOf(node.getType()) === keyOf(member));
}

function part(reader: TypeReader, member: Type, schema: Schema, order: Order): Part {
  return { schema, order: order(member), text: typeText(reader.morph, member) };
}

function isLiteral(type: Type): boolean {
  return type.isStringLiteral() || type.isNumberLiteral() || type.isEnumLiteral();
}

function titleOf(reader: TypeReader, type: Type, hint: TypeNode | undefined): string | undefined {
  const named = aliasName(reader.morph, hint);
  return named ?? type.getAliasSymbol()?.getName();
}

function literalParts(
  literals: readonly Type[],
  order: Order,
  title: string | undefined,
): readonly Part[] {
  if (literals.length === 0) return [];
  const sorted = literals
    .map((literal) => ({ value: literal.getLiteralValue() as string | number, at: order(literal) }))
    .sort((a, b) => a.at - b.at || compare(a.value, b.value));
  const schema: Schema = {
    enum: sorted.map(({ value }) => value),
    ...(title === undefined ? {} : { 'x-millrace': { title } }),
  };
  return [{ schema, order: sorted[0]!.at, text: '' }];
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
  return typeof a === 'number' ? -1 : 1;
}

function booleanParts(members: readonly Type[], order: Order): readonly Part[] {
  const booleans = members.filter((member) => member.isBooleanLiteral());
  const [first] = booleans;
  if (first === undefined) return [];
  const schema: Schema =
    booleans.length === 2 ? { type: 'boolean' } : { enum: [intrinsicName(first) === 'true'] };
  return [{ schema, order: order(first), text: 'boolean' }];
}

/** The enum a member belongs to. */
function enumOf(type: Type): EnumDeclaration | undefined {
  if (!type.isEnumLiteral()) return undefined;
  const declaration = type.getSymbol()?.getValueDeclaration();
  const parent =
    declaration?.getKindName() === 'EnumMember' ? declaration.getParent() : declaration;
  return parent?.getKindName() === 'EnumDeclaration' ? (parent as EnumDeclaration) : undefined;
}

/** One schema per enum: all its members, or those the union names. */
function enumParts(members: readonly Type[], order: Order): readonly Part[] {
  const byEnum = new Map<EnumDeclaration, Type[]>();
  for (const member of members) {
    const declaration = enumOf(member);
    if (declaration === undefined) continue;
    byEnum.set(declaration, [...(byEnum.get(declaration) ?? []), member]);
  }
  return [...byEnum].map(([declaration, types]) => ({
    schema: enumSchema(declaration, types),
    order: Math.min(...types.map(order)),
    text: declaration.getName(),
  }));
}

function enumSchema(declaration: EnumDeclaration, types: readonly Type[]): Schema {
  const wanted = new Set(types.map((type) => type.getSymbol()?.getName()));
  const all = declaration.getMembers();
  // An enum of one member is its own literal type and carries the enum's symbol.
  const whole = all.length === 1 || types.length === all.length;
  const members = whole ? all : all.filter((member) => wanted.has(member.getName()));
  const values = members.map((member): JsonValue => member.getValue() ?? null);
  if (values.includes(null)) return {};
  return {
    enum: values,
    'x-millrace': {
      names: members.map((member) => member.getName().replace(/^['"]|['"]$/g, '')),
      title: declaration.getName(),
    },
  };
}
