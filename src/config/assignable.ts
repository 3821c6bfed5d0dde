/** May a value of one schema go where another is expected? Structural, over JSON Schema. */
import { formOf, wayBetween } from './adapters.js';
import { best, EXACT, inFull, no, RANK, unsafe, WIDENED, worst } from './assignability.js';
import type { Assignability } from './assignability.js';
import { fromArrays, fromObjects, toPairs } from './assignable-parts.js';
import { findForeign } from './foreign-keywords.js';
import { isEqual } from './json-equal.js';
import type { JsonTypeName, JsonValue, Schema } from './json-schema.js';
import { compilePortCheck, isLimited } from './port-check.js';
import { isOpaque } from './port-kinds.js';
import { definitionOf, linkSchema, unlinkSchema } from './schema-links.js';
import { isWithinLimits } from './schema-limits.js';

export type { Assignability } from './assignability.js';

/**
 * How a value of schema `from` fits a port of schema `to`, whatever the languages: `exact` and
 * `widened` need nothing, `adapted` names a conversion that can't fail (see {@link
 * import('./adapters.js').ADAPTERS}), `unsafe` and `no` say why in words for people. The runner checks
 * and converts each value by the same rules when it arrives. An object is taken to have the
 * properties its schema lists and no others, as TypeScript takes it, unless the schema says what
 * the others are. Types that contain themselves are compared by what they are, whatever their
 * definitions are called.
 *
 * @example
 * ```ts
 * const list = { type: 'array', items: { type: 'number' } } as const;
 * assignable(list, { ...list, 'x-millrace': { format: 'set' } }); // adapted, "array-to-set"
 * assignable(list, { type: 'string' }); // no: "a list is never a text"
 * ```
 */
export function assignable(from: Schema, to: Schema): Assignability {
  if (from === to) return EXACT;
  const [source, target] = [linkSchema(from), linkSchema(to)];
  const fit = new Comparison().run(source, target);
  // What only ajv knows is the same where the schemas are.
  if (findForeign(target) !== undefined && !isSame(source, target)) {
    return inFull(worst([fit, unsafe(source, target)]));
  }
  const isExact = fit === WIDENED && new Comparison().run(target, source) === WIDENED;
  return isExact ? EXACT : inFull(fit);
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return isEqual(unlinkAll(one), unlinkAll(other));
}

/** The value of a keyword with schemas in it, as a document. */
function unlinkAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unlinkAll);
  return unlinkSchema({ properties: { value: value as Schema } });
}

/** Keywords of which only equal ones are known to fit. */
const WHOLE = ['allOf', 'oneOf', 'not', 'patternProperties', 'propertyNames'] as const;

/** Definitions met further in than this are compared by themselves: a chain of them has no limit. */
const MAX_LEVELS = 100;

/** Two definitions in one round. */
interface Pair {
  /** Undefined while they are being compared. */
  fit: Assignability | undefined;
  isAssumed: boolean;
}

/** One comparison of two linked schemas; it says `widened` for `exact`. */
class Comparison {
  /**
   * What is taken for true of two definitions while they are compared: at first that they fit, then
   * what the last round came to. Answers only get worse, so the rounds have an end.
   */
  readonly #known = new Map<Schema, Map<Schema, Assignability>>();
  #round = new Map<Schema, Map<Schema, Pair>>();
  /** Pairs of the round that are yet to be compared. */
  #later: (() => void)[] = [];
  #levels = 0;
  #isSettled = true;

  run(from: Schema, to: Schema): Assignability {
    let fit: Assignability;
    do {
      this.#isSettled = true;
      this.#round = new Map();
      this.#later = [];
      fit = this.#compare(from, to);
      // The list grows while it is read.
      for (const compare of this.#later) compare();
    } while (!this.#isSettled);
    return fit;
  }

  readonly #compare = (from: Schema, to: Schema): Assignability => {
    if (from === to || isUniversal(to)) return WIDENED;
    const isKnot = definitionOf(from) !== undefined || definitionOf(to) !== undefined;
    this.#levels += 1;
    const fit = isKnot ? this.#compareDefinitions(from, to) : this.#compareBodies(from, to);
    this.#levels -= 1;
    return fit;
  };

  #compareDefinitions(from: Schema, to: Schema): Assignability {
    const known = entryOf(this.#known, from, () => new Map<Schema, Assignability>());
    const before = known.get(to) ?? WIDENED;
    const round = entryOf(this.#round, from, () => new Map<Schema, Pair>());
    const met = round.get(to);
    if (met !== undefined) {
      met.isAssumed ||= met.fit === undefined;
      return met.fit ?? before;
    }
    const pair: Pair = { fit: undefined, isAssumed: false };
    round.set(to, pair);
    const compare = (): Assignability => {
      const fit = this.#compareBodies(from, to);
      const isWorse = RANK[fit.kind] > RANK[before.kind];
      if (isWorse) known.set(to, fit);
      // What was taken for true was not.
      if (isWorse && pair.isAssumed) this.#isSettled = false;
      return (pair.fit = isWorse ? fit : before);
    };
    if (this.#levels < MAX_LEVELS) return compare();
    pair.isAssumed = true;
    this.#later.push(compare);
    // What is wrong so far in is not told part by part.
    return 'reason' in before ? { unsafe, no }[before.kind](from, to) : before;
  }

  #compareBodies(from: Schema, to: Schema): Assignability {
    const { oneOf, ...rest } = to;
    const fit = this.#compareTypes(from, oneOf && !to.anyOf ? { ...rest, anyOf: oneOf } : to);
    const differs = WHOLE.some((key) => to[key] !== undefined && !isSame(from[key], to[key]));
    return differs ? worst([fit, unsafe(from, to)]) : fit;
  }

  #compareTypes(from: Schema, to: Schema): Assignability {
    const targets = to.anyOf?.flatMap(targetsOf) ?? membersOf(to);
    const fits = membersOf(from).map((source) => {
      // A definition among alternatives is a pair of its own.
      if (source !== from && definitionOf(source) !== undefined) return this.#compare(source, to);
      const values = valuesOf(source);
      if (values !== undefined) return fromValues(values, source, to);
      // Alternatives of the same type come first: of several reasons theirs says most.
      const alike = targets.filter((target) => target.type === source.type);
      const others = targets.filter((target) => target.type !== source.type);
      const answers = [...alike, ...others].map((target) =>
        target !== to && definitionOf(target) !== undefined
          ? this.#compare(source, target)
          : this.#single(source, target),
      );
      return best(answers);
    });
    if (fits.every((fit) => fit.kind === 'no')) return fits[0] ?? WIDENED;
    const fit = fits.some((each) => each.kind === 'no') ? unsafe(from, to) : worst(fits);
    if (to.anyOf === undefined || fit.kind !== 'widened') return fit;
    // What stands beside the alternatives holds, too.
    const { anyOf: _, ...beside } = to;
    return isUniversal(beside) ? fit : worst([fit, this.#compare(from, beside)]);
  }

  #single(from: Schema, to: Schema): Assignability {
    if (isUniversal(to)) return WIDENED;
    if (isUniversal(from)) return unsafe(from, to);
    if (to.anyOf !== undefined) return this.#compare(from, to);
    const wanted = valuesOf(to);
    if (wanted !== undefined) return toValues(from, to, wanted);
    return this.#fromTypes(from, to);
  }

  #fromTypes(from: Schema, to: Schema): Assignability {
    const isOfForm = formOf(from) !== String(from.type) || formOf(to) !== String(to.type);
    const way = isOfForm ? wayBetween(from, to) : fromPlainTypes(from, to);
    if (way === undefined) return no(from, to);
    if (from.type !== 'array' && from.type !== 'object') return withLimits(way, from, to);
    return worst([way, this.#fromParts(from, to)]);
  }

  #fromParts(from: Schema, to: Schema): Assignability {
    if (from.type === 'object' && to.type === 'object') {
      return worst([fromObjects(from, to, this.#compare), withLimits(WIDENED, from, to)]);
    }
    // A set takes equal items once, whatever it gets.
    const { uniqueItems, ...rest } = to;
    const isSet = formOf(to) === 'set';
    return fromArrays(
      toPairs(from),
      toPairs(isSet ? rest : { ...rest, ...(uniqueItems ? { uniqueItems } : {}) }),
      this.#compare,
    );
  }
}

function entryOf<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  let entry = map.get(key);
  if (entry === undefined) map.set(key, (entry = create()));
  return entry;
}

function withLimits(fit: Assignability, from: Schema, to: Schema): Assignability {
  return isWithinLimits(from, to) ? fit : worst([fit, unsafe(from, to)]);
}

/** The way between types without a format. */
function fromPlainTypes(from: Schema, to: Schema): Assignability | undefined {
  const source = from.type as JsonTypeName;
  const target = to.type as JsonTypeName;
  const isNumber = target === 'number' || target === 'integer';
  if (isNumber && source === 'string') return unsafe(from, to);
  if (target === 'integer' && source === 'number') return unsafe(from, to);
  const fits = source === target || (source === 'integer' && target === 'number');
  return fits ? WIDENED : undefined;
}

function isUniversal(schema: Schema): boolean {
  return (
    schema.type === undefined &&
    schema.anyOf === undefined &&
    schema.enum === undefined &&
    schema.const === undefined &&
    !isOpaque(schema) &&
    WHOLE.every((key) => schema[key] === undefined) &&
    !isLimited(schema)
  );
}

const ALL_TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;

/** The schema as alternatives of one type each; those that list values stay whole. */
function membersOf(schema: Schema): readonly Schema[] {
  const { anyOf = schema.oneOf, type } = schema;
  if (schema.enum !== undefined || schema.const !== undefined) return [schema];
  if (anyOf !== undefined) return anyOf.flatMap(membersOf);
  if (typeof type === 'string') return [schema];
  const types = type ?? (isUniversal(schema) || isOpaque(schema) ? [] : ALL_TYPES);
  return types.length === 0 ? [schema] : types.map((name) => ({ ...schema, type: name }));
}

/** As {@link membersOf}, but what limits its alternatives stays whole. */
function targetsOf(schema: Schema): readonly Schema[] {
  if (schema.anyOf === undefined) return membersOf(schema);
  const { anyOf, ...beside } = schema;
  return isUniversal(beside) ? anyOf.flatMap(targetsOf) : [schema];
}

/** All values of a schema that has few. */
function valuesOf(schema: Schema): readonly JsonValue[] | undefined {
  if (schema.enum !== undefined || schema.const !== undefined) {
    const listed = schema.enum ?? [schema.const!];
    return listed.filter(acceptor(schema, false));
  }
  if (schema.type === 'null') return [null];
  return schema.type === 'boolean' ? [true, false] : undefined;
}

/** Tells the values a schema takes, as they are or coerced. */
function acceptor(schema: Schema, coerce: boolean): (value: unknown) => boolean {
  const check = compilePortCheck(schema, { coerce });
  return (value) => {
    try {
      check?.(value);
      return true;
    } catch {
      return false;
    }
  };
}

function fromValues(values: readonly JsonValue[], from: Schema, to: Schema): Assignability {
  if (values.every(acceptor(to, false))) return WIDENED;
  return values.some(acceptor(to, true)) ? unsafe(from, to) : no(from, to);
}

function toValues(from: Schema, to: Schema, wanted: readonly JsonValue[]): Assignability {
  const accepted = [...wanted, ...(to['x-millrace']?.names ?? [])];
  return accepted.some(acceptor(from, false)) ? unsafe(from, to) : no(from, to);
}
