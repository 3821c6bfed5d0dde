/** A value in one line. */
import { isHandle } from '../../src/run/handle.js';
import { noValue } from '../../src/run/no-value.js';
import { previewOf } from '../../src/run/preview.js';
import { VALUE_TEXT } from '../text/value-text.js';

const MAX_LINE = 80;

const IMAGE = /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i;

/** True for a picture as a data URL: the only texts that are shown as pictures. */
export function isImage(value: unknown): value is string {
  return typeof value === 'string' && IMAGE.test(value);
}

/**
 * Any value in one line of at most 80 characters: texts as they are, everything else as it would be
 * written. Survives cycles, proxies and throwing getters.
 */
export function previewText(value: unknown, words = VALUE_TEXT): string {
  if (isImage(value)) return words.picture;
  return toLine(textOf(value, words));
}

function textOf(value: unknown, words: typeof VALUE_TEXT): string {
  // As people would write it: 0.3, not 0.30000000000000004. The inspector has every digit.
  if (typeof value === 'number') return String(Number(value.toPrecision(12)));
  if (typeof value === 'string') {
    return value.trim() === '' ? JSON.stringify(value) : value.slice(0, MAX_LINE * 4);
  }
  if (value === undefined) return words.nothing;
  if (value === noValue) return words.branchNotTaken;
  try {
    if (isHandle(value)) return value.preview.text;
  } catch {
    // A Proxy that can't be asked: said below.
  }
  return previewOf(value).text;
}

function toLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  // By characters, not code units: a picture character must not be cut in two.
  const characters = Array.from(line);
  return characters.length <= MAX_LINE ? line : `${characters.slice(0, MAX_LINE - 1).join('')}…`;
}
