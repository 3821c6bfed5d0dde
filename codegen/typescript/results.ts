/** From what a function returns to the outputs of its signature. */
import type { Type, TypeNode } from 'ts-morph';
import type { FunctionSignature, OutputSignature } from '../../src/config/signature.js';
import type { FunctionScope } from './function-scope.js';
import { globalNameOf } from './global-types.js';
import { readJsDoc } from './jsdoc.js';
import { elementFlagsOf, elementNamesOf, itemsSchema } from './list-schema.js';
import { propertyOf } from './object-schema.js';
import { orNull, takesUndefined } from './nullable.js';
import { argumentHint, elementHints } from './type-hints.js';

type Results = Pick<FunctionSignature, 'async' | 'returns' | 'outputs' | 'collect'>;

/** Reads the result of a function. */
export function readResults(scope: FunctionScope): Results {
  const { morph, overload, declaration, documentation } = scope;
  const { Node: is } = morph;
  const returned = overload.signature.getReturnType();
  const written = is.isReturnTyped(declaration) ? declaration.getReturnTypeNode() : undefined;
  const awaited = promised(returned);
  const hint =
    awaited === undefined ? written : argumentHint(morph, written, ['Promise', 'PromiseLike'], 0);
  const type = awaited ?? returned;
  const items = itemsOf(type);
  const isAsync =
    (is.isAsyncable(declaration) && declaration.isAsync()) ||
    awaited !== undefined ||
    items?.isAsync === true;
  const port: Result = { type, hint, at: written };
  if (documentation.outputs !== undefined) {
    const outputs = objectOutputs(scope, port, documentation.outputs);
    if (outputs !== undefined) return { async: isAsync, returns: 'object', outputs };
  }
  if (type.isVoid() || type.isUndefined() || type.isNever()) {
    return { async: isAsync, returns: 'void', outputs: [] };
  }
  if (items !== undefined) {
    const output = itemsOutput(scope, { ...port, type: items.type });
    return { async: isAsync, returns: 'value', collect: true, outputs: [output] };
  }
  // An element that may be missing makes one list: every output would have to come.
  if (type.isTuple() && elementFlagsOf(type).every((flag) => flag === 1)) {
    return { async: isAsync, returns: 'tuple', outputs: tupleOutputs(scope, port) };
  }
  return { async: isAsync, returns: 'value', outputs: [valueOutput(scope, port)] };
}

/** A type that is returned, its annotation, and where that stands. */
interface Result {
  readonly type: Type;
  readonly hint?: TypeNode | undefined;
  readonly at?: TypeNode | undefined;
}

function valueOutput(scope: FunctionScope, result: Result): OutputSignature {
  const { returns } = scope.documentation;
  const { schema, meta } = scope.typed({ part: 'return', ...result });
  return {
    schema: takesUndefined(result.type) ? orNull(schema) : schema,
    ...(returns === undefined ? {} : { description: returns }),
    ...(meta === undefined ? {} : { meta }),
  };
}

function itemsOutput(scope: FunctionScope, { type, hint, at }: Result): OutputSignature {
  const item = valueOutput(scope, { type, hint: argumentHint(scope.morph, hint, LAZY, 0), at });
  const { $defs, ...schema } = item.schema;
  return { ...item, schema: { ...itemsSchema(schema), ...($defs === undefined ? {} : { $defs }) } };
}

function tupleOutputs(
  scope: FunctionScope,
  { type, hint, at }: Result,
): readonly OutputSignature[] {
  const names = elementNamesOf(type);
  const hints = elementHints(scope.morph, hint);
  return type.getTupleElements().map((item, index) => {
    const name = names[index];
    const { schema, meta } = scope.typed({ part: 'return', type: item, hint: hints[index], at });
    return {
      ...(name === undefined ? {} : { name }),
      schema: takesUndefined(item) ? orNull(schema) : schema,
      ...(meta === undefined ? {} : { meta }),
    };
  });
}

/** An output per property, for `@outputs`; undefined where the result has none. */
function objectOutputs(
  scope: FunctionScope,
  { type, at }: Result,
  names: readonly string[],
): readonly OutputSignature[] | undefined {
  const properties = type.isObject() || type.isIntersection() ? type.getProperties() : [];
  const there = properties.map((property) => property.getName());
  const missing = names.filter((name) => !there.includes(name));
  if (properties.length === 0 || missing.length > 0) {
    scope.report({
      code: 'bad-outputs',
      severity: 'error',
      part: 'return',
      problem:
        properties.length === 0
          ? '`@outputs` needs a result that is an object with properties'
          : `\`@outputs\` names ${missing.map((name) => `\`${name}\``).join(', ')}, which the result does not have`,
      fix: properties.length === 0 ? 'remove the tag' : `use some of ${there.join(', ')}`,
      at,
    });
    return undefined;
  }
  const wanted = names.length === 0 ? there : names;
  return wanted.flatMap((name): readonly OutputSignature[] => {
    const property = properties.find((each) => each.getName() === name)!;
    const reader = scope.reader('output');
    const read = propertyOf(reader, property);
    if (read === undefined) return [];
    scope.reportUntyped('return', reader, at);
    const [declaration] = property.getDeclarations();
    const isNoted = declaration !== undefined && scope.morph.Node.isJSDocable(declaration);
    const { description } = readJsDoc(scope.morph, isNoted ? declaration.getJsDocs() : []);
    const meta = scope.meta('return', read.hint);
    const schema = reader.close(read.schema);
    return [
      {
        name,
        schema: read.optional ? orNull(schema) : schema,
        ...(description === undefined ? {} : { description }),
        ...(meta === undefined ? {} : { meta }),
      },
    ];
  });
}

/** What gives its items one after another. */
const LAZY = [
  'ArrayIterator',
  'AsyncGenerator',
  'AsyncIterable',
  'AsyncIterableIterator',
  'AsyncIterator',
  'AsyncIteratorObject',
  'Generator',
  'Iterable',
  'IterableIterator',
  'Iterator',
  'IteratorObject',
  'MapIterator',
  'SetIterator',
  'StringIterator',
];

function itemsOf(type: Type): { readonly type: Type; readonly isAsync: boolean } | undefined {
  const name = globalNameOf(type);
  const [item] = type.getTypeArguments();
  if (name === undefined || item === undefined || !LAZY.includes(name)) return undefined;
  return { type: item, isAsync: name.startsWith('Async') };
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
