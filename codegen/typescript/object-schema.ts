/** Interfaces, object types, records, mapped types. */
import type { Node, Symbol as MorphSymbol, Type, TypeNode } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';
import { applyNotes, isPortNote } from './doc-notes.js';
import type { Noted } from './doc-notes.js';
import { globalSchema } from './global-types.js';
import { readJsDoc } from './jsdoc.js';
import { itemsSchema } from './list-schema.js';
import { basesOf, instanceOfSomething, instanceSchema } from './opaque.js';
import { readPortMeta } from './port-meta.js';
import type { TypeReader } from './type-reader.js';
import { definedHint } from './type-hints.js';

/** The schema of a plain object type; `alias` is the name the annotation gives it. */
export function objectSchema(
  reader: TypeReader,
  type: Type,
  hint: TypeNode | undefined,
  alias?: string,
): Schema {
  const title = alias ?? nameOf(type);
  const instance = instanceSchema(reader.morph, type, reader.root);
  if (instance !== undefined) return inherited(reader, type) ?? instance;
  const list = basesOf(type).find((base) => base.isArray() || base.isReadonlyArray());
  if (list !== undefined) {
    return reader.withArguments(type, () =>
      reader.within(type, title ?? genericName(type), () => reader.schema(list)),
    );
  }
  const all = propertiesOf(reader, type);
  const properties = all.filter((property) => !ON_EVERY_VALUE.has(property.getName()));
  const method = properties.find(
    (property) => !property.isOptional() && !isSymbol(property) && isMethod(property, reader),
  );
  if (method !== undefined) return instanceOfSomething(title ?? genericName(type));
  return reader.within(type, title ?? genericName(type), () => {
    const texts = type.getStringIndexType();
    const values = texts ?? type.getNumberIndexType();
    // `Record<string, never>` has no entries, which is fine.
    const extra =
      values?.isNever() === true ? {} : values && reader.schema(values, valueHint(reader, hint));
    if (properties.length === 0) {
      const record = recordSchema(reader, type, extra);
      // Numbers alone are the keys of lists, too.
      const isNumbered = extra !== undefined && texts === undefined && !isMapped(reader, type);
      return isNumbered ? { anyOf: [itemsSchema(extra), record] } : record;
    }
    return {
      type: 'object',
      ...fields(reader, properties),
      ...(extra === undefined || isEmpty(extra) ? {} : { additionalProperties: extra }),
      ...(title === undefined ? {} : { 'x-millrace': { title } }),
    };
  });
}

/** What every value has: a type that asks for no more takes anything. */
const ON_EVERY_VALUE: ReadonlySet<string> = new Set([
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
]);

/** A returned instance of a class that extends one of the library's is one of those, too. */
function inherited(reader: TypeReader, type: Type): Schema | undefined {
  if (!reader.isOutput) return undefined;
  return reader.withArguments(type, () => {
    for (const base of basesOf(type)) {
      const isList = base.isArray() || base.isReadonlyArray();
      const schema = isList
        ? reader.schema(base)
        : (globalSchema(reader, base, undefined) ?? inherited(reader, base));
      if (schema !== undefined) return schema;
    }
    return undefined;
  });
}

/** Without named properties: a map of values, or nothing is known. */
function recordSchema(reader: TypeReader, type: Type, values: Schema | undefined): Schema {
  if (values === undefined) return isMapped(reader, type) ? { type: 'object' } : {};
  return isEmpty(values) ? { type: 'object' } : { type: 'object', additionalProperties: values };
}

function isMapped({ morph }: TypeReader, type: Type): boolean {
  const { objectFlags = 0 } = type.compilerType as { objectFlags?: number };
  return (objectFlags & morph.ObjectFlags.Mapped) !== 0;
}

function isEmpty(schema: Schema): boolean {
  return Object.keys(schema).length === 0;
}

function valueHint(reader: TypeReader, hint: TypeNode | undefined): TypeNode | undefined {
  if (hint === undefined || !reader.morph.Node.isTypeReference(hint)) return undefined;
  return hint.getTypeName().getText() === 'Record' ? hint.getTypeArguments()[1] : undefined;
}

function nameOf(type: Type): string | undefined {
  // A generic type's name says too little about one of its instances.
  const generic = type.getAliasTypeArguments().length > 0 || type.getTypeArguments().length > 0;
  return generic ? undefined : genericName(type);
}

/** What a type is called, whatever its arguments. */
function genericName(type: Type): string | undefined {
  const name = type.getAliasSymbol()?.getName() ?? type.getSymbol()?.getName();
  return name === undefined || name.startsWith('__') ? undefined : name;
}

function isMethod(property: MorphSymbol, reader: TypeReader): boolean {
  const declaration = property.getDeclarations()[0];
  return (
    declaration !== undefined &&
    (reader.morph.Node.isMethodSignature(declaration) ||
      reader.morph.Node.isMethodDeclaration(declaration))
  );
}

/** Named by a symbol: no document can name it. */
function isSymbol(property: MorphSymbol): boolean {
  return property.getName().startsWith('__@');
}

/** In the order of their declaration; mapped types forget it. */
function propertiesOf(reader: TypeReader, type: Type): readonly MorphSymbol[] {
  const properties = type.getProperties();
  if (!isMapped(reader, type)) return properties;
  const place = (property: MorphSymbol): string => {
    const [declaration] = property.getDeclarations();
    return declaration === undefined
      ? `~${property.getName()}`
      : String(declaration.getPos()).padStart(9, '0');
  };
  return [...properties].sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

function fields(
  reader: TypeReader,
  properties: readonly MorphSymbol[],
): Pick<Schema, 'properties' | 'required'> {
  const schemas: Record<string, Schema> = {};
  const required: string[] = [];
  for (const property of properties) {
    const name = property.getName();
    const field = reader.at(name, () => readField(reader, property));
    if (field === undefined) continue;
    Object.defineProperty(schemas, name, { value: field.schema, enumerable: true });
    if (!field.optional) required.push(name);
  }
  return { properties: schemas, required };
}

/** A field, or undefined for one that documents leave out: optional code. */
function readField(reader: TypeReader, property: MorphSymbol): ReadProperty | undefined {
  let read: ReadProperty | undefined;
  const { problems } = reader.attempt(() => {
    read = propertyOf(reader, property);
    return read?.schema ?? {};
  });
  if (read === undefined) return undefined;
  const isCode = problems.length > 0 && problems.every((problem) => problem.isCode);
  if (read.optional && isCode) return undefined;
  reader.keep(problems);
  return { ...read, schema: withWords(reader, read, property) };
}

/** What the property's comment and its `Port<…>` say. */
function withWords(reader: TypeReader, read: ReadProperty, property: MorphSymbol): Schema {
  const [declaration] = property.getDeclarations();
  const { description, notes } = readJsDoc(
    reader.morph,
    declaration === undefined ? [] : docsOf(reader, declaration),
  );
  const { meta: own } = readPortMeta(reader.morph, read.hint);
  const port: Noted = { schema: read.schema, ...(own === undefined ? {} : { meta: own }) };
  const { noted } = applyNotes(reader.morph, port, notes.filter(isPortNote));
  const { meta = {}, default: value } = noted;
  const said = meta.description ?? description;
  return {
    ...noted.schema,
    ...(meta.label === undefined ? {} : { title: meta.label }),
    ...(said === undefined ? {} : { description: said }),
    ...(meta.min === undefined ? {} : { minimum: meta.min }),
    ...(meta.max === undefined ? {} : { maximum: meta.max }),
    ...(value === undefined ? {} : { default: value }),
  };
}

function docsOf(reader: TypeReader, declaration: Node) {
  return reader.morph.Node.isJSDocable(declaration) ? declaration.getJsDocs() : [];
}

/** A property of an object type, as a field or as a port of its own. */
export interface ReadProperty {
  readonly schema: Schema;
  readonly optional: boolean;
  readonly hint?: TypeNode;
}

/** The type and annotation of a property; undefined for one that is named by a symbol. */
export function propertyOf(reader: TypeReader, property: MorphSymbol): ReadProperty | undefined {
  if (isSymbol(property)) return undefined;
  const [declaration] = property.getDeclarations();
  const { Node: is } = reader.morph;
  // A generic property's annotation names the parameter, not what it is here.
  const hint =
    declaration !== undefined &&
    (is.isPropertySignature(declaration) || is.isParameterDeclaration(declaration))
      ? declaration.getTypeNode()
      : undefined;
  const of = property.getTypeAtLocation(declaration ?? reader.location);
  const optional =
    property.isOptional() ||
    of.isUndefined() ||
    (of.isUnion() && of.getUnionTypes().some((member) => member.isUndefined()));
  const schema = reader.schema(of, definedHint(reader.morph, hint));
  return { schema, optional, ...(hint === undefined ? {} : { hint }) };
}
