/** The ports of nodes written by hand: how they are said, and what a function gets through them. */
import type { ControlType } from '../config/config.js';
import { CONTROL_TYPES } from '../config/config.js';
import { controlsFor, isControlType } from '../config/controls.js';
import { describe, isPlainRecord } from '../config/document.js';
import type { JsonValue } from '../config/json-schema.js';
import { labelOf } from '../config/label.js';
import { toSchema } from '../config/schema-spec.js';
import type { SchemaSpec, TypeName, TypeSpec, ValueOf } from '../config/schema-value.js';
import type { StandardSchemaV1 } from '../config/standard-schema.js';
import type { ListedInput, ListedPort } from './create-node.js';

/** An output: its type by name, or its schema and how it looks. */
export type OutputDefinition = TypeName | OutputOptions;

/** The long form of an output. */
export interface OutputOptions extends SchemaSpec {
  /** @default the name, in words */
  readonly label?: string;
  /** A Flume colour: yellow, orange, red, pink, purple, blue, green, grey. */
  readonly color?: string;
}

/** An input: its type by name, or its schema and how it behaves. */
export type InputDefinition = TypeName | InputOptions;

/** The long form of an input. */
export interface InputOptions extends OutputOptions {
  /** What the function gets when the input gets nothing; the input is then optional. */
  readonly default?: JsonValue;
  /** The function copes with `undefined`. @default false */
  readonly optional?: boolean;
  /** Takes several wires; its type is a list. */
  readonly multiple?: boolean;
  /** What to do when no wired source has a value. @default "skip" */
  readonly whenMissing?: 'skip' | 'default';
  /** Its value comes from the run's `context.secrets`, under this name; `true`: the port's own. */
  readonly secret?: true | string;
  readonly hidePort?: boolean;
  /** @default what the schema asks for */
  readonly control?: ControlType;
  readonly placeholder?: string;
  /** Of a control `code`: `python`, `javascript`, `typescript`, `json`. @default plain text */
  readonly language?: string;
  readonly step?: number;
  /**
   * Sees every value after the check by the schema, and gives the one the function gets: a validator
   * of Standard Schema (zod, valibot, arktype …).
   */
  readonly check?: StandardSchemaV1<unknown, unknown>;
}

/** Inputs by name, in the order in which they are drawn. */
export type InputDefinitions = Readonly<Record<string, InputDefinition>>;

/** Outputs by name, in the order in which they are drawn. */
export type OutputDefinitions = Readonly<Record<string, OutputDefinition>>;

type InputValue<D> = D extends { readonly check: StandardSchemaV1<unknown, infer Output> }
  ? Output
  : ValueOf<D>;

type Omissible<D> = D extends { readonly optional: true }
  ? D extends { readonly default: JsonValue }
    ? never
    : undefined
  : never;

/** What a function gets of its inputs. */
export type InputValues<I> = {
  readonly [Name in keyof I]: InputValue<I[Name]> | Omissible<I[Name]>;
};

/** An input as one of a list. @throws Error when it says something that can't be */
export function toListedInput(name: string, definition: InputDefinition): ListedInput {
  const { options, type } = split(definition);
  const { default: initial, optional, control, placeholder, language, step, ...rest } = options;
  if (control !== undefined && !isControlType(control)) {
    throw new Error(
      `expected \`control\` to be one of ${CONTROL_TYPES.join(', ')}, got ${describe(control)}`,
    );
  }
  const port = { name, label: labelOf(name), ...rest, schema: toSchema(type) };
  if (port.multiple === true && port.schema.type !== 'array') {
    throw new Error(
      `\`multiple\` makes the input a list, so expected a type such as "number[]", got ${describe(type)}`,
    );
  }
  const { label, schema, description } = port;
  const meta = {
    ...(control && { control }),
    ...(placeholder && { placeholder }),
    ...(language && { language }),
    ...(step && { step }),
  };
  return {
    ...port,
    required: optional !== true && initial === undefined,
    ...(initial === undefined ? {} : { default: initial }),
    controls: controlsFor(name, label, schema, { meta, default: initial, description }),
  };
}

/** An output as one of a list. @throws Error when it says something that can't be */
export function toListedOutput(name: string, definition: OutputDefinition): ListedPort {
  const { options, type } = split(definition);
  return { name, ...options, schema: toSchema(type) };
}

const OPTIONS: ReadonlySet<string> = new Set<keyof InputOptions>([
  'label',
  'color',
  'description',
  'default',
  'optional',
  'multiple',
  'whenMissing',
  'secret',
  'hidePort',
  'control',
  'placeholder',
  'language',
  'step',
  'check',
]);

/** What a port says of itself, apart from what it says of its type. */
function split(definition: InputDefinition): {
  readonly options: Omit<InputOptions, keyof SchemaSpec> &
    Pick<InputOptions, 'default' | 'description'>;
  readonly type: TypeSpec;
} {
  if (typeof definition === 'string') return { options: {}, type: definition };
  if (!isPlainRecord(definition)) {
    throw new Error(
      `expected the name of a type, or an object with \`type\`, got ${describe(definition)}`,
    );
  }
  const entries = Object.entries(definition);
  const pick = (isOption: boolean): object =>
    Object.fromEntries(
      entries.filter(([key, value]) => OPTIONS.has(key) === isOption && value !== undefined),
    );
  return { options: pick(true), type: pick(false) };
}
