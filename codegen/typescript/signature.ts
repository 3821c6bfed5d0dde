/** From a function's declaration to its signature. */
import type { ParameterDeclaration, Type, TypeNode } from 'ts-morph';
import type {
  Diagnostic,
  FunctionSignature,
  OutputSignature,
  ParameterSignature,
} from '../../src/config/signature.js';
import type { Schema } from '../../src/config/json-schema.js';
import type { FoundFunction } from './exports.js';
import { readJsDoc } from './jsdoc.js';
import type { Documentation } from './jsdoc.js';
import { literalOf } from './literals.js';
import { isFromMillrace, readPortMeta } from './port-meta.js';
import type { TsMorph } from './project.js';
import { propertyOf } from './object-schema.js';
import { elementFlagsOf, elementNamesOf, SchemaReader } from './schema.js';
import { argumentHint, definedHint, elementHints, resolvedHint } from './type-hints.js';

/** Of one port; whoever has more of them needs another type, not a longer list. */
const MAX_PROBLEMS = 3;

/** A signature, and what its author should know. */
export interface ReadSignature {
  readonly signature: FunctionSignature;
  readonly diagnostics: readonly Diagnostic[];
  /** A type's name was not known; the whole library may know it. */
  readonly unresolved: boolean;
}

/** Reads one function; `file` is its path as diagnostics show it. */
export function readSignature(morph: TsMorph, found: FoundFunction, file: string): ReadSignature {
  return new SignatureReader(morph, found, file).read();
}

class SignatureReader {
  readonly #morph: TsMorph;
  readonly #found: FoundFunction;
  readonly #file: string;
  readonly #documentation: Documentation;
  readonly #diagnostics: Diagnostic[] = [];
  #unresolved = false;

  constructor(morph: TsMorph, found: FoundFunction, file: string) {
    this.#morph = morph;
    this.#found = found;
    this.#file = file;
    this.#documentation = readJsDoc(morph, found.docs);
  }

  read(): ReadSignature {
    const { declaration, exported, line, text } = this.#found;
    const all = declaration.getParameters().filter((item) => item.getName() !== 'this');
    const last = all.at(-1);
    const context = last !== undefined && this.#isContext(last);
    const own = context ? all.slice(0, -1) : all;
    const fields = own.length === 1 ? this.#fields(own[0]!) : undefined;
    const { description, label, category, id, version } = this.#documentation;
    const signature: FunctionSignature = {
      name: exported,
      line,
      ...(description === undefined ? {} : { description }),
      ...this.#results(),
      callStyle: fields === undefined ? 'positional' : 'object',
      context,
      parameters: fields ?? own.map((item, index) => this.#parameter(item, index)),
      sourceText: text.replace(/\r\n?/g, '\n'),
      ...(id === undefined ? {} : { id }),
      ...(label === undefined ? {} : { label }),
      ...(category === undefined ? {} : { category }),
      ...(version === undefined ? {} : { version }),
    };
    return { signature, diagnostics: this.#diagnostics, unresolved: this.#unresolved };
  }

  #isContext(parameter: ParameterDeclaration): boolean {
    const { Node: is } = this.#morph;
    const node = resolvedHint(this.#morph, definedHint(this.#morph, parameter.getTypeNode()));
    return (
      is.isTypeReference(node) && isFromMillrace(this.#morph, node.getTypeName(), 'NodeContext')
    );
  }

  #parameter(parameter: ParameterDeclaration, index: number): ParameterSignature {
    const named = this.#morph.Node.isIdentifier(parameter.getNameNode());
    const name = named ? parameter.getName() : this.#patternName(index);
    const hint = parameter.getTypeNode();
    const initializer = parameter.getInitializer();
    const rest = parameter.isRestParameter();
    if (this.#isContext(parameter)) {
      const problem = 'a NodeContext has to be the last parameter; move it to the end';
      this.#report('error', 'context-misplaced', name, problem);
    }
    const { meta, schema } = this.#typed(name, parameter.getType(), hint);
    const value = initializer === undefined ? undefined : literalOf(this.#morph, initializer);
    const description = this.#documentation.parameters.get(name);
    const optional = rest
      ? (schema.minItems ?? 0) === 0
      : parameter.isOptional() || takesUndefined(parameter.getType());
    return {
      name,
      ...(rest ? { kind: 'rest' as const } : {}),
      schema,
      required: !optional,
      ...(value === undefined ? {} : { default: value }),
      ...(description === undefined ? {} : { description }),
      ...(meta === undefined ? {} : { meta }),
    };
  }

  /** A destructured parameter among others has no name; the comment may give it one. */
  #patternName(index: number): string {
    const documented = this.#documentation.parameterNames.filter((name) => !name.includes('.'));
    return documented[index] ?? `argument${index + 1}`;
  }

  /** One port per property, when the only parameter is a destructured object. */
  #fields(parameter: ParameterDeclaration): readonly ParameterSignature[] | undefined {
    const pattern = parameter.getNameNode();
    if (!this.#morph.Node.isObjectBindingPattern(pattern)) return undefined;
    const type = parameter.getType().getNonNullableType();
    const properties = type.getProperties();
    if (properties.length === 0 || type.isUnion() || type.getStringIndexType() !== undefined) {
      return undefined;
    }
    const elements = new Map(
      pattern
        .getElements()
        .map((element) => [element.getPropertyNameNode()?.getText() ?? element.getName(), element]),
    );
    return properties.flatMap((property): readonly ParameterSignature[] => {
      const name = property.getName();
      const reader = new SchemaReader(this.#morph);
      const read = propertyOf(reader, property, type);
      if (read === undefined) return [];
      this.#reportUntyped(name, reader);
      const meta = this.#meta(name, read.hint);
      const initializer = elements.get(name)?.getInitializer();
      const value = initializer === undefined ? undefined : literalOf(this.#morph, initializer);
      const description = this.#fieldText(name, property.getDeclarations()[0]);
      return [
        {
          name,
          schema: read.schema,
          required: !read.optional && initializer === undefined,
          ...(value === undefined ? {} : { default: value }),
          ...(description === undefined ? {} : { description }),
          ...(meta === undefined ? {} : { meta }),
        },
      ];
    });
  }

  /** `@param options.name`, `@param name`, or the property's own comment. */
  #fieldText(name: string, declaration: import('ts-morph').Node | undefined): string | undefined {
    for (const [path, text] of this.#documentation.parameters) {
      if (path === name || path.endsWith(`.${name}`)) return text;
    }
    if (declaration === undefined || !this.#morph.Node.isJSDocable(declaration)) return undefined;
    return readJsDoc(this.#morph, declaration.getJsDocs()).description;
  }

  #results(): Pick<FunctionSignature, 'async' | 'returns' | 'outputs'> {
    const { declaration } = this.#found;
    const returned = declaration.getReturnType();
    const awaited = promised(returned);
    const written = declaration.getReturnTypeNode();
    const hint =
      awaited === undefined
        ? written
        : argumentHint(this.#morph, written, ['Promise', 'PromiseLike'], 0);
    const isAsync = declaration.isAsync() || awaited !== undefined;
    const type = awaited ?? returned;
    const none = type.isVoid() || type.isUndefined() || type.isNever();
    if (none) return { async: isAsync, returns: 'void', outputs: [] };
    // An element that may be missing makes one list: every output would have to come.
    if (type.isTuple() && elementFlagsOf(type).every((flag) => flag === 1)) {
      return { async: isAsync, returns: 'tuple', outputs: this.#tupleOutputs(type, hint) };
    }
    const output = this.#output(type, hint, undefined, this.#documentation.returns);
    const schema = takesUndefined(type) ? orNull(output.schema) : output.schema;
    return { async: isAsync, returns: 'value', outputs: [{ ...output, schema }] };
  }

  #tupleOutputs(type: Type, hint: TypeNode | undefined): readonly OutputSignature[] {
    const names = elementNamesOf(type);
    const hints = elementHints(this.#morph, hint);
    return type
      .getTupleElements()
      .map((item, index) => this.#output(item, hints[index], names[index], undefined));
  }

  #output(
    type: Type,
    hint: TypeNode | undefined,
    name: string | undefined,
    description: string | undefined,
  ): OutputSignature {
    const { meta, schema } = this.#typed('return', type, hint);
    return {
      ...(name === undefined ? {} : { name }),
      schema,
      ...(description === undefined ? {} : { description }),
      ...(meta === undefined ? {} : { meta }),
    };
  }

  #typed(name: string, type: Type, hint: TypeNode | undefined) {
    const reader = new SchemaReader(this.#morph);
    const schema = reader.schema(type, definedHint(this.#morph, hint));
    this.#reportUntyped(name, reader);
    return { schema, meta: this.#meta(name, hint) };
  }

  #meta(name: string, hint: TypeNode | undefined) {
    const { meta, problems } = readPortMeta(this.#morph, hint);
    for (const problem of problems) this.#report('warning', 'port-option', name, problem);
    return meta;
  }

  #reportUntyped(name: string, reader: SchemaReader): void {
    this.#unresolved ||= reader.unresolved;
    const { problems } = reader;
    problems.slice(0, MAX_PROBLEMS).forEach((problem, index) => {
      const left = index === MAX_PROBLEMS - 1 ? problems.length - MAX_PROBLEMS : 0;
      const more = left > 0 ? ` (and ${left} more)` : '';
      this.#report(
        'warning',
        'untyped-port',
        name,
        `${problem}. Until then it takes anything${more}`,
      );
    });
  }

  #report(
    severity: Diagnostic['severity'],
    code: string,
    parameter: string,
    problem: string,
  ): void {
    const { exported, line } = this.#found;
    const place = parameter === 'return' ? 'the returned value' : `parameter \`${parameter}\``;
    this.#diagnostics.push({
      code,
      severity,
      message: `\`${exported}\`, ${place}: ${problem}`,
      file: this.#file,
      line,
      function: exported,
      parameter,
    });
  }
}

function takesUndefined(type: Type): boolean {
  return (
    type.isUndefined() ||
    (type.isUnion() && type.getUnionTypes().some((member) => member.isUndefined()))
  );
}

/** A returned `undefined` travels as null. */
function orNull(schema: Schema): Schema {
  const members = schema.anyOf ?? [schema];
  const takesNull = members.some(
    (member) => member.type === 'null' || Object.keys(member).length === 0,
  );
  return takesNull ? schema : { anyOf: [...members, { type: 'null' }] };
}

/** The type a promise is of; of `T | Promise<T>` it is `T`. */
function promised(type: Type): Type | undefined {
  if (!type.isUnion()) return promisedAlone(type);
  const members = type.getUnionTypes();
  const [value, ...others] = members.flatMap((member) => promisedAlone(member) ?? []);
  if (value === undefined || others.length > 0) return undefined;
  const parts = (value.isUnion() ? value.getUnionTypes() : [value]).map(
    ({ compilerType }) => compilerType,
  );
  const rest = members.filter((member) => promisedAlone(member) === undefined);
  return rest.every(({ compilerType }) => parts.includes(compilerType)) ? value : undefined;
}

function promisedAlone(type: Type): Type | undefined {
  const name = type.getSymbol()?.getName();
  if (name !== 'Promise' && name !== 'PromiseLike') return undefined;
  return type.getTypeArguments()[0];
}
