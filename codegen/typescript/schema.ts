/** From TypeScript's types to schemas. */
import type { Node, Type, TypeNode } from 'ts-morph';
import type { Schema } from '../../src/config/json-schema.js';
import { Definitions } from './definitions.js';
import { globalSchema } from './global-types.js';
import { intersectionSchema } from './intersection-schema.js';
import { itemsSchema, listSchema } from './list-schema.js';
import { objectSchema } from './object-schema.js';
import { FUNCTION } from './opaque.js';
import type { TsMorph } from './load-ts-morph.js';
import { aliasName, bareHint } from './type-hints.js';
import type { Problem, Trial, TypeReader } from './type-reader.js';
import { intrinsicName, typeText } from './type-text.js';
import { unionSchema } from './union-schema.js';
import { explainFailure, explainUnknown } from './unknown-type.js';

const MAX_DEPTH = 40;
/** Types of a whole API would fill the config with what no wire carries. */
const MAX_PARTS = 500;

/** What reading the types of one function's port needs to know. */
export interface SchemaReaderOptions {
  readonly location: Node;
  readonly isOutput: boolean;
  /** What paths of classes start from. */
  readonly root: string;
  /** The type parameters that stay variables; `all` to learn which there are. */
  readonly variables: ReadonlySet<string> | 'all';
}

/** Reads the types of one port; what could not be said is collected in `problems`. */
export class SchemaReader implements TypeReader {
  readonly morph: TsMorph;
  readonly location: Node;
  readonly isOutput: boolean;
  readonly root: string;
  /** What degraded, in the order of reading. */
  problems: Problem[] = [];
  /** A name was not known: with the whole library it may be. */
  unresolved = false;
  readonly #wanted: ReadonlySet<string> | 'all';
  readonly #definitions = new Definitions();
  readonly #path: string[] = [];
  readonly #open = new Set<unknown>();
  #arguments: ReadonlyMap<unknown, Type> = new Map();
  #parts = 0;

  constructor(morph: TsMorph, { location, isOutput, root, variables }: SchemaReaderOptions) {
    this.morph = morph;
    this.location = location;
    this.isOutput = isOutput;
    this.root = root;
    this.#wanted = variables;
  }

  /** The schema of the whole port. */
  read(type: Type, hint?: TypeNode): Schema {
    return this.close(this.schema(type, hint));
  }

  /** A schema that was read as a part, with the definitions it refers to. */
  close(schema: Schema): Schema {
    return this.#definitions.close(schema);
  }

  schema(type: Type, hint?: TypeNode): Schema {
    if (this.#definitions.depth >= MAX_DEPTH) {
      return this.give('the type is nested too deeply', 'flatten it');
    }
    this.#parts += 1;
    if (this.#parts > MAX_PARTS) {
      return this.#note([], 'the type has too many parts', 'take only what the function uses');
    }
    return (
      this.#plain(type, hint) ??
      globalSchema(this, type, hint) ??
      this.#union(type, hint) ??
      this.#mapped(type) ??
      listSchema(this, type, hint) ??
      intersectionSchema(this, type) ??
      this.#object(type, hint)
    );
  }

  give(problem: string, fix: string, isCode?: 'code'): Schema {
    return this.#note(this.#path, problem, fix, isCode !== undefined);
  }

  #note(path: readonly string[], said: string, fix: string, isCode = false): Schema {
    const problem = path.length === 0 ? said : `at \`.${path.join('.')}\`, ${said}`;
    if (!this.problems.some((known) => known.problem === problem)) {
      this.problems.push({ problem, fix, isCode });
    }
    return {};
  }

  at<T>(property: string, read: () => T): T {
    this.#path.push(property);
    try {
      return read();
    } finally {
      this.#path.pop();
    }
  }

  attempt(read: () => Schema): Trial {
    const before = this.problems;
    this.problems = [];
    try {
      const schema = read();
      return { schema, problems: this.problems };
    } finally {
      this.problems = before;
    }
  }

  keep(problems: readonly Problem[]): void {
    for (const each of problems) {
      if (!this.problems.some(({ problem }) => problem === each.problem)) this.problems.push(each);
    }
  }

  within(type: Type, name: string | undefined, read: () => Schema): Schema {
    const schema = this.#definitions.within(type.compilerType, name, read);
    if (schema !== undefined) return schema;
    return this.give(
      `\`${name ?? typeText(this.morph, type)}\` stands inside of itself, each time as another type`,
      'write a type that refers to itself by its own name',
    );
  }

  withArguments<T>(type: Type, read: () => T): T {
    const outer = this.#arguments;
    const own = type.getTypeArguments();
    const names = type.getTargetType()?.getTypeArguments() ?? [];
    const pairs = names.map((name, at): [unknown, Type] => [name.compilerType, own[at] ?? name]);
    this.#arguments = new Map([...outer, ...pairs]);
    try {
      return read();
    } finally {
      this.#arguments = outer;
    }
  }

  #plain(type: Type, hint: TypeNode | undefined): Schema | undefined {
    if (type.isAny()) return this.#any(type, hint);
    if (type.isUnknown()) return {};
    if (type.isString() || type.isTemplateLiteral()) return { type: 'string' };
    if (type.isNumber()) return { type: 'number' };
    if (type.isBoolean()) return { type: 'boolean' };
    if (type.isBigInt() || type.isBigIntLiteral()) {
      return { type: 'integer', 'x-millrace': { format: 'bigint' } };
    }
    if (type.isNull() || type.isUndefined() || type.isVoid()) return { type: 'null' };
    if (type.isBooleanLiteral()) return { enum: [intrinsicName(type) === 'true'] };
    if (!type.isEnumLiteral() && type.isLiteral() && !type.isUnion()) {
      return { enum: [type.getLiteralValueOrThrow() as string | number] };
    }
    if (type.isTypeParameter()) return this.#parameter(type);
    if (type.isNever())
      return this.give('the type is `never`: no value has it', 'correct the type');
    if (intrinsicName(type) === 'object') return { type: 'object' };
    return this.#deferred(type);
  }

  /** Its bound; a variable is one type in all ports that name it. */
  #parameter(type: Type): Schema {
    const given = this.#arguments.get(type.compilerType);
    if (given !== undefined && given !== type) return this.schema(given);
    const name = type.getSymbol()?.getName() ?? '';
    const isVariable = this.#wanted === 'all' || this.#wanted.has(name);
    const bound = this.#bound(type);
    if (!isVariable) return bound;
    return { ...bound, 'x-millrace': { ...bound['x-millrace'], variable: name } };
  }

  /** The schema of what a type is at least; a bound that speaks of itself stops there. */
  #bound(type: Type): Schema {
    if (this.#open.has(type.compilerType)) return {};
    this.#open.add(type.compilerType);
    try {
      const bound = type.getConstraint();
      if (bound === undefined || bound.compilerType === type.compilerType) return {};
      return bound.isAny() ? {} : this.schema(bound, this.#boundHint(type));
    } finally {
      this.#open.delete(type.compilerType);
    }
  }

  #boundHint(type: Type): TypeNode | undefined {
    const [declaration] = type.getSymbol()?.getDeclarations() ?? [];
    return this.morph.Node.isTypeParameterDeclaration(declaration)
      ? declaration.getConstraint()
      : undefined;
  }

  /** A type that depends on a type parameter: `T[K]`, `keyof T`, `T extends …`. */
  #deferred(type: Type): Schema | undefined {
    const { TypeFlags } = this.morph;
    const flags = type.getFlags();
    if ((flags & TypeFlags.StringMapping) !== 0) return { type: 'string' };
    const deferred =
      TypeFlags.Conditional | TypeFlags.IndexedAccess | TypeFlags.Index | TypeFlags.Substitution;
    return (flags & deferred) === 0 ? undefined : this.#bound(type);
  }

  #any(type: Type, hint: TypeNode | undefined): Schema {
    const bare = bareHint(this.morph, hint);
    const isKnown = intrinsicName(type) === 'any';
    if (isKnown && bare === undefined) return this.give('it has no type', 'annotate it');
    const lost = explainUnknown(this.morph, bare);
    if (isKnown && (lost === undefined || bare?.getText() === 'any')) {
      return this.give('it is `any`', 'write its type, or `unknown` where any value is fine');
    }
    this.unresolved = true;
    const { problem, fix } = lost ?? explainFailure(bare);
    return this.give(problem, fix);
  }

  #union(type: Type, hint: TypeNode | undefined): Schema | undefined {
    const isEnum = type.isEnumLiteral() || (type.isEnum() && !type.isObject());
    return type.isUnion() || isEnum ? unionSchema(this, type, hint) : undefined;
  }

  /** A mapped type of a type parameter that is a list is a list. */
  #mapped(type: Type): Schema | undefined {
    const { objectFlags = 0 } = type.compilerType as { objectFlags?: number };
    if ((objectFlags & this.morph.ObjectFlags.Mapped) === 0) return undefined;
    const apparent = type.getApparentType();
    if (apparent.isArray() || apparent.isReadonlyArray() || apparent.isTuple()) {
      return this.schema(apparent);
    }
    const item = type.getNumberIndexType();
    const isList = item !== undefined && type.getProperty('length') !== undefined;
    return isList ? itemsSchema(this.schema(item)) : undefined;
  }

  #object(type: Type, hint: TypeNode | undefined): Schema {
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
      return FUNCTION;
    }
    const text = typeText(this.morph, type);
    if (text.startsWith('typeof ')) {
      return this.give(`\`${text}\` is code`, 'take a value of it instead', 'code');
    }
    if (type.isObject() || type.isIntersection()) {
      return objectSchema(this, type, hint, aliasName(this.morph, hint));
    }
    return this.give(
      `\`${text}\` has no counterpart in JSON Schema`,
      'write a simpler type',
      'code',
    );
  }
}
