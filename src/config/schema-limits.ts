/** Does what one schema promises satisfy the limits of another of the same type? */
import type { JsonTypeName, Schema } from './json-schema.js';

type Limit = readonly [name: keyof Schema, holds: (from: Schema, to: Schema) => boolean];

const RANGE: readonly Limit[] = [
  ['minimum', (from, to) => lowestOf(from) >= to.minimum!],
  ['maximum', (from, to) => highestOf(from) <= to.maximum!],
  ['exclusiveMinimum', (from, to) => isAbove(from, to.exclusiveMinimum!)],
  ['exclusiveMaximum', (from, to) => isBelow(from, to.exclusiveMaximum!)],
  ['multipleOf', (from, to) => isMultiple(from, to.multipleOf!)],
];

/** The limits of each type: does `from` keep to what `to` asks? Called only when `to` asks. */
const LIMITS: Readonly<Partial<Record<JsonTypeName, readonly Limit[]>>> = {
  integer: RANGE,
  number: RANGE,
  string: [
    ['minLength', (from, to) => (from.minLength ?? 0) >= to.minLength!],
    ['maxLength', (from, to) => (from.maxLength ?? Infinity) <= to.maxLength!],
    ['pattern', (from, to) => from.pattern === to.pattern],
    ['format', (from, to) => from.format === to.format],
  ],
  array: [
    ['minItems', (from, to) => (from.minItems ?? 0) >= to.minItems!],
    ['maxItems', (from, to) => (from.maxItems ?? Infinity) <= to.maxItems!],
    ['uniqueItems', (from, to) => to.uniqueItems === false || from.uniqueItems === true],
  ],
  object: [
    ['minProperties', (from, to) => (from.minProperties ?? 0) >= to.minProperties!],
    ['maxProperties', (from, to) => (from.maxProperties ?? Infinity) <= to.maxProperties!],
  ],
};

/** True when every value within `from`'s limits is within `to`'s; both are of one type. */
export function isWithinLimits(from: Schema, to: Schema): boolean {
  const limits = LIMITS[to.type as JsonTypeName] ?? [];
  return limits.every(([name, holds]) => to[name] === undefined || holds(from, to));
}

/** The lowest number a schema takes, or one below it. */
export function lowestOf(schema: Schema): number {
  return Math.max(schema.minimum ?? -Infinity, schema.exclusiveMinimum ?? -Infinity);
}

/** The highest number a schema takes, or one above it. */
export function highestOf(schema: Schema): number {
  return Math.min(schema.maximum ?? Infinity, schema.exclusiveMaximum ?? Infinity);
}

function isAbove({ minimum, exclusiveMinimum }: Schema, bound: number): boolean {
  return (minimum ?? -Infinity) > bound || (exclusiveMinimum ?? -Infinity) >= bound;
}

function isBelow({ maximum, exclusiveMaximum }: Schema, bound: number): boolean {
  return (maximum ?? Infinity) < bound || (exclusiveMaximum ?? Infinity) <= bound;
}

/** Whole steps only: fractions are not compared. */
function isMultiple({ type, multipleOf }: Schema, step: number): boolean {
  const given = multipleOf ?? (type === 'integer' ? 1 : undefined);
  if (given === undefined) return false;
  return given === step || (Number.isInteger(given) && given % step === 0);
}
