/** What `x-millrace.format` means for a value: JSON has no word for these types. */
import type { JsonTypeName, Schema } from './json-schema.js';
import { fromBase64 } from '../wire/value.js';
import { isRecord } from './document.js';
import { isDay } from './text-formats.js';
import { bytesOf } from './value-kinds.js';

/** Whose values the check makes: what a date is, say, differs. */
export type Language = 'typescript' | 'python';

/** Returns the value, coerced if allowed, or undefined when it does not fit. */
export type FormatCheck = (value: unknown, coerce: boolean) => unknown;

const CLOCK = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?`;
const ZONE = String.raw`(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?`;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = new RegExp(String.raw`^\d{4}-\d{2}-\d{2}([T ]${CLOCK}${ZONE})?$`);
const TIME = new RegExp(`^${CLOCK}${ZONE}$`);
const REAL = String.raw`(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|inf(inity)?|nan`;

interface Format {
  /** The JSON type that stands for the value in a document. */
  readonly type: JsonTypeName;
  /** TypeScript's dates are `Date`; Python's cross as ISO text and become dates there. */
  readonly checks: Readonly<Record<Language, FormatCheck>>;
}

const FORMATS: Readonly<Record<string, Format>> = {
  date: {
    type: 'string',
    checks: {
      typescript: toDate,
      python: isoText(isDay, (date) => date.toISOString().slice(0, 10)),
    },
  },
  datetime: {
    type: 'string',
    checks: { typescript: toDate, python: isoText(isMoment, (date) => date.toISOString()) },
  },
  time: both(
    'string',
    isoText((text) => TIME.test(text)),
  ),
  bytes: both('string', toBytes),
  bigint: both('integer', toBigint),
  duration: text(
    /^[+-]?P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?$/,
  ),
  decimal: text(new RegExp(`^[+-]?(${REAL}|s?nan)$`, 'i')),
  complex: text(new RegExp(String.raw`^([+-]?(${REAL})?j|[+-]?(${REAL})([+-](${REAL})?j)?)$`, 'i')),
  uuid: text(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i),
};

/** Text in every language; what Python makes of it is made there. */
function text(pattern: RegExp): Format {
  return both(
    'string',
    isoText((value) => pattern.test(value)),
  );
}

function both(type: JsonTypeName, check: FormatCheck): Format {
  return { type, checks: { typescript: check, python: check } };
}

/** The check of the schema's format, or undefined when it has none that changes the value. */
export function checkFormat(schema: Schema, language: Language): FormatCheck | undefined {
  const name = schema['x-millrace']?.format;
  if (name === undefined || !Object.hasOwn(FORMATS, name)) return undefined;
  const format = FORMATS[name]!;
  return format.type === schema.type ? format.checks[language] : undefined;
}

function toDate(value: unknown, coerce: boolean): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value;
  if (!coerce || typeof value !== 'string' || !isMoment(value)) return undefined;
  const date = new Date(DATE.test(value) ? value : toInstant(value));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/**
 * As browsers agree to read it: a T, and a colon in the zone. Without a zone it means UTC, so that a
 * graph comes to the same everywhere.
 */
function toInstant(text: string): string {
  const iso = text.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  return /(Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`;
}

function isMoment(text: string): boolean {
  return DATETIME.test(text) && isDay(text.slice(0, 10));
}

function isoText(fits: (text: string) => boolean, fromDate?: (date: Date) => string): FormatCheck {
  return (value, coerce) => {
    if (typeof value === 'string') return fits(value) ? value : undefined;
    if (fromDate === undefined || !coerce || !(value instanceof Date)) return undefined;
    if (Number.isNaN(value.getTime())) return undefined;
    const text = fromDate(value);
    return fits(text) ? text : undefined;
  };
}

/** A buffer, or a view that is no array of numbers, is looked at as bytes; nothing is copied. */
function toBytes(value: unknown, coerce: boolean): unknown {
  const bytes = bytesOf(value);
  if (bytes === value || !coerce) return bytes === value ? bytes : undefined;
  return bytes ?? toSavedBytes(value);
}

/** Bytes as a document has them: `{"$bytes": "<base64>"}`, of a file also with its name. */
function toSavedBytes(value: unknown): Uint8Array | undefined {
  const text = isRecord(value) && Object.hasOwn(value, '$bytes') ? value['$bytes'] : undefined;
  try {
    return typeof text === 'string' ? fromBase64(text) : undefined;
  } catch {
    return undefined;
  }
}

function toBigint(value: unknown, coerce: boolean): unknown {
  if (typeof value === 'bigint') return value;
  if (!coerce) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  return typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? BigInt(value) : undefined;
}
