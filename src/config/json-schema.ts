/** The part of JSON Schema 2020-12 that port types are made of. */

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type JsonTypeName =
  'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** What JSON has no word for. In a document such a value is tagged text, see `src/wire`. */
export interface SchemaExtension {
  /**
   * How the value looks in the function's own language:
   * `date` (Python `date`, TypeScript `Date`; JSON `"2026-01-31"`), `datetime`, `time`,
   * `duration`, `bytes` (`bytes`, `Uint8Array`; base64), `bigint`, `decimal`, `complex`, `path`,
   * `set` (a list of different items), `map` (an object, or a list of pairs where the keys are no
   * texts), `ndarray` (a list of numbers of one `dtype`). Two have no form in JSON, and so no `type` and
   * no control: `function`, and `instance` of a `class`; wires carry them inside one placement.
   */
  readonly format?: string;
  /** The numbers of an `ndarray`: `float64`, `int32`, `uint8clamped` … Absent: any. */
  readonly dtype?: string;
  /** Of an `instance`, with its module: `packaging.version.Version`. */
  readonly class?: string;
  /** The classes that `class` extends. */
  readonly bases?: readonly string[];
  /**
   * The type parameter that this type is: all ports of a node that name it have one type, that of
   * what is wired into its inputs.
   */
  readonly variable?: string;
  /** Member names of an enum, in the order of `enum`. */
  readonly names?: readonly string[];
  /** The type's own name in its language, for people: `Point`, `list[Point]`. */
  readonly title?: string;
  /** A tuple of fixed length that stays one value. */
  readonly tuple?: boolean;
}

/**
 * JSON Schema 2020-12, as far as ports are checked by hand-compiled closures; other keywords are
 * kept in the document and checked by ajv, where the runner has it. The empty schema accepts
 * everything (the universal port).
 */
export interface Schema {
  readonly type?: JsonTypeName | readonly JsonTypeName[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /**
   * Of a text, which stays one: `email`, `uri` … (see TEXT_FORMATS). Where `x-millrace.format` gives
   * the value another form, that form is checked instead.
   */
  readonly format?: string;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly title?: string;
  readonly description?: string;
  readonly default?: JsonValue;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly 'x-millrace'?: SchemaExtension;
}
