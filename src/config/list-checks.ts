/** The checks of lists. */
import { own } from './document.js';
import { isUnique } from './json-equal.js';
import type { Schema } from './json-schema.js';
import { isPlainForm, listFormOf } from './list-forms.js';
import type { ListForm } from './list-forms.js';
import { located, MISFIT, misfit } from './misfit.js';
import type { Check, Compile, Mode, Trace } from './misfit.js';

type Items = readonly unknown[];

/** The items, coerced ones in a copy, or {@link MISFIT}. */
type CheckItems = (items: Items, trace: Trace | undefined) => Items | typeof MISFIT;

/** The check of type `array`. */
export function compileArray(schema: Schema, mode: Mode, compile: Compile): Check {
  const form = listFormOf(schema, mode.language);
  const checkItems = mode.deep ? compileItems(itemSchema(schema, form), mode, compile) : undefined;
  if (isPlainForm(form)) return compilePlain(schema, mode, checkItems, form);
  const hasLimits = schema.minItems !== undefined || schema.maxItems !== undefined;
  return (value, trace) => {
    const isOwn = form.is(value);
    if (isOwn && !hasLimits && checkItems === undefined) return value;
    const items = isOwn || mode.coerce ? form.itemsOf(value) : undefined;
    return items === undefined || !isLong(schema, items)
      ? misfit(schema, value, trace)
      : remade({ value, items, isOwn, trace }, checkItems, form);
  };
}

/** What most lists are: arrays, seen without being taken apart. */
function compilePlain(
  schema: Schema,
  mode: Mode,
  checkItems: CheckItems | undefined,
  form: ListForm,
): Check {
  const { minItems = 0, maxItems = Infinity } = schema;
  return (value, trace) => {
    let items = value as Items | undefined;
    if (!Array.isArray(value)) items = mode.coerce ? form.itemsOf(value) : undefined;
    return items === undefined || items.length < minItems || items.length > maxItems
      ? misfit(schema, value, trace)
      : checkItems === undefined
        ? items
        : checkItems(items, trace);
  };
}

/** What is left to check of items that are in the form already. */
function itemSchema(schema: Schema, { isSet, isWide }: ListForm): Schema {
  const { uniqueItems: _, ...rest } = schema;
  if (isSet === true) return rest;
  if (isWide !== true) return schema;
  return {
    ...schema,
    items: { type: 'integer', ...schema.items, 'x-millrace': { format: 'bigint' } },
  };
}

function isLong({ minItems = 0, maxItems = Infinity }: Schema, { length }: Items): boolean {
  return length >= minItems && length <= maxItems;
}

interface Taken {
  readonly value: unknown;
  readonly items: Items;
  /** The value is of the form already. */
  readonly isOwn: boolean;
  readonly trace: Trace | undefined;
}

/** The value itself where nothing had to change, else one made of the checked items. */
function remade(
  { value, items, isOwn, trace }: Taken,
  checkItems: CheckItems | undefined,
  form: ListForm,
): unknown {
  const checked = checkItems === undefined ? items : checkItems(items, trace);
  if (checked === MISFIT) return MISFIT;
  if (isOwn && checked === items && form.isArray !== true) return value;
  const bad = form.findBad?.(checked);
  if (bad === undefined) return form.make(checked);
  misfit({}, checked[bad.index], trace, bad.expected);
  return located(bad.index, trace);
}

/** The check of all items; undefined when they may be anything. */
function compileItems(schema: Schema, mode: Mode, compile: Compile): CheckItems | undefined {
  const prefix = (schema.prefixItems ?? []).map((item) => compile(item, mode));
  const items = schema.items === undefined ? undefined : compile(schema.items, mode);
  const unique = schema.uniqueItems === true;
  if (items === undefined && prefix.every((check) => check === undefined) && !unique) {
    return undefined;
  }
  const isAll = prefix.length > 0 || unique ? undefined : allOf(schema.items!);
  return (list, trace) => {
    if (isAll?.(list) === true) return list;
    let copy: unknown[] | undefined;
    for (let index = 0; index < list.length; index += 1) {
      const check = index < prefix.length ? prefix[index] : items;
      if (check === undefined) continue;
      const item = list[index];
      const checked = check(item, trace);
      if (checked === MISFIT) return located(index, trace);
      if (checked !== item && !Object.is(checked, item))
        (copy ??= Array.from(list))[index] = checked;
    }
    if (unique && !isUnique(copy ?? list)) return misfit(schema, list, trace);
    return copy ?? list;
  };
}

type All = (list: readonly unknown[]) => boolean;

/** Items that only have to be of a type: loops without calls, eight times as fast as a check each. */
const ALL: Readonly<Record<string, All>> = {
  number(list) {
    for (const item of list) if (typeof item !== 'number') return false;
    return true;
  },
  integer(list) {
    for (const item of list) if (!Number.isInteger(item)) return false;
    return true;
  },
  string(list) {
    for (const item of list) if (typeof item !== 'string') return false;
    return true;
  },
  boolean(list) {
    for (const item of list) if (typeof item !== 'boolean') return false;
    return true;
  },
};

const WORDS = ['type', 'title', 'description', 'default'];

function allOf(items: Schema): All | undefined {
  return Object.keys(items).every((key) => WORDS.includes(key))
    ? own(ALL, String(items.type))
    : undefined;
}
