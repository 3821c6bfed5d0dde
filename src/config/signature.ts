/**
 * A function's signature as both introspectors (ts-morph and millrace_host) report it, before it
 * becomes a node type. Plain JSON; property order is free.
 */
import type { ParameterKind, ReturnsMode } from './config.js';
import type { JsonValue, Schema } from './json-schema.js';

/** What `Port<…>` in TypeScript and `Annotated[…, {…}]` in Python can say about a port. */
export interface PortMeta {
  /** The port's name where it must differ from the parameter's. */
  readonly id?: string;
  readonly label?: string;
  readonly description?: string;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** One of `CONTROL_TYPES`. */
  readonly control?: string;
  readonly placeholder?: string;
  /** What the code in a control `code` is written in. */
  readonly language?: string;
  readonly color?: string;
  readonly hidePort?: boolean;
  readonly multiple?: boolean;
  readonly whenMissing?: 'skip' | 'default';
  /** The name of a secret; `true`: the port's own. */
  readonly secret?: boolean | string;
}

/** One parameter. */
export interface ParameterSignature {
  readonly name: string;
  /** Absent: by position or by name. */
  readonly kind?: ParameterKind;
  /** `{}` is the universal port. */
  readonly schema: Schema;
  readonly required: boolean;
  /** The default where JSON can say it. */
  readonly default?: JsonValue;
  /** The source text of a default that JSON can't say; the function fills it in. */
  readonly defaultText?: string;
  /** The object parameter of which this is a property, where there are other parameters beside it. */
  readonly partOf?: string;
  readonly description?: string;
  readonly meta?: PortMeta;
}

/** One output: the returned value, or one item of a returned tuple or object. */
export interface OutputSignature {
  /** Where the language names it (labeled tuple, NamedTuple, property), else absent. */
  readonly name?: string;
  readonly schema: Schema;
  readonly description?: string;
  readonly meta?: PortMeta;
}

/** Something the introspector could not type or had to decide: shown to the author. */
export interface Diagnostic {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** Names the function and parameter, and what is wrong. */
  readonly message: string;
  /** What to do about it: an imperative sentence without its full stop. */
  readonly fix?: string;
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in UTF-16 units. */
  readonly column?: number;
  readonly function?: string;
  readonly parameter?: string;
}

/** One function as read from its source. */
export interface FunctionSignature {
  /** Exported name; `Class.method` of a static method, `default` of a default export. */
  readonly name: string;
  readonly line: number;
  /** Which overload it is, from 2; absent on the first. */
  readonly variant?: number;
  /** First paragraph of the documentation. */
  readonly description?: string;
  readonly async: boolean;
  readonly callStyle: 'positional' | 'object' | 'python';
  /** The last parameter is a NodeContext; it is not among `parameters`. */
  readonly context: boolean;
  readonly parameters: readonly ParameterSignature[];
  readonly returns: ReturnsMode;
  /** It gives its items one after another: a generator. The output is the list of them. */
  readonly collect?: boolean;
  /** Empty for `void`; one for `value`; one each for `tuple` and `object`. */
  readonly outputs: readonly OutputSignature[];
  /** The function's own source text: what `version` is hashed from. */
  readonly sourceText: string;
  /** From `@id`, `@label`, `@category`, `@version` or the Python `node` marker. */
  readonly id?: string;
  readonly label?: string;
  readonly category?: string;
  readonly version?: string;
  /** From `@example`, or the examples of a docstring. */
  readonly examples?: readonly string[];
}
