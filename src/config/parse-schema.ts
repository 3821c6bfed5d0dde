/** Reads a port's schema: says which of its keywords can't be checked, and leaves out broken ones. */
import { describe, isJsonValue, isPlainRecord, isTexts, own } from './document.js';
import type { IssueList, Path } from './document.js';
import { NEEDS_AJV } from './foreign-keywords.js';
import type { JsonTypeName, Schema } from './json-schema.js';
import { findDefinition } from './schema-links.js';
import { TEXT_FORMATS, toRegExp } from './text-formats.js';

/** Deeper schemas are taken for the one that accepts everything. */
const MAX_DEPTH = 64;

const TYPE_NAMES: readonly JsonTypeName[] = [
  'null',
  'boolean',
  'integer',
  'number',
  'string',
  'array',
  'object',
];

/** What `false` says, as a schema that is an object. */
const NOTHING: Schema = { not: {} };

/** Stands for a keyword that can't be used. */
const BROKEN = Symbol('broken');

/** The value to keep, or {@link BROKEN}. */
type ReadKeyword = (value: unknown, reader: SchemaReader, at: Place) => unknown;

interface Place {
  readonly path: Path;
  readonly depth: number;
}

/**
 * The schema as the checks can use it; the object that came where nothing had to change. A keyword
 * that only ajv checks (`if`, a `$ref` out of the schema …) stays, with a warning `keyword-needs-ajv`, and so does one
 * that nothing checks, `unchecked-keyword`; one with a value that makes no sense is left out, with
 * an error `bad-keyword`.
 */
export function parseSchema(value: unknown, path: Path, list: IssueList): Schema {
  return new SchemaReader(value, list).read(value, { path, depth: 0 });
}

class SchemaReader {
  readonly list: IssueList;
  readonly #root: unknown;

  constructor(root: unknown, list: IssueList) {
    this.#root = root;
    this.list = list;
  }

  read(value: unknown, at: Place): Schema {
    if (value === true) return {};
    if (!isPlainRecord(value) || at.depth > MAX_DEPTH) {
      const got = isPlainRecord(value) ? `one more than ${MAX_DEPTH} levels deep` : describe(value);
      const message = `expected a JSON Schema, got ${got}; every value is accepted here`;
      this.list.error('schema-unreadable', at.path, message);
      return {};
    }
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(value)) {
      const kept = this.#keyword(key, value[key], { ...at, path: [...at.path, key] });
      if (kept === value[key]) continue;
      copy ??= { ...value };
      if (kept === BROKEN || kept === undefined) delete copy[key];
      else copy[key] = kept;
    }
    return withoutFalse(copy ?? value);
  }

  /** A list of schemas; the list that came where nothing had to change. */
  all(values: readonly unknown[], at: Place): readonly unknown[] {
    const kept = Array.from(values, (value, index) => this.#inner(value, at, index));
    return kept.every((schema, index) => schema === values[index]) ? values : kept;
  }

  /** Schemas by name. */
  map(values: Readonly<Record<string, unknown>>, at: Place): unknown {
    const names = Object.keys(values);
    const kept = names.map((name) => [name, this.#inner(values[name], at, name)] as const);
    const same = kept.every(([name, schema]) => schema === values[name]);
    return same ? values : Object.fromEntries(kept);
  }

  #inner(value: unknown, { path, depth }: Place, key: string | number): Schema {
    return this.one(value, { path: [...path, key], depth });
  }

  /** A schema inside another one, where `false` accepts nothing. */
  one(value: unknown, { path, depth }: Place): Schema {
    return value === false ? NOTHING : this.read(value, { path, depth: depth + 1 });
  }

  /** What a reference leads to is in this schema. */
  #isThere(ref: unknown): boolean {
    return typeof ref === 'string' && findDefinition(this.#root as Schema, ref) !== undefined;
  }

  #keyword(key: string, value: unknown, at: Place): unknown {
    const read = own(KEYWORDS, key) ?? json;
    const kept = value === undefined ? undefined : read(value, this, at);
    if (kept === BROKEN) {
      const message = `the schema keyword ${describe(key)} can't be ${describe(value)}; it is left out`;
      this.list.error('bad-keyword', at.path, message);
    } else if (key === '$ref' && this.#isThere(value)) {
      return kept;
    } else if (NEEDS_AJV.includes(key)) {
      const message = `the schema keyword ${describe(key)} is checked by ajv: a node with this port fails unless its runner has the option \`ajv\``;
      this.list.warn('keyword-needs-ajv', at.path, message);
    } else if (kept !== undefined && !Object.hasOwn(KEYWORDS, key) && !key.startsWith('x-')) {
      const message = `the schema keyword ${describe(key)} is not checked: values are accepted whatever it says`;
      this.list.warn('unchecked-keyword', at.path, message);
    }
    return kept;
  }
}

/** `items: false` ends the list after its prefix. */
function withoutFalse(schema: Readonly<Record<string, unknown>>): Schema {
  const { items, ...rest } = schema as Omit<Schema, 'items'> & { items?: unknown };
  if (items !== false) return schema;
  const length = rest.prefixItems?.length ?? 0;
  return { ...rest, maxItems: Math.min(length, rest.maxItems ?? length) };
}

function when(fits: (value: unknown) => boolean): ReadKeyword {
  return (value) => (fits(value) ? value : BROKEN);
}

const json = when((value) => isJsonValue(value));
const text = when((value) => typeof value === 'string');
const flag = when((value) => typeof value === 'boolean');
const limit = when(Number.isFinite);
const count = when((value) => Number.isSafeInteger(value) && (value as number) >= 0);
const texts = when(isTexts);
const schemas: ReadKeyword = (value, reader, at) =>
  Array.isArray(value) && value.length > 0 ? reader.all(value, at) : BROKEN;
const schemaMap: ReadKeyword = (value, reader, at) =>
  isPlainRecord(value) ? reader.map(value, at) : BROKEN;

const pattern: ReadKeyword = (value, reader, at) => {
  if (typeof value !== 'string') return BROKEN;
  if (toRegExp(value) === undefined) {
    const message = `the pattern ${describe(value)} is no regular expression of JavaScript (flag u); texts are accepted whatever it says`;
    reader.list.warn('bad-pattern', at.path, message);
  }
  return value;
};

const schemasByPattern: ReadKeyword = (value, reader, at) => {
  if (!isPlainRecord(value)) return BROKEN;
  for (const name of Object.keys(value)) pattern(name, reader, at);
  return reader.map(value, at);
};

const one: ReadKeyword = (value, reader, at) => reader.one(value, at);

const format: ReadKeyword = (value, reader, at) => {
  if (typeof value === 'string' && !Object.hasOwn(TEXT_FORMATS, value)) {
    const message = `the format ${describe(value)} is not checked: texts are accepted whatever it says`;
    reader.list.warn('unchecked-format', at.path, message);
  }
  return typeof value === 'string' ? value : BROKEN;
};

/** What is known of each keyword. */
const KEYWORDS: Readonly<Record<string, ReadKeyword>> = {
  type: when((value) =>
    Array.isArray(value)
      ? value.length > 0 && Array.from(value).every(isTypeName)
      : isTypeName(value),
  ),
  enum: when((value) => Array.isArray(value) && value.length > 0 && isJsonValue(value)),
  const: json,
  anyOf: schemas,
  allOf: schemas,
  oneOf: schemas,
  not: one,
  minimum: limit,
  maximum: limit,
  exclusiveMinimum: limit,
  exclusiveMaximum: limit,
  multipleOf: when((value) => Number.isFinite(value) && (value as number) > 0),
  minLength: count,
  maxLength: count,
  pattern,
  format,
  items: (value, reader, at) => (value === false ? value : reader.one(value, at)),
  prefixItems: schemas,
  minItems: count,
  maxItems: count,
  uniqueItems: flag,
  properties: schemaMap,
  required: texts,
  additionalProperties: (value, reader, at) =>
    typeof value === 'boolean' ? value : reader.one(value, at),
  patternProperties: schemasByPattern,
  propertyNames: one,
  minProperties: count,
  maxProperties: count,
  'x-millrace': (value) =>
    isPlainRecord(value) && isJsonValue(value) ? readExtension(value) : BROKEN,
  // Those of a part are of no use: references are from the top.
  $defs: (value, reader, at) => (at.depth === 0 ? schemaMap : json)(value, reader, at),
  $ref: text,
  title: text,
  description: text,
  default: json,
  examples: json,
  deprecated: json,
  readOnly: json,
  writeOnly: json,
  contentEncoding: json,
  contentMediaType: json,
  contentSchema: json,
  $comment: json,
  $schema: json,
  $id: json,
  $anchor: json,
};

const EXTENSION: Readonly<Record<string, (value: unknown) => boolean>> = {
  format: (value) => typeof value === 'string',
  dtype: (value) => typeof value === 'string',
  class: (value) => typeof value === 'string',
  bases: isTexts,
  variable: (value) => typeof value === 'string',
  title: (value) => typeof value === 'string',
  tuple: (value) => typeof value === 'boolean',
  names: isTexts,
};

function readExtension(value: Readonly<Record<string, unknown>>): unknown {
  const bad = Object.keys(value).some((key) => own(EXTENSION, key)?.(value[key]) === false);
  return bad ? BROKEN : value;
}

function isTypeName(value: unknown): boolean {
  return TYPE_NAMES.includes(value as JsonTypeName);
}
