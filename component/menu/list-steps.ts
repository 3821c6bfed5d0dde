/** How the keys lead through a list under a field, which has the focus meanwhile. */

/** True for an Enter that is held: what it opened must not take it for a choice. */
export function isHeldEnter({ key, repeat }: Pick<KeyboardEvent, 'key' | 'repeat'>): boolean {
  return repeat && key === 'Enter';
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
};

/**
 * The row a key leads to: one step leads round the ends, a page stops there.
 * @returns undefined for a key that leads to none
 */
export function rowAfter(key: string, at: number, length: number): number | undefined {
  const step = STEPS[key];
  if (step === undefined) return undefined;
  if (length === 0) return 0;
  if (Math.abs(step) === 1) return (at + step + length) % length;
  return Math.min(Math.max(at + step, 0), length - 1);
}
