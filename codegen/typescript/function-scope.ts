/** One overload of one function while it is read: its words, its readers, what is to be reported. */
import type { Node, Type, TypeNode } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';
import type { Diagnostic, PortMeta } from '../../src/config/signature.js';
import type { ShowPath } from '../read-module.js';
import type { FoundFunction, FoundOverload } from './exports.js';
import { readJsDoc } from './jsdoc.js';
import type { Documentation } from './jsdoc.js';
import { placeOf } from './place.js';
import type { Place } from './place.js';
import { readPortMeta } from './port-meta.js';
import type { TsMorph } from './load-ts-morph.js';
import { SchemaReader } from './schema.js';
import { definedHint } from './type-hints.js';
import type { Problem } from './type-reader.js';

/** Of one port; whoever has more of them needs another type, not a longer list. */
const MAX_PROBLEMS = 3;

/** What a scope is made of. */
export interface ScopeOptions {
  readonly found: FoundFunction;
  readonly overload: FoundOverload;
  readonly showPath: ShowPath;
  /** What paths of classes start from. */
  readonly root: string;
  readonly variables: ReadonlySet<string> | 'all';
}

/** What is said about a part of a function. */
export interface Report {
  readonly code: string;
  readonly severity?: Diagnostic['severity'];
  /** `return`, or the parameter's name. */
  readonly part: string;
  readonly problem: string;
  readonly fix: string;
  /** Where it is written, where that is in the function itself. */
  readonly at?: Node | undefined;
}

/** What a port is read from. */
export interface Typed {
  readonly part: string;
  readonly type: Type;
  readonly hint?: TypeNode | undefined;
  readonly at?: Node | undefined;
}

/** The function's words and readers, and the diagnostics that reading it gave. */
export class FunctionScope {
  readonly morph: TsMorph;
  readonly found: FoundFunction;
  readonly overload: FoundOverload;
  readonly documentation: Documentation;
  readonly diagnostics: Diagnostic[] = [];
  /** A type's name was not known; the whole library may know it. */
  unresolved = false;
  readonly #options: ScopeOptions;

  constructor(morph: TsMorph, options: ScopeOptions) {
    this.morph = morph;
    this.#options = options;
    this.found = options.found;
    this.overload = options.overload;
    this.documentation = readJsDoc(morph, options.overload.docs);
  }

  /** What declares the overload: a function, a method, a function type. */
  get declaration(): Node {
    return this.overload.signature.getDeclaration();
  }

  /** A reader of one port. */
  reader(side: 'input' | 'output'): SchemaReader {
    const { root, variables } = this.#options;
    const location = this.found.declaration;
    const isOutput = side === 'output';
    return new SchemaReader(this.morph, { location, isOutput, root, variables });
  }

  /** The schema of a port, and what `Port<…>` says about it. */
  typed({ part, type, hint, at }: Typed): { readonly schema: Schema; readonly meta?: PortMeta } {
    const reader = this.reader(part === 'return' ? 'output' : 'input');
    const schema = reader.read(type, definedHint(this.morph, hint));
    this.reportUntyped(part, reader, at ?? hint);
    const meta = this.meta(part, hint);
    return { schema, ...(meta === undefined ? {} : { meta }) };
  }

  meta(part: string, hint: TypeNode | undefined): PortMeta | undefined {
    const { meta, problems } = readPortMeta(this.morph, hint);
    for (const each of problems) this.report({ code: 'port-option', part, ...each, at: hint });
    return meta;
  }

  reportUntyped(part: string, reader: SchemaReader, at: Node | undefined): void {
    this.unresolved ||= reader.unresolved;
    const { problems } = reader;
    problems.slice(0, MAX_PROBLEMS).forEach(({ problem, fix }: Problem, index) => {
      const left = index === MAX_PROBLEMS - 1 ? problems.length - MAX_PROBLEMS : 0;
      const more = left > 0 ? ` (and ${left} more)` : '';
      const which = problem.startsWith('at `.') ? 'that part' : 'the port';
      const said = `${problem}; ${which} takes anything${more}`;
      this.report({ code: 'untyped-port', part, problem: said, fix, at });
    });
  }

  report({ code, severity = 'warning', part, problem, fix, at }: Report): void {
    const { exported } = this.found;
    const place = part === 'return' ? 'the returned value' : `parameter \`${part}\``;
    this.diagnostics.push({
      code,
      severity,
      message: `\`${exported}\`, ${place}: ${problem}`,
      fix,
      ...this.#placeOf(at),
      function: exported,
      parameter: part,
    });
  }

  /** A place in another file would say nothing about this function. */
  #placeOf(at: Node | undefined): Place {
    const { declaration } = this.found;
    const isHere = at !== undefined && at.getSourceFile() === declaration.getSourceFile();
    return placeOf(isHere ? at : nameNode(this.morph, declaration), this.#options.showPath);
  }
}

/** The name of a declaration, where a person looks first. */
function nameNode({ Node: is }: TsMorph, declaration: Node): Node {
  const isNamed =
    is.isFunctionDeclaration(declaration) ||
    is.isVariableDeclaration(declaration) ||
    is.isMethodDeclaration(declaration);
  return (isNamed ? declaration.getNameNode() : undefined) ?? declaration;
}
