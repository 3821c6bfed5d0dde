/** Nodes that turn text into values, and values into text. */
import type { Port } from 'millrace';
import { describe } from '../config/document.js';
import { MillraceError, toErrorInfo } from '../errors.js';
import { toPlain } from './plain-json.js';

/**
 * The value that a JSON text stands for.
 *
 * @param text JSON, with or without a byte order mark.
 * @returns The value.
 * @example jsonParse('{"a": [1, 2]}')
 * @id transform.jsonParse
 * @label Parse JSON
 * @category Transform
 */
export function jsonParse(text: Port<string, { control: 'textarea' }>): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    const message = `expected JSON, got ${describe(text)}: ${toErrorInfo(error).message}`;
    throw new MillraceError('not-json', message);
  }
}

/**
 * A value as JSON text. Sets become lists, maps objects (or lists of pairs), dates ISO text, typed
 * arrays lists of numbers. A value that JSON has no word for is an error that says where it is.
 *
 * @param value What to write.
 * @param indent Spaces a level; 0 writes all on one line.
 * @param sortKeys Puts the keys of objects in order, so that equal values give equal text.
 * @returns The text.
 * @example jsonStringify({ b: 1, a: [2] }, 0, true)
 * @id transform.jsonStringify
 * @label Write JSON
 * @category Transform
 */
export function jsonStringify(
  value: unknown,
  indent: Port<number, { min: 0; max: 8; step: 1 }> = 2,
  sortKeys = false,
): string {
  return JSON.stringify(toPlain(value, sortKeys), null, indent);
}
