/** Type parameters in schemas: parts that are what is wired in (rule T6). */
import { assignable } from './assignable.js';
import type { Schema } from './json-schema.js';
import { copyDefinition, definitionOf, linkSchema, unlinkSchema } from './schema-links.js';
import { mapParts, partsOf } from './schema-parts.js';

/** What type parameters stand for, by name; the schemas are linked. */
export type Bindings = ReadonlyMap<string, Schema>;

/** A type of more parts is not followed: chains of nodes could let it grow without end. */
const MAX_PARTS = 200;

/** True when a part of the schema is a type parameter. */
export function hasVariable(schema: Schema): boolean {
  // The set grows while it is read.
  const parts = new Set([linkSchema(schema)]);
  for (const part of parts) {
    if (variableOf(part) !== undefined) return true;
    for (const inner of partsOf(part)) parts.add(inner);
  }
  return false;
}

function variableOf(schema: Schema): string | undefined {
  return schema['x-millrace']?.variable;
}

/** Counts as it would be written: a part in two places is two, a definition one. */
function isLarge(schema: Schema): boolean {
  const open = [schema];
  const definitions = new Set<Schema>();
  for (let count = 0; count <= MAX_PARTS; count += 1) {
    const part = open.pop();
    if (part === undefined) return false;
    if (definitions.has(part)) continue;
    if (definitionOf(part) !== undefined) definitions.add(part);
    for (const inner of partsOf(part)) open.push(inner);
  }
  return true;
}

/** Reads what type parameters are from the types that are wired in, the first wire first. */
export class Inference {
  readonly #found = new Map<string, Schema>();

  get bindings(): Bindings {
    return this.#found;
  }

  /** An input that says `pattern` gets values of the type `given`. */
  add(pattern: Schema, given: Schema): void {
    const linked = linkSchema(given);
    if (!isLarge(linked)) this.#match(linkSchema(pattern), linked, new Set());
  }

  #match(pattern: Schema, given: Schema, open: ReadonlySet<Schema>): void {
    const variable = variableOf(pattern);
    if (variable !== undefined) {
      const bound = withoutVariable(pattern);
      this.#bind(variable, bound, given);
      // The bound may have type parameters itself.
      this.#match(bound, given, open);
      return;
    }
    if (open.has(pattern)) return;
    const inside = definitionOf(pattern) === undefined ? open : new Set(open).add(pattern);
    const members = membersOf(given);
    if (pattern.anyOf !== undefined) {
      this.#matchUnion(pattern.anyOf, members, inside);
      return;
    }
    for (const member of members) {
      for (const [part, inner] of pairsOf(pattern, member)) this.#match(part, inner, inside);
    }
  }

  /** What no other member takes is the type parameter's. */
  #matchUnion(
    patterns: readonly Schema[],
    members: readonly Schema[],
    open: ReadonlySet<Schema>,
  ): void {
    const isOpen = (pattern: Schema): boolean => variableOf(pattern) !== undefined;
    const fixed = patterns.filter((pattern) => !isOpen(pattern));
    const rest = members.filter((member) => !fixed.some((pattern) => takes(pattern, member)));
    for (const pattern of fixed) for (const member of members) this.#match(pattern, member, open);
    const [one] = rest;
    if (one === undefined) return;
    const left = rest.length === 1 ? one : { anyOf: rest };
    for (const pattern of patterns.filter(isOpen)) this.#match(pattern, left, open);
  }

  #bind(variable: string, bound: Schema, given: Schema): void {
    if (!takes(bound, given)) return;
    const found = this.#found.get(variable);
    const both = found === undefined ? given : unionOf(found, given);
    this.#found.set(variable, both);
  }
}

/** Every value of `given` is one of `target` as it is. */
function takes(target: Schema, given: Schema): boolean {
  const { kind } = assignable(given, target);
  return kind === 'exact' || kind === 'widened';
}

function unionOf(one: Schema, other: Schema): Schema {
  if (takes(one, other)) return one;
  if (takes(other, one)) return other;
  return { anyOf: [...membersOf(one), ...membersOf(other)] };
}

function membersOf(schema: Schema): readonly Schema[] {
  const isUnion = schema.anyOf !== undefined && Object.keys(schema).length === 1;
  return isUnion ? schema.anyOf : [schema];
}

/** The parts of a pattern, each with the part of a type that is in its place. */
function pairsOf(pattern: Schema, given: Schema): readonly (readonly [Schema, Schema])[] {
  if (pattern.type !== given.type) return [];
  if (pattern.type === 'array') return itemPairs(pattern, given);
  return pattern.type === 'object' ? propertyPairs(pattern, given) : [];
}

function itemPairs(pattern: Schema, given: Schema): readonly (readonly [Schema, Schema])[] {
  const { prefixItems = [], items } = pattern;
  const named = prefixItems.flatMap((part, index) => {
    const inner = given.prefixItems?.[index] ?? given.items;
    return inner === undefined ? [] : [[part, inner] as const];
  });
  if (items === undefined) return named;
  const others = (given.prefixItems ?? []).slice(prefixItems.length);
  // Beyond a tuple there is nothing.
  const isWhole =
    given.maxItems !== undefined && given.maxItems <= (given.prefixItems?.length ?? 0);
  const all = given.items === undefined || isWhole ? others : [...others, given.items];
  return [...named, ...all.map((inner) => [items, inner] as const)];
}

function propertyPairs(pattern: Schema, given: Schema): readonly (readonly [Schema, Schema])[] {
  const own = pattern.properties ?? {};
  const theirs = given.properties ?? {};
  const rest = typeof given.additionalProperties === 'object' ? [given.additionalProperties] : [];
  const named = Object.entries(own).flatMap(([name, part]) => {
    const inner = Object.hasOwn(theirs, name) ? theirs[name] : rest[0];
    return inner === undefined ? [] : [[part, inner] as const];
  });
  const { additionalProperties: other } = pattern;
  if (typeof other !== 'object') return named;
  const others = Object.entries(theirs).flatMap(([name, inner]) =>
    Object.hasOwn(own, name) ? [] : [inner],
  );
  return [...named, ...[...others, ...rest].map((inner) => [other, inner] as const)];
}

/**
 * The schema with its type parameters filled in, as a document; one that is not bound is its own
 * bound.
 */
export function applyBindings(schema: Schema, bindings: Bindings): Schema {
  const done = new Map<Schema, Schema>();
  const later: (() => void)[] = [];
  const fill = (part: Schema): Schema => {
    const variable = variableOf(part);
    if (variable !== undefined) return bindings.get(variable) ?? fill(withoutVariable(part));
    const known = done.get(part);
    if (known !== undefined) return known;
    if (definitionOf(part) === undefined) {
      const changed = mapParts(part, fill);
      return Object.keys(changed).length === 0 ? part : { ...part, ...changed };
    }
    const copy = copyDefinition(part);
    done.set(part, copy);
    later.push(() => Object.assign(copy, mapParts(part, fill)));
    return copy;
  };
  const filled = fill(linkSchema(schema));
  // The list grows while it is read.
  for (const fillParts of later) fillParts();
  return unlinkSchema(filled);
}

/** A type parameter as the type it is at least. */
function withoutVariable(schema: Schema): Schema {
  const { 'x-millrace': { variable: _, ...extension } = {}, ...rest } = schema;
  return Object.keys(extension).length === 0 ? rest : { ...rest, 'x-millrace': extension };
}
