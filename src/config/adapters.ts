/** What leads from one format, or plain type, to another (rules R3 and T5). */
import { unsafe, WIDENED } from './assignability.js';
import type { Assignability } from './assignability.js';
import { dtypeOf } from './dtypes.js';
import type { Schema } from './json-schema.js';
import { kindOf } from './port-kinds.js';
import { highestOf, lowestOf } from './schema-limits.js';

/**
 * The conversions a wire may need, by name, in words for people. The runner applies them when a value
 * arrives; {@link import('./assignable.js').assignable} names the one a wire needs.
 */
export const ADAPTERS = {
  'integer-to-bigint': 'an integer becomes a bigint',
  'bigint-to-integer': 'a bigint becomes a number',
  'date-to-datetime': 'a date becomes its midnight, UTC',
  'array-to-set': 'a list becomes a set, in its order, equal items once',
  'set-to-array': 'a set becomes a list, in its order',
  'array-to-ndarray': 'a list becomes an array of numbers',
  'ndarray-to-array': 'an array of numbers becomes a list',
  'ndarray-to-ndarray': 'each number is taken over',
  'record-to-map': 'an object becomes a map',
  'map-to-record': 'a map becomes an object',
  'array-to-map': 'a list of pairs becomes a map',
  'map-to-array': 'a map becomes a list of pairs',
} as const satisfies Record<string, string>;

/** The name of a conversion. */
export type AdapterName = keyof typeof ADAPTERS;

/** What goes wrong with some values, undefined where nothing can. */
type Risk = (from: Schema, to: Schema) => string | undefined;

/** A way from one format to another. */
interface Way {
  /** Absent: the value stays what it is, and is checked. */
  readonly adapter?: AdapterName;
  readonly risk?: Risk;
}

const CHECKED: Way = {};

const way = (adapter: AdapterName, risk?: Risk): Way => (risk ? { adapter, risk } : { adapter });

const TEXTS = ['date', 'datetime', 'time', 'duration', 'decimal', 'complex', 'path', 'uuid'];

const toInteger = way('bigint-to-integer', (from) => {
  const isSafe = Math.max(-lowestOf(from), highestOf(from)) <= Number.MAX_SAFE_INTEGER;
  return isSafe ? undefined : 'fails outside of ±(2^53 − 1)';
});
const toMap = way('record-to-map');

type Ways = Readonly<Record<string, Way>>;

const WAYS: Readonly<Record<string, Ways>> = {
  // Some can be called, some have the fields of an interface.
  instance: { function: CHECKED, record: CHECKED },
  ...Object.fromEntries(TEXTS.map((text): [string, Ways] => [text, { string: CHECKED }])),
  date: { datetime: way('date-to-datetime'), string: CHECKED },
  datetime: { date: CHECKED, string: CHECKED },
  string: {
    ...Object.fromEntries(TEXTS.map((text): [string, Way] => [text, CHECKED])),
    bigint: CHECKED,
  },
  integer: { bigint: way('integer-to-bigint') },
  number: { bigint: way('integer-to-bigint', () => 'fails for a number that is not whole') },
  bigint: { integer: toInteger, number: toInteger },
  // Bytes and an array of them are the same value in TypeScript.
  bytes: { array: CHECKED, ndarray: CHECKED },
  array: {
    set: way('array-to-set', ({ uniqueItems }, { minItems = 0 }) =>
      minItems > 1 && uniqueItems !== true ? 'fails where too few items are different' : undefined,
    ),
    ndarray: way('array-to-ndarray', lacksRange),
    pairs: way('array-to-map', () => 'fails where two keys are equal'),
    map: way('array-to-map', () => 'fails where two keys are equal'),
  },
  set: { array: way('set-to-array') },
  ndarray: {
    array: way('ndarray-to-array', isWide),
    ndarray: way('ndarray-to-ndarray', lacksRange),
    bytes: CHECKED,
  },
  record: { map: toMap, pairs: toMap },
  map: { record: way('map-to-record'), array: way('map-to-array'), pairs: CHECKED },
  pairs: {
    record: way('map-to-record', () => 'fails for keys that are no texts'),
    array: way('map-to-array'),
    map: CHECKED,
  },
};

/** The format, where it is one of the table of port types; else the plain type. */
export function formOf(schema: Schema): string {
  const kind = kindOf(schema);
  return kind?.schema['x-millrace'] === undefined ? plainForm(schema) : kind.type;
}

function plainForm({ type }: Schema): string {
  return type === 'object' ? 'record' : String(type);
}

/**
 * How a value gets from one form to another, its parts aside: `widened` where it need not change,
 * undefined where no value does.
 */
export function wayBetween(from: Schema, to: Schema): Assignability | undefined {
  const [source, target] = [formOf(from), formOf(to)];
  if (source === 'instance' && target === 'instance') return betweenClasses(from, to);
  const isSame = source === target && (source !== 'ndarray' || holdsAll(from, to));
  if (isSame) return WIDENED;
  const found = Object.hasOwn(WAYS, source) ? WAYS[source]![target] : undefined;
  if (found === undefined) return undefined;
  const { adapter, risk } = found;
  if (adapter === undefined) return unsafe(from, to);
  const danger = risk?.(from, to);
  return danger === undefined
    ? { kind: 'adapted', adapter }
    : { kind: 'unsafe', reason: `${adapter} ${danger}; checked when it arrives` };
}

/** A class goes where a base of it is expected; where a class of its own is, some instances do. */
function betweenClasses(from: Schema, to: Schema): Assignability | undefined {
  const { class: given, bases = [] } = from['x-millrace'] ?? {};
  const { class: wanted, bases: wider = [] } = to['x-millrace'] ?? {};
  if (wanted === undefined || wanted === given || bases.includes(wanted)) return WIDENED;
  return given === undefined || wider.includes(given) ? unsafe(from, to) : undefined;
}

function holdsAll(from: Schema, to: Schema): boolean {
  const source = from['x-millrace']?.dtype;
  const target = to['x-millrace']?.dtype;
  // Numbers of any kind are no bigints.
  return source === target || (target === undefined && dtypeOf(source)?.isWide !== true);
}

/** As numbers of JavaScript, 64 bits are too many. */
function isWide(from: Schema, to: Schema): string | undefined {
  const isBig = to.items?.['x-millrace']?.format === 'bigint';
  const wide = dtypeOf(from['x-millrace']?.dtype)?.isWide === true && !isBig;
  return wide ? 'fails for items outside of ±(2^53 − 1)' : undefined;
}

/** Not every number of the source is one of the target's `dtype`. */
function lacksRange(from: Schema, to: Schema): string | undefined {
  const { dtype: name = 'float64' } = to['x-millrace'] ?? {};
  const target = dtypeOf(name);
  const given = dtypeOf(from['x-millrace']?.dtype);
  const items = from.items ?? {};
  const [low, high, isWhole] =
    given === undefined
      ? [lowestOf(items), highestOf(items), items.type === 'integer']
      : [given.min, given.max, given.isWhole];
  const isRange = (isWhole || target?.isWhole !== true) && given?.isWide !== true;
  const fits = target !== undefined && low >= target.min && high <= target.max && isRange;
  const isReal = target !== undefined && !target.isWhole && target.max === Number.MAX_VALUE;
  return fits || (isReal && given?.isWide !== true)
    ? undefined
    : `fails for numbers that are no ${name}`;
}
