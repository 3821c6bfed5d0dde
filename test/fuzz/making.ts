/** What the makers of programs share. */
import type { Features } from './features.js';
import type { Random } from './random.js';

/** What a program is made by. */
export interface Making {
  readonly random: Random;
  readonly features: Features;
  /** Nothing in it takes time, so that it runs in both methods. */
  readonly sync: boolean;
  /** Some of its nodes use the memo. */
  readonly memo: boolean;
  /** Functions may return null. */
  readonly nulls: boolean;
  /** Later runs go on from an earlier one. */
  readonly from: boolean;
  /** The share of nodes that fail in some way. */
  readonly failing: number;
}

/** Milliseconds of which no two are equal, sums of a few neither; exact in binary. */
export function wait(random: Random, most = 60): number {
  return Math.ceil(random.next() * most * 2 ** 20) / 2 ** 20;
}

/** So many different items, fewer where there are fewer. */
export function some<T>(random: Random, items: readonly T[], count: number): readonly T[] {
  const left = [...items];
  const taken: T[] = [];
  while (taken.length < count && left.length > 0) {
    taken.push(...left.splice(random.below(left.length), 1));
  }
  return taken;
}

/** The entry under the name with this chance, else nothing. */
export function maybe<T extends object>(random: Random, chance: number, make: () => T): T | object {
  return random.chance(chance) ? make() : {};
}
