/** Schemas, and values of them, by chance. */
import type { JsonValue, Schema } from '../../../src/config/json-schema.js';
import type { Random } from '../../fuzz/random.js';

const SCALARS: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  -1,
  2,
  3,
  2.5,
  '',
  'a',
  'bb',
  '3',
  '😀😀',
];
const NAMES = ['a', 'b', 'c', 'isPrototypeOf'];

/** Any JSON value. */
export function createValue(random: Random, depth = 2): JsonValue {
  const kind = random.below(depth > 0 ? 6 : 4);
  if (kind < 4) return random.pick(SCALARS);
  if (kind === 4)
    return Array.from({ length: random.below(4) }, () => createValue(random, depth - 1));
  const names = NAMES.filter(() => random.below(2) === 0);
  return toObject(names.map((name) => [name, createValue(random, depth - 1)]));
}

function toObject(entries: readonly (readonly [string, JsonValue])[]): JsonValue {
  return JSON.parse(
    `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`,
  );
}

type Maker = (random: Random, depth: number) => Schema;

const LIMITS: Readonly<Record<string, Maker>> = {
  minimum: (random) => ({ minimum: random.below(4) - 1 }),
  maximum: (random) => ({ maximum: random.below(4) }),
  exclusiveMinimum: (random) => ({ exclusiveMinimum: random.below(4) - 1 }),
  exclusiveMaximum: (random) => ({ exclusiveMaximum: random.below(5) }),
  multipleOf: (random) => ({ multipleOf: random.pick([1, 2, 3]) }),
  minLength: (random) => ({ minLength: random.below(3) }),
  maxLength: (random) => ({ maxLength: random.below(3) }),
  pattern: (random) => ({ pattern: random.pick(['^a', 'b$', '^.$']) }),
  minItems: (random) => ({ minItems: random.below(3) }),
  maxItems: (random) => ({ maxItems: random.below(4) }),
  uniqueItems: () => ({ uniqueItems: true }),
  items: (random, depth) => ({ items: createSchema(random, depth - 1) }),
  prefixItems: (random, depth) => ({
    prefixItems: Array.from({ length: 1 + random.below(2) }, () => createSchema(random, depth - 1)),
  }),
  properties: (random, depth) => {
    const names = NAMES.filter(() => random.below(2) === 0);
    const entries = names.map((name) => [name, createSchema(random, depth - 1)] as const);
    return { properties: toObject(entries as never) as never };
  },
  required: (random) => ({ required: NAMES.filter(() => random.below(3) === 0) }),
  additionalProperties: (random, depth) => ({
    additionalProperties: random.below(2) === 0 ? false : createSchema(random, depth - 1),
  }),
  anyOf: (random, depth) => ({
    anyOf: Array.from({ length: 1 + random.below(3) }, () => createSchema(random, depth - 1)),
  }),
  allOf: (random, depth) => ({
    allOf: Array.from({ length: 1 + random.below(2) }, () => createSchema(random, depth - 1)),
  }),
  oneOf: (random, depth) => ({
    oneOf: Array.from({ length: 1 + random.below(3) }, () => createSchema(random, depth - 1)),
  }),
  not: (random, depth) => ({ not: createSchema(random, depth - 1) }),
  patternProperties: (random, depth) => ({
    patternProperties: {
      [random.pick(['^a', 'b', '.', 'Of$'])]: createSchema(random, depth - 1),
      [random.pick(['^[ab]', 'c|d', 'is.*'])]: createSchema(random, depth - 1),
    },
  }),
  propertyNames: (random, depth) => ({ propertyNames: createSchema(random, depth - 1) }),
  minProperties: (random) => ({ minProperties: random.below(3) }),
  maxProperties: (random) => ({ maxProperties: random.below(4) }),
  enum: (random) => ({
    enum: Array.from(
      new Set(Array.from({ length: 1 + random.below(4) }, () => random.pick(SCALARS))),
    ),
  }),
  const: (random) => ({ const: createValue(random, 1) }),
};
const INNER = [
  'items',
  'prefixItems',
  'properties',
  'additionalProperties',
  'anyOf',
  'allOf',
  'oneOf',
  'not',
  'patternProperties',
  'propertyNames',
];

/** Any schema of the keywords that are checked. */
export function createSchema(random: Random, depth = 2): Schema {
  const types = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;
  const kind = random.below(10);
  const type =
    kind === 0
      ? {}
      : kind === 1
        ? { type: [types[random.below(3)]!, types[3 + random.below(4)]!] }
        : { type: random.pick(types) };
  const names = Object.keys(LIMITS).filter((name) => depth > 0 || !INNER.includes(name));
  const keywords = Array.from({ length: random.below(4) }, () =>
    LIMITS[random.pick(names)]!(random, depth),
  );
  return Object.assign({}, type, ...keywords) as Schema;
}

const DEFINITIONS = ['a', 'b', 'c'];

/** Definitions that refer to each other where a value gets smaller. */
export function createRecursive(random: Random): Schema {
  const ref = (): Schema =>
    random.below(6) === 0 ? { $ref: '#' } : { $ref: `#/$defs/${random.pick(DEFINITIONS)}` };
  const body = (): Schema => {
    const kinds: Schema[] = [
      { type: 'array', items: ref(), maxItems: random.below(3) + 1 },
      { type: 'object', properties: { a: ref(), b: ref() }, required: [random.pick(['a', 'c'])] },
      { type: 'object', additionalProperties: ref() },
      { type: 'array', prefixItems: [ref(), { anyOf: [{ type: 'string' }, { items: ref() }] }] },
      random.pick<Schema>([{ type: 'number' }, { type: 'string' }, { enum: [null, 2, 'a'] }]),
    ];
    const picked = random.pick(kinds);
    return random.below(2) === 0 ? picked : { anyOf: [picked, random.pick(kinds)] };
  };
  return { ...body(), $defs: Object.fromEntries(DEFINITIONS.map((name) => [name, body()])) };
}
