/** What a signature is, apart from its words: the name under which two of them are the same. */
import type { ParameterKind, ReturnsMode } from './config.js';
import { hashText } from './hash.js';
import type { JsonValue, Schema } from './json-schema.js';
import { findDefinition } from './schema-links.js';
import { mapParts } from './schema-parts.js';

/** The part of a node type, or of an entry of a graph's `signatures`, that counts. */
export interface SignatureLike {
  readonly inputs: readonly {
    readonly name: string;
    readonly kind?: ParameterKind | undefined;
    readonly schema: Schema;
    readonly required: boolean;
    readonly default?: JsonValue | undefined;
  }[];
  readonly outputs: readonly { readonly name: string; readonly schema: Schema }[];
  readonly returns: ReturnsMode;
}

/**
 * `1:` and a 128-bit hash of names, kinds, schemas, required, defaults and returns. Equal whatever
 * the order of properties and whatever the labels and descriptions; the order of the ports counts.
 */
export function fingerprintOf(signature: SignatureLike): string {
  const core = {
    inputs: signature.inputs.map((input) => ({
      name: input.name,
      kind: input.kind,
      schema: withoutTexts(input.schema),
      required: input.required,
      default: input.default,
    })),
    outputs: signature.outputs.map((output) => ({
      name: output.name,
      schema: withoutTexts(output.schema),
    })),
    returns: signature.returns,
  };
  return `1:${hashText(canonicalJson(core))}`;
}

/**
 * JSON text that is equal for equal values: keys in code-unit order, `undefined` left out as
 * `JSON.stringify` does.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const record = value as Readonly<Record<string, unknown>>;
  const pairs = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  return `{${pairs.join(',')}}`;
}

const TEXTS: ReadonlySet<string> = new Set(['title', 'description', 'default']);
const MAPS: ReadonlySet<string> = new Set(['properties', '$defs']);
const LISTS: ReadonlySet<string> = new Set(['anyOf', 'prefixItems']);
const SCHEMAS: ReadonlySet<string> = new Set(['items', 'additionalProperties']);

/**
 * The schema without titles, descriptions and defaults; the order of `required` is no matter, nor are
 * the names of the definitions.
 */
export function withoutTexts(schema: Schema): Schema {
  return bareSchema(schema.$defs === undefined ? schema : withNumbers(schema)) as Schema;
}

/** The definitions numbered in the order of their use, and only those that are used. */
function withNumbers(schema: Schema): Schema {
  const numbers = new Map<string, number>();
  const write = (part: Schema): Schema => {
    const { $defs: _, ...rest } = part;
    const sorted = {
      ...rest,
      ...sortedMap(rest, 'properties'),
      ...sortedMap(rest, 'patternProperties'),
    };
    const { $ref: ref } = rest;
    const isKnown = ref !== undefined && findDefinition(schema, ref) !== undefined && ref !== '#';
    if (isKnown && !numbers.has(ref)) numbers.set(ref, numbers.size);
    const numbered = isKnown ? { $ref: `#/$defs/${numbers.get(ref)}` } : {};
    return { ...sorted, ...mapParts(sorted, write), ...numbered };
  };
  const bare = write(schema);
  const $defs: Record<string, Schema> = {};
  // The map grows while it is read.
  for (const [ref, number] of numbers) $defs[number] = write(findDefinition(schema, ref)!);
  return { ...bare, $defs };
}

/** The order of properties is no matter either. */
function sortedMap(schema: Schema, key: 'properties' | 'patternProperties'): Partial<Schema> {
  const { [key]: map } = schema;
  if (map === undefined) return {};
  return {
    [key]: Object.fromEntries(
      Object.keys(map)
        .sort()
        .map((name) => [name, map[name]]),
    ),
  };
}

function bareObject(schema: Schema): Schema {
  const bare = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(schema) as [string, unknown][]) {
    if (TEXTS.has(key) || value === undefined) continue;
    const kept = bareKeyword(key, value);
    if (kept !== undefined) bare[key] = kept;
  }
  return bare;
}

function bareKeyword(key: string, value: unknown): unknown {
  if (key === 'required' && Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map(String).sort();
  }
  if (LISTS.has(key) && Array.isArray(value)) return value.map(bareSchema);
  if (SCHEMAS.has(key)) return bareSchema(value);
  if (MAPS.has(key)) return bareMap(value, bareSchema);
  if (key === 'x-millrace') {
    const extension = bareMap(value, (item, name) => (name === 'title' ? undefined : item));
    return isRecord(extension) && Object.keys(extension).length === 0 ? undefined : extension;
  }
  return value;
}

function bareSchema(value: unknown): unknown {
  return isRecord(value) ? bareObject(value) : value;
}

function bareMap(value: unknown, bare: (item: unknown, key: string) => unknown): unknown {
  if (!isRecord(value)) return value;
  const map = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) {
    const kept = bare(item, key);
    if (kept !== undefined) map[key] = kept;
  }
  return map;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
