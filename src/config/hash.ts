/**
 * MurmurHash3 x86_128 by Austin Appleby (public domain; SMHasher, `MurmurHash3.cpp`): synchronous,
 * the same in every JavaScript engine. For identity, not for secrets.
 */

/** The four 32-bit words of a hash, in the order of the reference implementation. */
export type HashWords = readonly [number, number, number, number];

const encoder = new TextEncoder();

/** 32 lower-case hexadecimal digits: the 128-bit hash of the text's UTF-8 bytes. */
export function hashText(text: string): string {
  return hashBytes(encoder.encode(text))
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/** The 128-bit hash of bytes. */
export function hashBytes(bytes: Uint8Array, seed = 0): HashWords {
  let h1 = seed;
  let h2 = seed;
  let h3 = seed;
  let h4 = seed;
  const tail = bytes.length - (bytes.length % 16);
  for (let at = 0; at < tail; at += 16) {
    h1 = step(rotate(h1 ^ mix(wordAt(bytes, at), C1, 15, C2), 19) + h2, 0x561ccd1b);
    h2 = step(rotate(h2 ^ mix(wordAt(bytes, at + 4), C2, 16, C3), 17) + h3, 0x0bcaa747);
    h3 = step(rotate(h3 ^ mix(wordAt(bytes, at + 8), C3, 17, C4), 15) + h4, 0x96cd1c35);
    h4 = step(rotate(h4 ^ mix(wordAt(bytes, at + 12), C4, 18, C1), 13) + h1, 0x32ac3b17);
  }
  // Bytes beyond the end read as zero, and a zero word mixes to zero.
  h4 ^= mix(wordAt(bytes, tail + 12), C4, 18, C1);
  h3 ^= mix(wordAt(bytes, tail + 8), C3, 17, C4);
  h2 ^= mix(wordAt(bytes, tail + 4), C2, 16, C3);
  h1 ^= mix(wordAt(bytes, tail), C1, 15, C2);
  return finish(h1 ^ bytes.length, h2 ^ bytes.length, h3 ^ bytes.length, h4 ^ bytes.length);
}

function finish(a: number, b: number, c: number, d: number): HashWords {
  const sum = (a + b + c + d) | 0;
  const h1 = avalanche(sum);
  const h2 = avalanche(b + sum);
  const h3 = avalanche(c + sum);
  const h4 = avalanche(d + sum);
  const total = (h1 + h2 + h3 + h4) | 0;
  return [total >>> 0, (h2 + total) >>> 0, (h3 + total) >>> 0, (h4 + total) >>> 0];
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}

function mix(word: number, before: number, by: number, after: number): number {
  return Math.imul(rotate(Math.imul(word, before), by), after);
}

function step(word: number, add: number): number {
  return (Math.imul(word, 5) + add) | 0;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function avalanche(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
