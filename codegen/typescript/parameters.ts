/** From a function's parameters to those of its signature. */
import type { BindingElement, ObjectBindingPattern, Symbol as MorphSymbol } from 'ts-morph';
import type { JsonValue, Schema } from '../../src/config/json-schema.js';
import type { ParameterSignature } from '../../src/config/signature.js';
import { applyNotes, isPortNote, notesAbout } from './doc-notes.js';
import type { FunctionScope, Report } from './function-scope.js';
import { readJsDoc } from './jsdoc.js';
import type { DocNote } from './jsdoc.js';
import { itemsSchema } from './list-schema.js';
import { defaultOf } from './literals.js';
import type { ReadDefault } from './literals.js';
import { propertyOf } from './object-schema.js';
import type { ReadProperty } from './object-schema.js';
import { isContext, slotsOf } from './slots.js';
import type { Slot } from './slots.js';
import { intrinsicName } from './type-text.js';

/** The parameters, and how they are handed over. */
export interface ReadParameters {
  readonly callStyle: 'positional' | 'object';
  readonly context: boolean;
  readonly parameters: readonly ParameterSignature[];
}

/** Reads the parameters of a function. */
export function readParameters(scope: FunctionScope): ReadParameters {
  const slots = slotsOf(scope);
  const last = slots.at(-1);
  const context = last !== undefined && isContext(scope, last);
  const own = context ? slots.slice(0, -1) : slots;
  const fields = own.length === 1 ? readFields(scope, own[0]!, undefined) : undefined;
  if (fields !== undefined) return { callStyle: 'object', context, parameters: fields };
  const parameters = own.flatMap((slot, index): readonly ParameterSignature[] => {
    const name = nameOf(scope, slot, index);
    return readFields(scope, slot, name) ?? [readParameter(scope, slot, name)];
  });
  return { callStyle: 'positional', context, parameters: withDifferentNames(parameters) };
}

/** A destructured parameter among others has no name; the comment may give it one. */
function nameOf({ morph, documentation }: FunctionScope, slot: Slot, index: number): string {
  const { declaration } = slot;
  if (declaration === undefined || morph.Node.isIdentifier(declaration.getNameNode())) {
    return slot.name;
  }
  const documented = documentation.parameterNames.filter((name) => !name.includes('.'));
  return documented[index] ?? `argument${index + 1}`;
}

/** A property that has the name of another port is told apart by that of its object. */
function withDifferentNames(
  parameters: readonly ParameterSignature[],
): readonly ParameterSignature[] {
  const seen = new Map<string, number>();
  for (const { name } of parameters) seen.set(name, (seen.get(name) ?? 0) + 1);
  return parameters.map((parameter) => {
    const { name, partOf, meta } = parameter;
    if (partOf === undefined || seen.get(name) === 1 || meta?.id !== undefined) return parameter;
    return { ...parameter, meta: { ...meta, id: `${partOf}_${name}` } };
  });
}

function readParameter(scope: FunctionScope, slot: Slot, name: string): ParameterSignature {
  const { declaration, type, rest } = slot;
  const hint = declaration?.getTypeNode();
  const at = hint ?? declaration;
  if (isContext(scope, slot)) {
    scope.report({
      code: 'context-misplaced',
      severity: 'error',
      part: name,
      problem: 'a NodeContext has to be the last parameter',
      fix: 'move it to the end',
      at,
    });
  }
  const value = defaultOf(scope.morph, declaration?.getInitializer());
  const guess = intrinsicName(type) === 'any' ? schemaOf(value.default) : undefined;
  const typed =
    guess === undefined ? scope.typed({ part: name, type, hint, at }) : { schema: guess };
  const isAny = Object.keys(typed.schema).length === 0;
  const inferred = isAny && hint === undefined ? schemaOf(value.default) : undefined;
  const schema =
    rest === 'item' || (rest === 'list' && isAny)
      ? itemsSchema(typed.schema)
      : (inferred ?? typed.schema);
  const { notes, parameters } = scope.documentation;
  const about = notesAbout(notes, (word) => word === name);
  const noted = note(scope, { part: name, at }, { ...value, ...typed, schema }, about);
  const description = parameters.get(name);
  const limited = noteInside(scope, { part: name, at }, noted.schema);
  const isOptional = rest === undefined ? slot.optional : (limited.minItems ?? 0) === 0;
  return {
    name,
    ...(rest === undefined ? {} : { kind: 'rest' as const }),
    ...noted,
    schema: limited,
    required: !isOptional,
    ...(description === undefined ? {} : { description }),
  };
}

/** What a value without a type is: that of its default. */
function schemaOf(value: JsonValue | undefined): Schema | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return { type: 'array' };
  return { type: typeof value as 'number' | 'string' | 'boolean' | 'object' };
}

type Notable = ReadDefault & Pick<ParameterSignature, 'schema' | 'meta'>;

/** What a note is about, and where that stands. */
type NotedPart = Pick<Report, 'part' | 'at'>;

function note(
  scope: FunctionScope,
  part: NotedPart,
  port: Notable,
  notes: readonly DocNote[],
): Notable {
  const { noted, problems } = applyNotes(scope.morph, port, notes);
  for (const each of problems) scope.report({ code: 'doc-tag', ...part, ...each });
  return noted;
}

/** `@minimum options.width 0`: about a property of a port. */
function noteInside(scope: FunctionScope, { part: name, at }: NotedPart, schema: Schema): Schema {
  const { properties } = schema;
  if (properties === undefined) return schema;
  const { notes, parameters } = scope.documentation;
  const changed = Object.entries(properties).flatMap(([key, field]): [string, Schema][] => {
    const path = `${name}.${key}`;
    const about = notesAbout(notes, (word) => word === path);
    const said = field.description === undefined ? parameters.get(path) : undefined;
    if (about.length === 0 && said === undefined) return [];
    const {
      schema: limited,
      default: value,
      meta,
    } = note(scope, { part: path, at }, { schema: field }, about);
    return [
      [
        key,
        {
          ...limited,
          ...(said === undefined ? {} : { description: said }),
          ...(meta?.label === undefined ? {} : { title: meta.label }),
          ...(value === undefined ? {} : { default: value }),
        },
      ],
    ];
  });
  return changed.length === 0
    ? schema
    : { ...schema, properties: { ...properties, ...Object.fromEntries(changed) } };
}

/** A property that becomes a port. */
interface Field extends ReadProperty {
  readonly name: string;
  readonly property: MorphSymbol;
  readonly value: ReadDefault;
  readonly isOptional: boolean;
}

/** One port per property of a destructured object; undefined where it has to stay one port. */
function readFields(
  scope: FunctionScope,
  slot: Slot,
  partOf: string | undefined,
): readonly ParameterSignature[] | undefined {
  const pattern = slot.declaration?.getNameNode();
  if (!scope.morph.Node.isObjectBindingPattern(pattern)) return undefined;
  const type = slot.type.getNonNullableType();
  const properties = type.getProperties();
  const isOpen = type.getStringIndexType() !== undefined;
  if (properties.length === 0 || type.isUnion() || isOpen) return undefined;
  const initializer = slot.declaration?.getInitializer();
  const whole = defaultOf(scope.morph, initializer);
  const diagnostics = scope.diagnostics.length;
  const elements = elementsOf(pattern);
  const fields = properties.flatMap((property) =>
    readField(scope, property, elements, recordOf(whole.default)),
  );
  // With an object of its own in reserve, the function takes all or nothing of what it requires.
  const hasReserve = slot.optional && fields.some(({ isOptional }) => !isOptional);
  if (hasReserve) {
    scope.diagnostics.length = diagnostics;
    return undefined;
  }
  return fields.map((field) => toParameter(scope, field, partOf));
}

function elementsOf(pattern: ObjectBindingPattern): ReadonlyMap<string, BindingElement> {
  return new Map(
    pattern
      .getElements()
      .map((element) => [
        (element.getPropertyNameNode()?.getText() ?? element.getName()).replace(/^['"]|['"]$/g, ''),
        element,
      ]),
  );
}

function recordOf(value: JsonValue | undefined): { readonly [name: string]: JsonValue } {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as { readonly [name: string]: JsonValue }) : {};
}

function readField(
  scope: FunctionScope,
  property: MorphSymbol,
  elements: ReadonlyMap<string, BindingElement>,
  whole: { readonly [name: string]: JsonValue },
): readonly Field[] {
  const name = property.getName();
  const reader = scope.reader('input');
  const read = propertyOf(reader, property);
  if (read === undefined) return [];
  const element = elements.get(name);
  scope.reportUntyped(name, reader, read.hint ?? element);
  const own = defaultOf(scope.morph, element?.getInitializer());
  const isGiven = Object.hasOwn(whole, name);
  const value =
    element?.getInitializer() === undefined && isGiven ? { default: whole[name]! } : own;
  const isOptional = read.optional || element?.getInitializer() !== undefined || isGiven;
  return [{ ...read, schema: reader.close(read.schema), name, property, value, isOptional }];
}

function toParameter(
  scope: FunctionScope,
  { name, property, schema, hint, value, isOptional }: Field,
  partOf: string | undefined,
): ParameterSignature {
  const { morph, documentation } = scope;
  const [declaration] = property.getDeclarations();
  const isNoted = declaration !== undefined && morph.Node.isJSDocable(declaration);
  const own = readJsDoc(morph, isNoted ? declaration.getJsDocs() : []);
  const isPath = (word: string): boolean => word === name || word.endsWith(`.${name}`);
  const said = [...documentation.parameters].find(([path]) => isPath(path))?.[1];
  const description = said ?? own.description;
  const meta = scope.meta(name, hint);
  const about = [...notesAbout(documentation.notes, isPath), ...own.notes.filter(isPortNote)];
  const port = { ...value, schema, ...(meta === undefined ? {} : { meta }) };
  return {
    name,
    ...note(scope, { part: name, at: hint }, port, about),
    required: !isOptional,
    ...(partOf === undefined ? {} : { partOf }),
    ...(description === undefined ? {} : { description }),
  };
}
