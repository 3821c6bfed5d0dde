/** Numbers as people type them. */
import { VALUE_TEXT } from '../text/value-text.js';

const COMPLETE = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What a typed text means: a value, nothing at all, or why it means nothing yet. */
export type Reading = { readonly value: unknown } | { readonly problem: string };

/** Which numbers are taken. */
export interface NumberLimits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly integer: boolean;
  /** What is said of others. @default English */
  readonly words?: typeof VALUE_TEXT;
}

/**
 * Reads a typed number. An empty text is `{value: undefined}`; an integer too large for a JSON
 * number stays text, which ports for integers of any size take.
 */
export function readNumber(text: string, limits: NumberLimits): Reading {
  const { min, max, integer, words = VALUE_TEXT } = limits;
  const typed = text.trim().replace('−', '-');
  if (typed === '') return { value: undefined };
  if (!COMPLETE.test(typed)) return { problem: words.notANumber };
  const value = Number(typed);
  if (!Number.isFinite(value)) return { problem: words.tooLarge };
  if (integer && !Number.isInteger(value)) return { problem: words.notWhole };
  if (min !== undefined && value < min) return { problem: words.atLeast(min) };
  if (max !== undefined && value > max) return { problem: words.atMost(max) };
  const isExact = !integer || Number.isSafeInteger(value) || !/^[+-]?\d+$/.test(typed);
  return { value: isExact ? value : typed };
}

/** One step up or down, without the noise of binary fractions, inside the limits. */
export function stepNumber(
  from: number,
  by: number,
  { min = -Infinity, max = Infinity }: Pick<NumberLimits, 'min' | 'max'>,
): number {
  const digits = Math.min(Math.max(decimalsOf(from), decimalsOf(by)), 15);
  const next = from + by;
  const rounded = Math.abs(next) < 1e15 ? Number(next.toFixed(digits)) : next;
  return Math.min(Math.max(rounded, min), max);
}

function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const point = digits.indexOf('.');
  const decimals = point < 0 ? 0 : digits.length - point - 1;
  return Math.max(0, decimals - Number(exponent));
}

/** A step that divides a range into about a hundred: 1, 0.1, 0.01 … */
export function stepOfRange(min: number, max: number): number {
  const step = 10 ** Math.floor(Math.log10((max - min) / 50));
  return Number(step.toPrecision(1));
}
