/** The TypeScript type of the values a schema accepts, for node types written by hand. */
import type { JsonTypeName, Schema } from './json-schema.js';

/** The types that have a name, and what a function gets of them. */
export interface NamedValues {
  readonly any: unknown;
  readonly number: number;
  readonly integer: number;
  readonly string: string;
  readonly boolean: boolean;
  readonly null: null;
  readonly bigint: bigint;
  readonly date: Date;
  readonly datetime: Date;
  readonly bytes: Uint8Array;
  readonly array: readonly unknown[];
  readonly object: Readonly<Record<string, unknown>>;
}

type Name = keyof NamedValues;

/** A type by its name: `number`, `date` …, or a list of one: `number[]`, `number[][]`. */
export type TypeName = Name | `${Name}[]` | `${Name}[][]`;

type Inner = 'anyOf' | 'oneOf' | 'items' | 'prefixItems' | 'properties' | 'additionalProperties';

/** JSON Schema in which a type may be said by its name. */
export interface SchemaSpec extends Omit<Schema, 'type' | Inner> {
  readonly type?: TypeName | readonly JsonTypeName[];
  readonly anyOf?: readonly TypeSpec[];
  readonly oneOf?: readonly TypeSpec[];
  readonly items?: TypeSpec;
  readonly prefixItems?: readonly TypeSpec[];
  readonly properties?: Readonly<Record<string, TypeSpec>>;
  readonly additionalProperties?: boolean | TypeSpec;
}

/** A type: its name, or a schema. */
export type TypeSpec = TypeName | SchemaSpec;

/** What a function gets of a value that fits; `unknown` where the schema can't tell. */
export type ValueOf<S> = S extends keyof NamedValues
  ? NamedValues[S]
  : S extends `${infer Item}[]`
    ? readonly ValueOf<Item>[]
    : S extends { readonly const: infer Value }
      ? Value
      : S extends { readonly enum: readonly (infer Member)[] }
        ? Member
        : S extends { readonly anyOf: readonly (infer Member)[] }
          ? ValueOf<Member>
          : S extends { readonly oneOf: readonly (infer Member)[] }
            ? ValueOf<Member>
            : S extends { readonly 'x-millrace': { readonly format: infer Format } }
              ? FormattedValue<S, Format>
              : StructuredValue<S>;

type FormattedValue<S, Format> = Format extends 'set'
  ? ReadonlySet<ItemOf<S>>
  : Format extends 'bigint' | 'date' | 'datetime' | 'bytes'
    ? NamedValues[Format]
    : Format extends 'map' | 'ndarray'
      ? unknown
      : StructuredValue<S>;

type StructuredValue<S> = S extends { readonly prefixItems: infer Items extends readonly unknown[] }
  ? { readonly [Index in keyof Items]: ValueOf<Items[Index]> }
  : S extends { readonly type: 'array' }
    ? readonly ItemOf<S>[]
    : S extends { readonly type: 'object' }
      ? ObjectValue<S>
      : S extends { readonly type: readonly (infer Name)[] }
        ? ValueOf<Name>
        : S extends { readonly type: infer Name }
          ? ValueOf<Name>
          : unknown;

type ItemOf<S> = S extends { readonly items: infer Items } ? ValueOf<Items> : unknown;

type ObjectValue<S> = S extends { readonly properties: infer Fields }
  ? {
      readonly [Key in keyof Fields as Key extends RequiredOf<S> ? Key : never]: ValueOf<
        Fields[Key]
      >;
    } & {
      readonly [Key in keyof Fields as Key extends RequiredOf<S> ? never : Key]?: ValueOf<
        Fields[Key]
      >;
    }
  : S extends { readonly additionalProperties: infer Values extends TypeSpec }
    ? Readonly<Record<string, ValueOf<Values>>>
    : NamedValues['object'];

type RequiredOf<S> = S extends { readonly required: readonly (infer Name)[] } ? Name : never;
