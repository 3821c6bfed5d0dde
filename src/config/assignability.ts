/** The answers of `assignable`, and how they combine. */
import { describeLinked } from './describe-schema.js';
import type { Schema } from './json-schema.js';

/** How well a wire fits. */
export type Assignability =
  /** The same values. */
  | { readonly kind: 'exact' }
  /** Every value of the source fits as it is. */
  | { readonly kind: 'widened' }
  /** A named conversion that can't fail makes it fit: one of `ADAPTERS`. */
  | { readonly kind: 'adapted'; readonly adapter: string }
  /** Some values fit; each one is checked when it arrives. */
  | { readonly kind: 'unsafe'; readonly reason: string }
  /** No value fits, empty lists aside. */
  | { readonly kind: 'no'; readonly reason: string };

/** Compares two schemas; what fits as it is is `widened`. */
export type Compare = (from: Schema, to: Schema) => Assignability;

export const EXACT: Assignability = { kind: 'exact' };
export const WIDENED: Assignability = { kind: 'widened' };

/** From the best answer to the worst. */
export const RANK: Readonly<Record<Assignability['kind'], number>> = {
  exact: 0,
  widened: 1,
  adapted: 2,
  unsafe: 3,
  no: 4,
};

/** The best of several alternatives, the first of equal ones. */
export function best(fits: readonly Assignability[]): Assignability {
  return fits.reduce((top, fit) => (RANK[fit.kind] < RANK[top.kind] ? fit : top));
}

/** The worst of several parts, the first of equal ones. */
export function worst(fits: readonly Assignability[]): Assignability {
  return fits.reduce((low, fit) => (RANK[fit.kind] > RANK[low.kind] ? fit : low), WIDENED);
}

/** Most answers are only steps on the way: their words are made when they are asked for. */
function because(kind: 'unsafe' | 'no', say: () => string): Assignability {
  return {
    kind,
    get reason() {
      return say();
    },
  };
}

/** The answer where some values fit; the schemas are linked. */
export function unsafe(from: Schema, to: Schema): Assignability {
  return because(
    'unsafe',
    () => `${describeLinked(from)} may not be ${describeLinked(to)}; checked when it arrives`,
  );
}

/** The answer where no value fits; the schemas are linked. */
export function no(from: Schema, to: Schema): Assignability {
  return because('no', () => `${describeLinked(from)} is never ${describeLinked(to)}`);
}

/** Says which part it is about. */
export function within(fit: Assignability, part: string): Assignability {
  return fit.kind === 'unsafe' || fit.kind === 'no'
    ? because(fit.kind, () => `${part}: ${fit.reason}`)
    : fit;
}

/** The answer with its words. */
export function inFull(fit: Assignability): Assignability {
  return 'reason' in fit ? { ...fit } : fit;
}
