/** Values of every kind that Python gives back as it got them, the same for the same seed. */

/** A value of at most four levels. */
export function randomValue(seed: number): unknown {
  const next = numbers(seed + 1);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  const count = (most: number): number => Math.floor(next() * (most + 1));
  const list = <T>(length: number, make: (at: number) => T): T[] =>
    Array.from({ length }, (_, at) => make(at));
  const long = (): number => pick([0, 2, 600]);
  const arrays = [
    () => Int8Array.from(list(long(), () => count(99))),
    () => Uint32Array.from(list(long(), () => count(2 ** 32 - 1))),
    () => Float32Array.from(list(long(), next)),
    () => Float64Array.from(list(long(), next)),
    () => BigUint64Array.from(list(long(), () => BigInt(count(99)) << 57n)),
    () => Uint8Array.from(list(pick([0, 3, 1_500]), () => count(255))),
  ];
  const leaves = [
    () => null,
    () => next() < 0.5,
    () => pick([0, 1, -1, 2 ** 31, -(2 ** 53) + 1, 2 ** 53, 1e20, 1e300, 5e-324, next()]),
    () => pick([-0, Number.NaN, Infinity, -Infinity]),
    () => pick([2n ** 53n, -(10n ** 40n)]),
    () => list(count(5), () => pick(['a', '$', 'é', '😀', '\ud800', '\0', '"', '\\'])).join(''),
    () => list(200, () => pick([next(), -0, Number.NaN, 3])),
    () => list(pick([1, 150]), () => count(2 ** 40) - 2 ** 39),
    () => list(130, (at) => ({ a: next(), b: String(at), c: null })),
    () => pick(arrays)(),
  ];
  const make = (depth: number): unknown => {
    const kind = count(leaves.length + (depth > 0 ? 2 : -1));
    if (kind < leaves.length) return leaves[kind]!();
    if (kind === leaves.length) return list(count(3), () => make(depth - 1));
    const keys = ['a', '', '$int', '$bytes', '__proto__', 'constructor', '__class__', 'é'];
    const entries = list(count(3), () => [pick(keys), make(depth - 1)] as const);
    return Object.fromEntries(entries);
  };
  return make(4);
}

/** Numbers from 0 to 1 that look random. */
function numbers(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
