/**
 * Schemas that contain themselves. In a document a part refers to a definition (`$ref`); linked, it
 * is the definition, so that a schema is a graph and every part of it stands for itself. A reference
 * that leads nowhere here stays one.
 */
import { own } from './document.js';
import type { Schema } from './json-schema.js';
import { mapParts, partsOf } from './schema-parts.js';

/** Under this key a linked definition has its name; not enumerable, so a copy is no definition. */
const NAME = Symbol('definition');

/** What a type that is nothing but itself takes. */
const NOTHING: Schema = { not: {} };

/** So many schemas about one value, each a part of the one before. */
const MAX_ALIKE = 64;

const PREFIX = '#/$defs/';

/** Definitions further in than this are written by themselves: a chain of them has no limit. */
const MAX_LEVELS = 100;

/** The definition a reference of a document names, `#` being the document; else undefined. */
export function findDefinition(root: Schema, ref: string): Schema | undefined {
  if (ref === '#') return root;
  return ref.startsWith(PREFIX) ? own(root.$defs ?? {}, nameIn(ref)) : undefined;
}

function nameIn(ref: string): string {
  const text = ref.slice(PREFIX.length);
  const name = text.includes('%') ? tryDecode(text) : text;
  // What leads into a definition is no name.
  return name.includes('/') ? '' : name.replaceAll('~1', '/').replaceAll('~0', '~');
}

function tryDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The name of the definition that a linked schema is; undefined for any other schema. */
export function definitionOf(schema: Schema): string | undefined {
  return (schema as { readonly [NAME]?: string })[NAME];
}

/** A copy of a definition that is one of the same name. */
export function copyDefinition(schema: Schema): Schema {
  return Object.defineProperty({ ...schema }, NAME, { value: definitionOf(schema) });
}

/** A document's schema, linked; the same object where it has no references, and where it is linked. */
export function linkSchema(schema: Schema): Schema {
  return schema.$defs !== undefined || hasReference(schema) ? new Linker(schema).run() : schema;
}

function hasReference(schema: Schema): boolean {
  return (
    schema.$ref !== undefined ||
    (definitionOf(schema) === undefined && partsOf(schema).some(hasReference))
  );
}

class Linker {
  readonly #root: Schema;
  readonly #known = new Map<Schema, Schema>();
  /** Parts yet to be linked: definitions may lead from one to the next without end. */
  readonly #later: (() => void)[] = [];

  constructor(root: Schema) {
    this.#root = root;
  }

  run(): Schema {
    const linked = this.link(this.#root, new Set());
    // The list grows while it is read.
    for (const linkParts of this.#later) linkParts();
    return linked;
  }

  /** @param open Schemas this one is about the same value as, and that are not done. */
  link(schema: Schema, open: ReadonlySet<Schema>): Schema {
    if (open.has(schema)) return NOTHING;
    // As in `parseSchema`, what is deeper takes everything.
    if (open.size > MAX_ALIKE) return {};
    const known = this.#known.get(schema);
    if (known !== undefined) return known;
    const inside = new Set(open).add(schema);
    const { $defs: _, $ref: ref, ...own } = schema;
    const target = ref === undefined ? undefined : findDefinition(this.#root, ref);
    const isBare = Object.keys(own).every(isText);
    const isVariable = own['x-millrace']?.variable !== undefined;
    if (target !== undefined && isBare && !isVariable) {
      const linked = this.#definition(ref!, target, inside);
      this.#known.set(schema, linked);
      return linked;
    }
    const linked = { ...own, ...(ref === undefined || target !== undefined ? {} : { $ref: ref }) };
    this.#known.set(schema, linked);
    const map = (part: Schema, isSame: boolean): Schema =>
      this.link(part, isSame ? inside : new Set());
    this.#later.push(() => {
      Object.assign(linked, mapParts(own, map));
      if (target === undefined) return;
      const definition = this.#definition(ref!, target, inside);
      // A type parameter is not the definition, but has it for a bound.
      const all = isBare
        ? { anyOf: [definition] }
        : { allOf: [...(linked.allOf ?? []), definition] };
      Object.assign(linked, all);
    });
    return linked;
  }

  #definition(ref: string, target: Schema, open: ReadonlySet<Schema>): Schema {
    const linked = this.link(target, open);
    if (linked === NOTHING || definitionOf(linked) !== undefined) return linked;
    const title = target['x-millrace']?.title ?? target.title ?? 'Recursive';
    Object.defineProperty(linked, NAME, { value: ref === '#' ? title : nameIn(ref) });
    return linked;
  }
}

const TEXTS = ['title', 'description', 'default', 'x-millrace'];

/** Says nothing about values beside a reference. */
function isText(key: string): boolean {
  return TEXTS.includes(key);
}

/**
 * A linked schema, or a part of one, as a document of its own; the same object where it has no
 * definitions. Different ones of one name are numbered.
 */
export function unlinkSchema(schema: Schema): Schema {
  const names = new Map<Schema, string>();
  const $defs: Record<string, Schema> = Object.create(null) as Record<string, Schema>;
  const later: (() => void)[] = [];
  let levels = 0;
  const write = (part: Schema): Schema => {
    const title = definitionOf(part);
    if (title === undefined) return copyOf(part, write);
    let name = names.get(part);
    if (name === undefined) {
      name = title;
      for (let count = 2; name in $defs; count += 1) name = `${title}${count}`;
      names.set(part, name);
      const key = name;
      const define = (): void => void ($defs[key] = copyOf(part, write));
      $defs[key] = {};
      levels += 1;
      if (levels < MAX_LEVELS) define();
      else later.push(define);
      levels -= 1;
    }
    return { $ref: PREFIX + name.replaceAll('~', '~0').replaceAll('/', '~1') };
  };
  const document = write(schema);
  for (const define of later) define();
  return names.size === 0 ? document : { ...document, $defs };
}

function copyOf(schema: Schema, write: (part: Schema) => Schema): Schema {
  const changed = mapParts(schema, write);
  return Object.keys(changed).length === 0 ? schema : { ...schema, ...changed };
}
