/**
 * The one error class, the one shape of a finding, and the one shape an error has in a document.
 */

const BRAND = Symbol.for('millrace.error');

/** What a {@link MillraceError} carries besides its message. */
export interface MillraceErrorOptions {
  /** The facts of the message as data: ids, paths, allowed values. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The error or value that led to this one. */
  readonly cause?: unknown;
}

/**
 * Every error Millrace itself raises. `code` is stable and meant for programs; `message` says what
 * was expected, where, what came and what to do next.
 *
 * Test with {@link isMillraceError}: an error of another copy of the package passes, too.
 */
export class MillraceError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: MillraceErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'MillraceError';
    this.code = code;
    this.details = options.details ?? {};
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** True for a {@link MillraceError} of this or any other copy of the package. */
export function isMillraceError(value: unknown): value is MillraceError {
  return hasBrand(value, BRAND);
}

/** True for an object with this key; survives a Proxy that throws. */
export function hasBrand(value: unknown, brand: symbol): boolean {
  try {
    return typeof value === 'object' && value !== null && brand in value;
  } catch {
    return false;
  }
}

/** A finding in a document: data is never a reason to throw. */
export interface Issue {
  /** Stable, kebab-case, for programs. */
  readonly code: string;
  /** `error`: something can't run or was not read; `warning`: it runs, or was repaired. */
  readonly severity: 'error' | 'warning';
  /** Says what was expected, where, what came and what to do. */
  readonly message: string;
  /** Path into the document, as own keys and array indices. */
  readonly path: readonly (string | number)[];
  readonly nodeId?: string;
  readonly portName?: string;
}

/** An error as it stands in a result, an event or a message: an explicit list of fields. */
export interface ErrorInfo {
  readonly name: string;
  /** The `code` of the error where it has one, else `"error"`. */
  readonly code: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: ErrorInfo;
}

const MAX_TEXT = 20_000;
const MAX_CAUSES = 8;

/** Any thrown value as {@link ErrorInfo}; survives `null`, throwing getters and endless causes. */
export function toErrorInfo(thrown: unknown, depth = 0): ErrorInfo {
  if (typeof thrown !== 'object' || thrown === null) {
    return {
      name: 'NonError',
      code: 'error',
      message: `a value that is no Error was thrown: ${textOf(thrown)}`,
    };
  }
  const name = readText(thrown, 'name') ?? 'Error';
  const code = readText(thrown, 'code') ?? 'error';
  const message = readText(thrown, 'message') ?? textOf(thrown);
  const stack = readText(thrown, 'stack');
  const cause = depth < MAX_CAUSES ? read(thrown, 'cause') : undefined;
  return {
    name,
    code,
    message,
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined ? {} : { cause: toErrorInfo(cause, depth + 1) }),
  };
}

function read(object: object, key: string): unknown {
  try {
    return (object as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function readText(object: object, key: string): string | undefined {
  const value = read(object, key);
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_TEXT) : undefined;
}

function textOf(value: unknown): string {
  try {
    return String(value).slice(0, MAX_TEXT);
  } catch {
    return 'a value that has no text';
  }
}
