/** The checks of numbers and texts. */
import { own } from './document.js';
import type { Schema } from './json-schema.js';
import { misfit } from './misfit.js';
import type { Check, Mode } from './misfit.js';
import { checkFormat } from './port-formats.js';
import type { FormatCheck } from './port-formats.js';
import { TEXT_FORMATS, toRegExp } from './text-formats.js';

/** The check of type `number` or `integer`. */
export function compileNumber(schema: Schema, mode: Mode): Check {
  const integer = schema.type === 'integer';
  const inRange = compileRange(schema);
  const format = checkFormat(schema, mode.language);
  if (format !== undefined) return compileFormat(schema, format, mode, inRange);
  return (value, trace) => {
    let number = value;
    // Python's integers have any size.
    if (typeof number === 'bigint' && mode.language === 'python') {
      return inRange === undefined || inRange(number) ? number : misfit(schema, value, trace);
    }
    if (typeof number !== 'number') {
      number = mode.coerce ? toNumber(number) : undefined;
      if (number === undefined) return misfit(schema, value, trace);
    }
    if (integer && !Number.isInteger(number)) return misfit(schema, value, trace);
    return inRange === undefined || inRange(number as number)
      ? number
      : misfit(schema, value, trace);
  };
}

const DECIMAL = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

function toNumber(value: unknown): number | undefined {
  const isExact = typeof value === 'bigint' && Number.isSafeInteger(Number(value));
  if (!isExact && !(typeof value === 'string' && DECIMAL.test(value))) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

type InRange = (value: number | bigint) => boolean;

function compileRange(schema: Schema): InRange | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const bounds = [minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf];
  if (bounds.every((bound) => bound === undefined)) return undefined;
  const low = minimum ?? -Infinity;
  const high = maximum ?? Infinity;
  const above = exclusiveMinimum ?? -Infinity;
  const below = exclusiveMaximum ?? Infinity;
  const open = exclusiveMinimum !== undefined || exclusiveMaximum !== undefined;
  return (value) =>
    value >= low &&
    value <= high &&
    (!open || (value > above && value < below)) &&
    (multipleOf === undefined || isMultiple(Number(value), multipleOf));
}

/** Within the rounding of one division: 0.3 is a multiple of 0.1. */
function isMultiple(value: number, step: number): boolean {
  const quotient = value / step;
  const error = Math.abs(quotient - Math.round(quotient));
  return error <= Number.EPSILON * Math.abs(quotient);
}

function compileFormat(schema: Schema, format: FormatCheck, mode: Mode, inRange?: InRange): Check {
  return (value, trace) => {
    const checked = format(value, mode.coerce);
    const fits = checked !== undefined && (inRange?.(checked as bigint) ?? true);
    return fits ? checked : misfit(schema, value, trace);
  };
}

/** The check of type `string`. */
export function compileString(schema: Schema, mode: Mode): Check {
  const format = checkFormat(schema, mode.language);
  if (format !== undefined) return compileFormat(schema, format, mode);
  const { minLength = 0, maxLength = Infinity, pattern } = schema;
  const expression = pattern === undefined ? undefined : toRegExp(pattern);
  const text = schema.format === undefined ? undefined : own(TEXT_FORMATS, schema.format);
  if (!text && minLength === 0 && maxLength === Infinity && !expression) {
    return (value, trace) => (typeof value === 'string' ? value : misfit(schema, value, trace));
  }
  return (value, trace) =>
    typeof value === 'string' &&
    isLong(value, minLength) &&
    (value.length <= maxLength || !isLong(value, maxLength + 1)) &&
    (expression === undefined || expression.test(value)) &&
    (text === undefined || text.fits(value))
      ? value
      : misfit(schema, value, trace);
}

/** At least `length` characters, as JSON Schema counts them: by code point. */
function isLong(text: string, length: number): boolean {
  if (text.length < length) return false;
  if (text.length >= 2 * length) return true;
  let count = 0;
  for (const _ of text) if ((count += 1) >= length) return true;
  return count >= length;
}
