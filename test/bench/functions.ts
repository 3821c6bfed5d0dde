/**
 * What the measured nodes call: sixteen functions that do next to nothing, each with a text of its
 * own, so that no engine gets to inline them; a graph of a user's functions is no different.
 * Results stay small integers: boxes for big numbers would be measured with the engines.
 */
export type Add = (a: number, b: number) => number;

const MASK = 0xfffff;

export const adds: readonly Add[] = [
  (a, b) => (a + b + 1) & MASK,
  (a, b) => (a + b + 2) & MASK,
  (a, b) => (a + b + 3) & MASK,
  (a, b) => (a + b + 4) & MASK,
  (a, b) => (a + b + 5) & MASK,
  (a, b) => (a + b + 6) & MASK,
  (a, b) => (a + b + 7) & MASK,
  (a, b) => (a + b + 8) & MASK,
  (a, b) => (a + b + 9) & MASK,
  (a, b) => (a + b + 10) & MASK,
  (a, b) => (a + b + 11) & MASK,
  (a, b) => (a + b + 12) & MASK,
  (a, b) => (a + b + 13) & MASK,
  (a, b) => (a + b + 14) & MASK,
  (a, b) => (a + b + 15) & MASK,
  (a, b) => (a + b + 16) & MASK,
];

/** The same as async functions. */
export const asyncAdds: readonly ((a: number, b: number) => Promise<number>)[] = adds.map(
  (add) => async (a: number, b: number) => add(a, b),
);

/** What a node with more than two sources calls. */
export function total(list: readonly number[]): number {
  let sum = 0;
  for (const value of list) sum = (sum + value) & MASK;
  return sum;
}

export const asyncTotal = async (list: readonly number[]): Promise<number> => total(list);

/** What an input takes that has no source, by its place. */
export const CONSTANTS = [1, 2] as const;
