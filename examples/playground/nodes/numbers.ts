import type { Port } from 'millrace';

/**
 * A number to start from.
 *
 * @category numbers
 * @label Number
 */
export function constant(value = 1): number {
  return value;
}

/**
 * Two numbers, one operation.
 *
 * @category numbers
 * @param b - Nothing can be divided by 0: the node fails, and says so.
 */
export function calculate(
  a: number = 6,
  operation: 'plus' | 'minus' | 'times' | 'divided by' | 'to the power of' = 'times',
  b: number = 7,
): number {
  switch (operation) {
    case 'plus':
      return a + b;
    case 'minus':
      return a - b;
    case 'times':
      return a * b;
    case 'divided by':
      if (b === 0) throw new RangeError(`${a} can’t be divided by 0; give B another value`);
      return a / b;
    default:
      return a ** b;
  }
}

/**
 * Rolls some dice. The same seed rolls the same numbers.
 *
 * @category numbers
 */
export function rollDice(
  count: Port<number, { label: 'Dice'; min: 1; max: 200; step: 1 }> = 60,
  sides: 4 | 6 | 8 | 10 | 12 | 20 = 6,
  seed: Port<number, { step: 1 }> = 1,
): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => 1 + Math.floor(random() * sides));
}

/** Numbers from 0 up to 1, the same for the same seed (the generator mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
