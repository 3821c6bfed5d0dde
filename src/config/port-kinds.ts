/**
 * The table of port types. What a type is called, how it looks, what it takes and how it is edited
 * stands in its own record; everything else follows from the schema.
 */
import type { ControlType } from './config.js';
import type { JsonTypeName, Schema } from './json-schema.js';

/** The port type that connects to all. */
export const UNIVERSAL = 'object';

/** One row of the table. */
export interface PortKind {
  readonly type: string;
  readonly schema: Schema;
  readonly color: string;
  /** Further types whose values fit as they are. */
  readonly accepts: readonly string[];
  /** Names in configs without schemas (Flowfunc, Flume, Python, TypeScript). */
  readonly aliases: readonly string[];
  readonly control?: ControlType;
}

const KINDS: readonly PortKind[] = [
  kind('number', { type: 'number' }, 'blue', ['float', 'Number'], 'number', ['integer']),
  kind('integer', { type: 'integer' }, 'blue', ['int'], 'integer'),
  kind('string', { type: 'string' }, 'green', ['str', 'text', 'color', 'month', 'week'], 'text'),
  kind('boolean', { type: 'boolean' }, 'pink', ['bool', 'checkbox'], 'checkbox'),
  kind('null', { type: 'null' }, 'grey', ['NoneType', 'None']),
  kind('bigint', formatted('integer', 'bigint'), 'blue', [], 'integer', ['integer']),
  kind('date', formatted('string', 'date'), 'purple', [], 'date'),
  kind('datetime', formatted('string', 'datetime'), 'purple', [], 'datetime'),
  kind('time', formatted('string', 'time'), 'purple', [], 'time'),
  kind('duration', formatted('string', 'duration'), 'purple', ['timedelta'], 'text'),
  kind('bytes', formatted('string', 'bytes'), 'orange', ['Uint8Array'], 'file'),
  kind('decimal', formatted('string', 'decimal'), 'blue', ['Decimal'], 'text'),
  kind('complex', formatted('string', 'complex'), 'blue', [], 'text'),
  kind('path', formatted('string', 'path'), 'green', ['Path'], 'text'),
  kind('uuid', formatted('string', 'uuid'), 'green', ['UUID'], 'text'),
  kind('array', { type: 'array' }, 'yellow', ['list', 'tuple'], 'json'),
  kind('set', { ...formatted('array', 'set'), uniqueItems: true }, 'yellow', ['frozenset'], 'json'),
  kind('ndarray', formatted('array', 'ndarray'), 'yellow', [], 'json'),
  kind('pairs', formatted('array', 'map'), 'orange', [], 'json'),
  kind('record', { type: 'object' }, 'orange', ['dict'], 'json'),
  kind('map', formatted('object', 'map'), 'orange', ['Map'], 'json'),
  kind('function', { 'x-millrace': { format: 'function' } }, 'grey', ['Callable', 'Function']),
  kind('instance', { 'x-millrace': { format: 'instance' } }, 'orange', []),
  kind(UNIVERSAL, {}, 'red', ['any', 'Any', 'List', 'Dict', 'unknown']),
];

function kind(
  type: string,
  schema: Schema,
  color: string,
  aliases: readonly string[],
  control?: ControlType,
  accepts: readonly string[] = [],
): PortKind {
  return { type, schema, color, accepts, aliases, ...(control === undefined ? {} : { control }) };
}

function formatted(type: JsonTypeName, format: string): Schema {
  return { type, 'x-millrace': { format } };
}

/** The rows by type and by alias. */
export const BY_NAME: ReadonlyMap<string, PortKind> = new Map(
  KINDS.flatMap((record) =>
    [record.type, ...record.aliases].map((name) => [name, record] as const),
  ),
);

/** The rows by format and JSON type: a map is an object, or a list of pairs. */
const BY_FORMAT: ReadonlyMap<string, PortKind> = new Map(
  KINDS.map((record) => [formatKey(record.schema), record]),
);

function formatKey({ type, 'x-millrace': { format } = {} }: Schema): string {
  return `${String(format)} ${String(type)}`;
}

/**
 * The schema a type's name stands for in a config that has no schemas: `int`, `float`, `str`,
 * `bool`, `date`, `list` …; `object`, `List`, `Dict` and `unknown` take everything. Undefined for
 * a name that means nothing here.
 */
export function schemaOfTypeName(name: string): Schema | undefined {
  return BY_NAME.get(name)?.schema;
}

/** The widget of a schema that is one plain value, or undefined. */
export function controlOfScalar(schema: Schema): ControlType | undefined {
  return kindOf(schema)?.control;
}

/** The row of a schema without inner structure. */
export function kindOf(schema: Schema): PortKind | undefined {
  const named = BY_FORMAT.get(formatKey(schema));
  const { type } = schema;
  if (named?.schema['x-millrace'] !== undefined) return named;
  if (type === undefined) return isUniversal(schema) ? BY_NAME.get(UNIVERSAL) : undefined;
  if (Array.isArray(type)) return undefined;
  return BY_NAME.get(type === 'object' ? 'record' : (type as string));
}

/** True for the schema that accepts everything. */
export function isUniversal(schema: Schema): boolean {
  const { type, anyOf, enum: members, $ref } = schema;
  return (
    type === undefined &&
    anyOf === undefined &&
    members === undefined &&
    $ref === undefined &&
    schema.const === undefined &&
    !isOpaque(schema)
  );
}

/** True for values that JSON has no form for: functions, and instances of classes. */
export function isOpaque({ type, 'x-millrace': { format } = {} }: Schema): boolean {
  return type === undefined && (format === 'function' || format === 'instance');
}
