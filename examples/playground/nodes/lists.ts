import type { Port } from 'millrace';

/**
 * Evenly spaced numbers, both ends included.
 *
 * @category lists
 */
export function numberSeries(
  from: number = 0,
  to: number = 10,
  step: Port<number, { min: 0.01 }> = 1,
): number[] {
  if (!(step > 0)) throw new RangeError(`expected a step above 0, got ${step}`);
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > 10_000) throw new RangeError(`${count} numbers are too many; take a larger step`);
  return Array.from({ length: Math.max(0, count) }, (_, index) => from + index * step);
}

/**
 * Keeps the values inside a range: what a broken sensor says is outside of it.
 *
 * @category lists
 */
export function keepBetween(
  values: number[],
  lowest: Port<number, { label: 'Lowest' }> = -30,
  highest: Port<number, { label: 'Highest' }> = 50,
): [kept: number[], dropped: number] {
  const kept = values.filter((value) => value >= lowest && value <= highest);
  return [kept, values.length - kept.length];
}

/**
 * The moving average: every value becomes the mean of its neighbourhood, to two decimals.
 *
 * @category lists
 * @param window - How many values count as neighbours.
 */
export function smooth(
  values: number[],
  window: Port<number, { label: 'Window'; min: 1; max: 25; step: 2 }> = 7,
): number[] {
  const reach = Math.floor(window / 2);
  return values.map((_, index) => {
    const near = values.slice(Math.max(0, index - reach), index + reach + 1);
    const mean = near.reduce((sum, value) => sum + value, 0) / near.length;
    return Math.round(mean * 100) / 100;
  });
}

/**
 * Sorts numbers.
 *
 * @category lists
 */
export function sortNumbers(
  values: number[],
  order: 'rising' | 'falling' = 'rising',
  unique: Port<boolean, { label: 'Each only once' }> = false,
): number[] {
  const list = unique ? [...new Set(values)] : [...values];
  return list.sort((a, b) => (order === 'rising' ? a - b : b - a));
}
