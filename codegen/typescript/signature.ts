/** From one overload of a function to its signature. */
import { labelOf } from '../../src/config/label.js';
import type { Schema } from '../../src/config/json-schema.js';
import type { Diagnostic, FunctionSignature } from '../../src/config/signature.js';
import { FunctionScope } from './function-scope.js';
import type { ScopeOptions } from './function-scope.js';
import { readParameters } from './parameters.js';
import type { TsMorph } from './load-ts-morph.js';
import { readResults } from './results.js';
import type { ReadParameters } from './parameters.js';

/** A signature, and what its author should know. */
export interface ReadSignature {
  readonly signature: FunctionSignature;
  readonly diagnostics: readonly Diagnostic[];
  /** A type's name was not known; the whole library may know it. */
  readonly unresolved: boolean;
}

/** Reads one overload. A type parameter is a variable where an input and an output share it. */
export function readSignature(
  morph: TsMorph,
  options: Omit<ScopeOptions, 'variables'>,
): ReadSignature {
  const parameters = options.overload.signature.getTypeParameters();
  if (parameters.length === 0) return readWith(morph, { ...options, variables: new Set() });
  const { signature } = readWith(morph, { ...options, variables: 'all' });
  const inputs = variablesIn(signature.parameters.map(({ schema }) => schema));
  const outputs = variablesIn(signature.outputs.map(({ schema }) => schema));
  const variables = new Set([...inputs].filter((name) => outputs.has(name)));
  // Once more: without its variable a type may be the same as another member, or anything.
  return readWith(morph, { ...options, variables });
}

function readWith(morph: TsMorph, options: ScopeOptions): ReadSignature {
  const { found } = options;
  const scope = new FunctionScope(morph, options);
  const { description, category, id, version, examples } = scope.documentation;
  const read = readParameters(scope);
  const label = labelFrom(scope, read);
  const signature: FunctionSignature = {
    name: found.exported,
    line: lineOf(scope),
    ...(description === undefined ? {} : { description }),
    ...read,
    ...readResults(scope),
    sourceText: found.text.replace(/\r\n?/g, '\n'),
    ...(id === undefined ? {} : { id }),
    ...(label === undefined ? {} : { label }),
    ...(category === undefined ? {} : { category }),
    ...(version === undefined ? {} : { version }),
    ...(examples.length === 0 ? {} : { examples }),
  };
  return { signature, diagnostics: scope.diagnostics, unresolved: scope.unresolved };
}

/** That of the overload itself; where its type was made elsewhere, that of the export. */
function lineOf({ morph: { Node: is }, found, declaration }: FunctionScope): number {
  const isOwn =
    is.isFunctionDeclaration(declaration) ||
    is.isMethodDeclaration(declaration) ||
    is.isMethodSignature(declaration) ||
    is.isCallSignatureDeclaration(declaration);
  const isHere = declaration.getSourceFile() === found.declaration.getSourceFile();
  return (isOwn && isHere ? declaration : found.declaration).getStartLineNumber();
}

/** `@label` of the function, not of a parameter that it names; a default export has no name to show. */
function labelFrom(scope: FunctionScope, { parameters }: ReadParameters): string | undefined {
  const { label } = scope.documentation;
  const [first, ...rest] = (label ?? '').split(' ');
  const isOfPort = rest.length > 0 && parameters.some(({ name }) => name === first);
  if (label !== undefined && !isOfPort) return label;
  const { ownName } = scope.found;
  return ownName === undefined ? undefined : labelOf(ownName);
}

/** The names of all type parameters in schemas. */
function variablesIn(schemas: readonly Schema[]): ReadonlySet<string> {
  const names = new Set<string>();
  JSON.stringify(schemas, (key, value: unknown) => {
    if (key === 'x-millrace') {
      const { variable } = value as { variable?: string };
      if (variable !== undefined) names.add(variable);
    }
    return value;
  });
  return names;
}
