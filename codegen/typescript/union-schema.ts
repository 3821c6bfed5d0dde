/** Unions, literals and enums. */
import type { EnumDeclaration, Type, TypeNode } from 'ts-morph';
import type { JsonValue, Schema } from '../../src/config/json-schema.js';
import { globalNameOf, isBuffer } from './global-types.js';
import { unbranded } from './intersection-schema.js';
import type { Trial, TypeReader } from './type-reader.js';
import { aliasName, memberHints } from './type-hints.js';
import { intrinsicName, typeText } from './type-text.js';

/** One part of a union, and where the author wrote it. */
interface Part {
  readonly schema: Schema;
  readonly order: number;
  readonly text: string;
}

/** More members than a person can choose from: the texts or numbers are checked by their type only. */
const MAX_MEMBERS = 10_000;

/** The schema of a union or enum; `undefined` is no member: it means "not given". */
export function unionSchema(reader: TypeReader, type: Type, hint?: TypeNode): Schema {
  const members = (type.isUnion() ? type.getUnionTypes() : [type])
    .filter((member) => !member.isUndefined() && !member.isVoid())
    .map((member) => unbranded(member) ?? member);
  if (members.length > MAX_MEMBERS) return tooMany(reader, members);
  // Every key of an object type: symbols are none that a document could say.
  const isKey = ['string', 'number', 'symbol'].every((name) =>
    members.some((member) => intrinsicName(member) === name),
  );
  const names = reader.isOutput ? [] : members.map(globalNameOf);
  // Who takes a `Uint8Array` as well gets that.
  const isBytes = names.some((name) => name === 'Uint8Array' || name === 'ArrayBufferView');
  const kept = members.filter(
    (member, at) =>
      !(isKey && intrinsicName(member) === 'symbol') && !(isBytes && isBuffer(names[at])),
  );
  const name = aliasName(reader.morph, hint) ?? type.getAliasSymbol()?.getName();
  return isNested(kept)
    ? reader.within(type, name, () => membersSchema(reader, type, kept, hint))
    : membersSchema(reader, type, kept, hint);
}

/** Literals contain nothing; only what has parts can contain itself. */
function isNested(members: readonly Type[]): boolean {
  return members.some((member) => member.isObject() || member.isIntersection());
}

function tooMany(reader: TypeReader, members: readonly Type[]): Schema {
  if (members.every((member) => member.isStringLiteral())) return { type: 'string' };
  if (members.every((member) => member.isNumberLiteral())) return { type: 'number' };
  const problem = `it is a union of ${members.length} members, of which at most ${MAX_MEMBERS} are listed`;
  return reader.give(problem, 'write a type with fewer members');
}

function membersSchema(
  reader: TypeReader,
  type: Type,
  members: readonly Type[],
  hint: TypeNode | undefined,
): Schema {
  const order = orderOf(reader, type, hint);
  const literals = members.filter((member) => isLiteral(member) && enumOf(member) === undefined);
  const rest = members.filter(
    (member) => !isLiteral(member) && !member.isBooleanLiteral() && enumOf(member) === undefined,
  );
  const written = memberNodes(reader, hint);
  const read = rest.map((member) => {
    const trial = reader.attempt(() => reader.schema(member, written.get(keyOf(member))));
    return { ...trial, member };
  });
  const parts: Part[] = [
    ...enumParts(members, order),
    ...literalParts(literals, order, titleOf(reader, type, hint)),
    ...booleanParts(members, order),
    ...read.map(({ member, schema }) => part(reader, member, schema, order)),
  ];
  keepProblems(reader, read, parts);
  const sorted = parts.sort(
    (a, b) => a.order - b.order || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  );
  return anyOf(sorted.map(({ schema }) => schema));
}

/** Of a function or a text, the text is what can be said: that is a loss, not a matter of code. */
function keepProblems(reader: TypeReader, read: readonly Trial[], parts: readonly Part[]): void {
  const broken = new Set(
    read.flatMap(({ problems, schema }) => (problems.length > 0 ? [schema] : [])),
  );
  const hasData = parts.some(({ schema }) => !broken.has(schema) && schema.type !== 'null');
  for (const { problems } of read) {
    reader.keep(hasData ? problems.map((each) => ({ ...each, isCode: false })) : problems);
  }
}

/** Each member once; a union with a member that takes anything takes anything. */
function anyOf(schemas: readonly Schema[]): Schema {
  const seen = new Set<string>();
  const different = schemas.filter((schema) => {
    const key = JSON.stringify(schema);
    return !seen.has(key) && seen.add(key);
  });
  if (different.length === 0) return { type: 'null' };
  if (different.length === 1) return different[0]!;
  return different.some(isEmpty) ? {} : { anyOf: different };
}

function isEmpty(schema: Schema): boolean {
  return Object.keys(schema).length === 0;
}

/** The place of a member in the union as written; `null` is last, unwritten ones before it. */
type Order = (type: Type) => number;

const UNWRITTEN = 1_000_000;

function orderOf(reader: TypeReader, type: Type, hint: TypeNode | undefined): Order {
  const keys = writtenMembers(reader, type, hint).flatMap((node) => {
    const member = unbrandedOf(node);
    // Of `keyof X` and the like nobody wrote the members: the checker's order means nothing.
    const inner = member.isUnion() ? member.getUnionTypes().map(keyOf).sort() : [];
    return [keyOf(member), ...inner];
  });
  const places = new Map<string, number>();
  for (const [index, key] of keys.entries()) if (!places.has(key)) places.set(key, index);
  return (member) => (member.isNull() ? UNWRITTEN + 1 : (places.get(keyOf(member)) ?? UNWRITTEN));
}

function writtenMembers(
  reader: TypeReader,
  type: Type,
  hint: TypeNode | undefined,
): readonly TypeNode[] {
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

/** The annotation of each member. */
function memberNodes(
  reader: TypeReader,
  hint: TypeNode | undefined,
): ReadonlyMap<string, TypeNode> {
  return new Map(memberHints(reader.morph, hint).map((node) => [keyOf(unbrandedOf(node)), node]));
}

function unbrandedOf(node: TypeNode): Type {
  const type = node.getType();
  return unbranded(type) ?? type;
}

function part(reader: TypeReader, member: Type, schema: Schema, order: Order): Part {
  return { schema, order: order(member), text: typeText(reader.morph, member) };
}

function isLiteral(type: Type): boolean {
  return type.isStringLiteral() || type.isNumberLiteral() || type.isEnumLiteral();
}

function titleOf(reader: TypeReader, type: Type, hint: TypeNode | undefined): string | undefined {
  const named = aliasName(reader.morph, hint);
  if (named !== undefined || type.getAliasTypeArguments().length > 0) return named;
  return type.getAliasSymbol()?.getName();
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
  if (!type.isEnumLiteral() && !type.isEnum()) return undefined;
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
    const known = byEnum.get(declaration);
    if (known === undefined) byEnum.set(declaration, [member]);
    else known.push(member);
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
  // Only numbers can be computed; which ones is known when the module runs.
  if (values.includes(null)) {
    return { type: 'number', 'x-millrace': { title: declaration.getName() } };
  }
  return {
    enum: values,
    'x-millrace': {
      names: members.map((member) => member.getName().replace(/^['"]|['"]$/g, '')),
      title: declaration.getName(),
    },
  };
}
