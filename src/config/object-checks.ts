/** The checks of objects. */
import type { Schema } from './json-schema.js';
import { located, MISFIT, misfit } from './misfit.js';
import type { Check, Compile, Mode, Trace } from './misfit.js';
import { toRegExp } from './text-formats.js';
import { isMap, isRecordLike } from './value-kinds.js';

type Part = (value: Readonly<Record<string, unknown>>, trace: Trace | undefined) => boolean;

/** The check of type `object`, or of a `Map` whose keys are texts. */
export function compileObject(schema: Schema, mode: Mode, compile: Compile): Check {
  const check = compileRecord(schema, mode, compile);
  const isMapPort = schema['x-millrace']?.format === 'map' && mode.language === 'typescript';
  const asRecord: Check = (value, trace) => {
    const checked = check(value, trace);
    if (checked !== MISFIT || !(isMapPort || mode.coerce) || !isMap(value)) return checked;
    const record = toRecord(value);
    return record === undefined
      ? misfit(schema, value, trace, 'a map of which all keys are texts')
      : check(record, trace);
  };
  if (!isMapPort) return asRecord;
  return (value, trace) => {
    const taken = mode.coerce && Array.isArray(value) ? toMap(value) : value;
    if (!isMap(taken) && !mode.coerce) return misfit(schema, value, trace);
    const checked = asRecord(taken, trace);
    if (checked === MISFIT) return MISFIT;
    const made = new Map(Object.entries(checked as Readonly<Record<string, unknown>>));
    return isMap(taken) && [...made].every(([key, item]) => Object.is(item, taken.get(key)))
      ? taken
      : made;
  };
}

function toRecord(map: ReadonlyMap<unknown, unknown>): object | undefined {
  const entries = [...map] as [string, unknown][];
  return entries.every(([key]) => typeof key === 'string')
    ? Object.fromEntries(entries)
    : undefined;
}

/** The map of a list of pairs with different keys; any other list as it is. */
function toMap(list: readonly unknown[]): unknown {
  if (!list.every((pair) => Array.isArray(pair) && pair.length === 2)) return list;
  const map = new Map(list as readonly [unknown, unknown][]);
  return map.size === list.length ? map : list;
}

/** The check of a record. A property that is `undefined` counts as absent. */
function compileRecord(schema: Schema, mode: Mode, compile: Compile): Check {
  const shallow: Check = (value, trace) =>
    isRecordLike(value) ? value : misfit(schema, value, trace);
  if (!mode.deep) return shallow;
  const limits = compileLimits(schema, mode, compile);
  const known = new Map<string, Check | undefined>();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    known.set(name, compile(property, mode));
  }
  const checked = [...known].filter((entry): entry is [string, Check] => entry[1] !== undefined);
  const others = compileOthers(schema, mode, compile, known);
  if (checked.length === 0 && limits.length === 0 && others === undefined) return shallow;
  const self: Check = (value, trace) => {
    if (shallow(value, trace) === MISFIT) return MISFIT;
    const record = value as Record<string, unknown>;
    for (const limit of limits) {
      if (limit(record, trace)) continue;
      const filled = mode.coerce ? withNulls(record, schema, known) : record;
      return filled === record ? MISFIT : self(filled, trace);
    }
    const copy = new Copy(record);
    for (const [key, check] of checked) {
      if (Object.hasOwn(record, key) && !copy.put(key, check, trace)) return located(key, trace);
    }
    if (others !== undefined) {
      for (const key of Object.keys(record)) {
        for (const check of others(key)) {
          if (!copy.put(key, check, trace)) return located(key, trace);
        }
      }
    }
    return copy.result;
  };
  return self;
}

/** The record, null in place of `undefined` where that is all a required property lacks. */
function withNulls(
  record: Record<string, unknown>,
  { required = [] }: Schema,
  known: ReadonlyMap<string, Check | undefined>,
): Record<string, unknown> {
  const empty = required.filter((key) => {
    if (!Object.hasOwn(record, key) || record[key] !== undefined || !known.has(key)) return false;
    const check = known.get(key);
    return check === undefined || check(undefined, undefined) === null;
  });
  return empty.reduce((filled, key) => ({ ...filled, [key]: null }), record);
}

/** What holds for the names of the properties and for their number. */
function compileLimits(schema: Schema, mode: Mode, compile: Compile): readonly Part[] {
  const { required = [], minProperties = 0, maxProperties = Infinity, propertyNames } = schema;
  const parts: Part[] = [];
  const isGiven = (record: Readonly<Record<string, unknown>>, key: string): boolean =>
    Object.hasOwn(record, key) && record[key] !== undefined;
  if (required.length > 0) {
    parts.push((record, trace) => {
      const missing = required.find((key) => !isGiven(record, key));
      if (missing === undefined) return true;
      misfit(schema.properties?.[missing] ?? {}, undefined, trace);
      located(missing, trace);
      return false;
    });
  }
  if (minProperties > 0 || maxProperties < Infinity) {
    parts.push((record, trace) => {
      const { length } = Object.keys(record).filter((key) => record[key] !== undefined);
      if (length >= minProperties && length <= maxProperties) return true;
      misfit(schema, record, trace);
      return false;
    });
  }
  const name = propertyNames && compile(propertyNames, { ...mode, coerce: false });
  if (name !== undefined) {
    parts.push((record, trace) =>
      Object.keys(record).every((key) => !isGiven(record, key) || name(key, trace) !== MISFIT),
    );
  }
  return parts;
}

/** The checks of a property that is not listed, or whose name matches a pattern. */
function compileOthers(
  schema: Schema,
  mode: Mode,
  compile: Compile,
  known: ReadonlyMap<string, unknown>,
): ((key: string) => readonly Check[]) | undefined {
  const patterns = Object.entries(schema.patternProperties ?? {}).flatMap(([pattern, inner]) => {
    const expression = toRegExp(pattern);
    return expression === undefined ? [] : [{ expression, check: compile(inner, mode) }];
  });
  const extra = compileExtra(schema, mode, compile);
  if (extra === undefined && patterns.every(({ check }) => check === undefined)) return undefined;
  const rest = extra === undefined ? [] : [extra];
  return (key) => {
    const matching = patterns.filter(({ expression }) => expression.test(key));
    if (matching.length === 0) return known.has(key) ? [] : rest;
    return matching.flatMap(({ check }) => check ?? []);
  };
}

function compileExtra(schema: Schema, mode: Mode, compile: Compile): Check | undefined {
  const extra = schema.additionalProperties;
  if (extra === undefined || extra === true) return undefined;
  if (extra !== false) return compile(extra, mode);
  return (value, trace) => misfit(schema, value, trace, 'no such property');
}

/** The record that came, or, once a property has been coerced, a copy of it. */
class Copy {
  readonly #record: Readonly<Record<string, unknown>>;
  #copy: Record<string, unknown> | undefined;

  constructor(record: Readonly<Record<string, unknown>>) {
    this.#record = record;
  }

  get result(): Readonly<Record<string, unknown>> {
    return this.#copy ?? this.#record;
  }

  /** Checks one property; an undefined one counts as absent. False when it does not fit. */
  put(key: string, check: Check, trace: Trace | undefined): boolean {
    const value = this.result[key];
    if (value === undefined) return true;
    const checked = check(value, trace);
    if (checked === MISFIT) return false;
    if (Object.is(checked, value)) return true;
    this.#copy ??= { ...this.#record };
    const own = { value: checked, writable: true, enumerable: true, configurable: true };
    Object.defineProperty(this.#copy, key, own);
    return true;
  }
}
