/** What `x-millrace.format` means for a value: JSON has no word for these types. */
import type { Schema } from './json-schema.js';
import type { Language } from './port-check.js';

/** Returns the value, coerced if allowed, or undefined when it does not fit. */
type FormatCheck = (value: unknown, coerce: boolean) => unknown;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const TIME = /^\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** TypeScript's dates are `Date`, Python's cross as ISO text and become dates there. */
const FORMATS: Readonly<Record<Language, Readonly<Record<string, FormatCheck>>>> = {
  typescript: {
    date: toDate,
    datetime: toDate,
    time: isoText(TIME),
    bytes: toBytes,
    bigint: toBigint,
  },
  python: {
    date: isoText(DATE, (date) => date.toISOString().slice(0, 10)),
    datetime: isoText(DATETIME, (date) => date.toISOString()),
    time: isoText(TIME),
    bytes: toBytes,
    bigint: toBigint,
  },
};

/** The check of the schema's format, or undefined when it has none that changes the value. */
export function checkFormat(schema: Schema, language: Language): FormatCheck | undefined {
  const format = schema['x-millrace']?.format;
  const formats = FORMATS[language];
  return format !== undefined && Object.hasOwn(formats, format) ? formats[format] : undefined;
}

function toDate(value: unknown, coerce: boolean): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value;
  if (!coerce || typeof value !== 'string' || !DATETIME.test(value)) return undefined;
  const date = new Date(value.replace(' ', 'T'));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function isoText(pattern: RegExp, fromDate?: (date: Date) => string): FormatCheck {
  return (value) => {
    if (typeof value === 'string') return pattern.test(value) ? value : undefined;
    if (fromDate === undefined || !(value instanceof Date)) return undefined;
    return Number.isNaN(value.getTime()) ? undefined : fromDate(value);
  };
}

function toBytes(value: unknown): unknown {
  return value instanceof Uint8Array ? value : undefined;
}

function toBigint(value: unknown, coerce: boolean): unknown {
  if (typeof value === 'bigint') return value;
  if (!coerce) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? BigInt(value) : undefined;
}
