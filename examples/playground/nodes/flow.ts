import { noValue } from 'millrace';
import type { Port } from 'millrace';

/**
 * Lets a value pass while it is open. Closed, everything behind it is skipped.
 *
 * @category flow
 */
export function gate(value: unknown, open: Port<boolean, { label: 'Open' }> = true): unknown {
  return open ? (value ?? null) : noValue;
}

/**
 * Sends a number one way or the other.
 *
 * @category flow
 * @label Compare
 */
export function compare(
  value: number,
  limit: number = 0,
): [above: Port<unknown, { label: 'Above' }>, notAbove: Port<unknown, { label: 'Not above' }>] {
  return value > limit ? [value, noValue] : [noValue, value];
}
