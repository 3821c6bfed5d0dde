/** Values of schemas with formats, by chance, as a function of either language would give them. */
import { dtypeOf, toNumberArray } from '../../../src/config/dtypes.js';
import type { JsonValue, Schema } from '../../../src/config/json-schema.js';
import type { Language } from '../../../src/config/port-check.js';
import type { Random } from '../../fuzz/random.js';

const extension = (format: string, more: object = {}): Schema => ({
  'x-millrace': { format, ...more },
});
const text = (format: string): Schema => ({ type: 'string', ...extension(format) });

/** Schemas of one plain value or format each, by name. */
export const SCALARS: Readonly<Record<string, Schema>> = {
  number: { type: 'number' },
  integer: { type: 'integer' },
  small: { type: 'integer', minimum: -100, maximum: 100 },
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  null: { type: 'null' },
  bigint: { type: 'integer', ...extension('bigint') },
  smallBigint: { type: 'integer', minimum: 0, maximum: 9, ...extension('bigint') },
  date: text('date'),
  datetime: text('datetime'),
  time: text('time'),
  duration: text('duration'),
  bytes: text('bytes'),
  decimal: text('decimal'),
  complex: text('complex'),
  path: text('path'),
  uuid: text('uuid'),
};

const ITEMS: readonly Schema[] = ['number', 'integer', 'small', 'string', 'bigint', 'date'].map(
  (name) => SCALARS[name]!,
);

/** Of which equal ones are the same. */
const KEYS = ITEMS.slice(0, -1);

const pair = (key: Schema, value: Schema): Schema => ({
  type: 'array',
  prefixItems: [key, value],
  minItems: 2,
  maxItems: 2,
});

export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const setOf = (items: Schema): Schema => ({
  type: 'array',
  items,
  uniqueItems: true,
  ...extension('set'),
});
export const arrayOf = (type: 'number' | 'integer', dtype?: string): Schema => ({
  type: 'array',
  items: { type },
  ...extension('ndarray', dtype === undefined ? {} : { dtype }),
});
export const recordOf = (values: Schema): Schema => ({
  type: 'object',
  additionalProperties: values,
});
export const mapOf = (values: Schema): Schema => ({ ...recordOf(values), ...extension('map') });
export const pairsOf = (key: Schema, value: Schema): Schema => ({
  ...listOf(pair(key, value)),
  ...extension('map'),
});

const DTYPES = ['int8', 'uint8', 'uint8clamped', 'int16', 'uint16', 'int32', 'uint32', 'int64'];

/** A schema of one format, or of one inside another. */
export function createFormat(random: Random, depth = 2): Schema {
  const inner = (): Schema => (depth > 0 ? createFormat(random, depth - 1) : random.pick(ITEMS));
  const makers: readonly (() => Schema)[] = [
    () => random.pick(Object.values(SCALARS)),
    () => random.pick(ITEMS),
    () => listOf(inner()),
    () => setOf(random.pick(ITEMS)),
    () => arrayOf('integer', random.pick(DTYPES)),
    () => arrayOf('number', random.pick(['float32', 'float64', 'float16'])),
    () => arrayOf('number'),
    () => recordOf(inner()),
    () => mapOf(inner()),
    () => pairsOf(random.pick(KEYS), inner()),
    () => pair(inner(), inner()),
    () => ({ anyOf: [inner(), random.below(2) === 0 ? { type: 'null' } : inner()] }),
    () => ({ type: 'object', properties: { a: inner() }, required: ['a'] }),
  ];
  return random.pick(makers)();
}

/** `large`: Python's integers may be as large as they like. */
type Maker = (schema: Schema, random: Random, language: Language, large: boolean) => unknown;

const NUMBERS = [0, 1, -1, 7, 2.5, -0, 300, 70_000, 5e9, 1e30, NaN, Infinity];
const WHOLE = [0, 1, -1, 7, 300, 70_000, 5_000_000_000];
const DAYS = ['2026-01-31', '1970-01-01', '2024-02-29'];

function within(numbers: readonly number[], schema: Schema): readonly number[] {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  return numbers.filter((number) => number >= minimum && number <= maximum);
}

const texts =
  (...all: readonly string[]): Maker =>
  (_schema, random) =>
    random.pick(all);

/** Empty ones fit where no item does. */
const times = <T>(random: Random, make: () => T): readonly T[] =>
  Array.from({ length: 1 + random.below(3) }, make);

const FORMATS: Readonly<Record<string, Maker>> = {
  bigint: (schema, random) =>
    random.pick([
      ...within(WHOLE, schema).map(BigInt),
      ...(schema.maximum === undefined ? [2n ** 70n] : []),
    ]),
  date: (_schema, random, language) => {
    const day = random.pick(DAYS);
    return language === 'python' ? day : new Date(day);
  },
  datetime: (_schema, random, language) => {
    const moment = `${random.pick(DAYS)}T09:30:00.000Z`;
    return language === 'python' ? moment : new Date(moment);
  },
  time: texts('09:30', '23:59:59.5Z'),
  duration: texts('PT1H30M', '-P1DT2H3M4.5S', 'PT0S', 'P2W'),
  decimal: texts('0.1', '-1E+5', 'NaN', 'Infinity'),
  complex: texts('1+2j', '-1j', '3', 'nan+infj'),
  path: texts('/tmp/a', 'b c'),
  uuid: texts('01234567-89ab-cdef-0123-456789abcdef'),
  bytes: (_schema, random) => new Uint8Array(times(random, () => random.below(256))),
  set: (schema, random, language, large) => {
    const items = times(random, () => createFormatValue(schema.items!, random, language, large));
    return language === 'python' ? [...new Set(items)] : new Set(items);
  },
  ndarray: (schema, random, language) => {
    const { dtype: name = 'float64' } = schema['x-millrace']!;
    const dtype = dtypeOf(name)!;
    const all = dtype.isWhole ? WHOLE : [...NUMBERS, dtype.max, -dtype.max];
    const fitting = all.filter(
      (number) => !Number.isFinite(number) || (number >= dtype.min && number <= dtype.max),
    );
    const items = times(random, () => random.pick(fitting));
    if (language === 'python') return dtype.isWide ? [...items, 2n ** 62n] : items;
    return toNumberArray(dtype, dtype.isWide ? [...items, 2n ** 62n] : items);
  },
  map: (schema, random, language, large) => {
    const [key, value] = schema.items?.prefixItems ?? [
      SCALARS['string']!,
      schema.additionalProperties as Schema,
    ];
    const entry = (): [unknown, unknown] => [
      createFormatValue(key!, random, language, large),
      createFormatValue(value!, random, language, large),
    ];
    const map = new Map(times(random, entry));
    // Python has no map of which the schema is an object.
    return language === 'python' && schema.type === 'array' ? [...map] : map;
  },
};

const TYPES: Readonly<Record<string, Maker>> = {
  number: (schema, random) => random.pick(within(NUMBERS, schema)),
  integer: (schema, random, language, large) => {
    const isOpen = large && language === 'python' && schema.maximum === undefined;
    const isLarge = isOpen && random.below(8) === 0;
    return isLarge ? 2n ** 70n : random.pick(within(WHOLE, schema));
  },
  string: (_schema, random) => random.pick(['', 'a', '3', '2026-01-31', '09:30', 'PT1H', '1+2j']),
  boolean: (_schema, random) => random.below(2) === 0,
  null: () => null,
  array: (schema, random, language, large) =>
    schema.prefixItems?.map((item) => createFormatValue(item, random, language, large)) ??
    times(random, () => createFormatValue(schema.items ?? {}, random, language, large)),
  object: (schema, random, language, large) => {
    const entries = Object.entries(schema.properties ?? {}).map(
      ([name, part]) => [name, createFormatValue(part, random, language, large)] as const,
    );
    if (entries.length > 0) return Object.fromEntries(entries);
    const rest = schema.additionalProperties as Schema;
    return Object.fromEntries(
      times(random, () => [
        random.pick(['x', 'y', '__proto__']),
        createFormatValue(rest, random, language, large),
      ]),
    );
  },
};

/** A value of a schema that {@link createFormat} made. */
export function createFormatValue(
  schema: Schema,
  random: Random,
  language: Language,
  large: boolean,
): unknown {
  if (schema.anyOf !== undefined)
    return createFormatValue(random.pick(schema.anyOf), random, language, large);
  const format = schema['x-millrace']?.format;
  const make = format === undefined ? TYPES[schema.type as string] : FORMATS[format];
  return make === undefined ? (null satisfies JsonValue) : make(schema, random, language, large);
}
