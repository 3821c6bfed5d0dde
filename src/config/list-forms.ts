/** What a list is in a function's own language: an array, or what its format says. */
import { own } from './document.js';
import { distinct } from './json-equal.js';
import { dtypeOf, holds, isNumberArray, toNumberArray } from './dtypes.js';
import type { Dtype } from './dtypes.js';
import type { Schema } from './json-schema.js';
import type { Language } from './port-formats.js';
import { isMap, isRecordLike, isSet } from './value-kinds.js';

/** An item that can't be part of such a list, and what is expected in its place. */
interface BadItem {
  readonly index: number;
  readonly expected: string;
}

/** How the values of one format are told, taken apart and made. */
export interface ListForm {
  readonly is: (value: unknown) => boolean;
  /** The items of a value that is of this form, or that can become one; else undefined. */
  readonly itemsOf: (value: unknown) => readonly unknown[] | undefined;
  /** An array of any items counts as of this form: these have to be looked at. */
  readonly isArray?: boolean;
  /** Equal items are there once, whatever comes. */
  readonly isSet?: boolean;
  /** Its items are bigints, whatever the schema calls them. */
  readonly isWide?: boolean;
  /** What is wrong with items that all have the right type. */
  readonly findBad?: (items: readonly unknown[]) => BadItem | undefined;
  readonly make: (items: readonly unknown[]) => unknown;
}

const same = (items: readonly unknown[]): unknown => items;

const ARRAY: ListForm = {
  is: Array.isArray,
  itemsOf(value) {
    if (Array.isArray(value)) return value;
    return isSet(value) || isMap(value) || isNumberArray(value)
      ? Array.from(value as Iterable<unknown>)
      : undefined;
  },
  make: same,
};

const SET: ListForm = {
  is: isSet,
  isSet: true,
  itemsOf: (value) =>
    isSet(value) ? [...value] : Array.isArray(value) ? distinct(value) : undefined,
  make: (items) => new Set(items),
};

/** Python's sets cross as lists. */
const SET_LIST: ListForm = {
  isSet: true,
  is: (value) => Array.isArray(value) && distinct(value).length === value.length,
  itemsOf: SET.itemsOf,
  // Different dates of JavaScript may be the same text.
  make: distinct,
};

function findBadPair(items: readonly unknown[]): BadItem | undefined {
  const keys = new Set<unknown>();
  for (const [index, item] of items.entries()) {
    if (!Array.isArray(item) || item.length !== 2)
      return { index, expected: 'a key and its value' };
    if (keys.has(item[0])) return { index, expected: 'a key that is not there already' };
    keys.add(item[0]);
  }
  return undefined;
}

const MAP: ListForm = {
  is: isMap,
  itemsOf(value) {
    if (isMap(value)) return [...value];
    if (Array.isArray(value)) return value;
    return isRecordLike(value) ? Object.entries(value) : undefined;
  },
  findBad: findBadPair,
  make: (items) => new Map(items as readonly [unknown, unknown][]),
};

/** Python's dicts of keys that are no texts cross as lists of pairs. */
const MAP_LIST: ListForm = { ...MAP, is: Array.isArray, isArray: true, make: same };

/** A list becomes Python's array there; a typed array of the right kind crosses as it is. */
function arrayForm(dtype: Dtype, name: string, language: Language, isAny: boolean): ListForm {
  const isPython = language === 'python';
  const kind = dtype.class.name;
  const is = (value: unknown): boolean => isNumberArray(value) && (isAny || tagOf(value) === kind);
  return {
    is: isPython ? (value) => Array.isArray(value) || is(value) : is,
    isArray: isPython,
    isWide: dtype.isWide && !isPython,
    itemsOf(value) {
      if (Array.isArray(value)) return value;
      if (!isNumberArray(value)) return undefined;
      // One that is to stay need not be copied to be looked at.
      return is(value) ? (value as never) : Array.from<unknown>(value);
    },
    findBad(items) {
      const index = items.findIndex((item) => !holds(dtype, item));
      return index < 0 ? undefined : { index, expected: `a number that ${name} can hold` };
    },
    make: isPython ? same : (items) => toNumberArray(dtype, items),
  };
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function ndarrayForm(language: Language, dtypeName?: string): ListForm {
  const dtype = dtypeOf(dtypeName ?? 'float64');
  // What numbers can't say stays a list.
  if (dtype === undefined) return ARRAY;
  return arrayForm(dtype, dtypeName ?? 'float64', language, dtypeName === undefined);
}

const FORMS: Readonly<Record<string, (language: Language, dtype?: string) => ListForm>> = {
  set: (language) => (language === 'python' ? SET_LIST : SET),
  map: (language) => (language === 'python' ? MAP_LIST : MAP),
  ndarray: ndarrayForm,
};

/** The form of a schema of type `array`. */
export function listFormOf(schema: Schema, language: Language): ListForm {
  const { format, dtype } = schema['x-millrace'] ?? {};
  return own(FORMS, String(format))?.(language, dtype) ?? ARRAY;
}

/** True for a list that is an array in every language. */
export function isPlainForm(form: ListForm): boolean {
  return form === ARRAY;
}
