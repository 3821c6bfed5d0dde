import { describe, expect, it } from '@jest/globals';
import { hashBytes, hashText } from '../../../src/config/hash.js';

describe('hashText', () => {
  it('is 32 zeros for the empty text', () => {
    expect(hashText('')).toBe('0'.repeat(32));
  });

  it('agrees with the vector murmurhash3js-revisited publishes', () => {
    expect(hashText('I will not buy this record, it is scratched.')).toBe(
      'a0a9683b25ac5e40d9af2895890dddf5',
    );
  });

  it('tells texts apart that differ only beyond the ASCII range', () => {
    expect(hashText('é')).not.toBe(hashText('è'));
    expect(hashText('💧')).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('hashBytes', () => {
  it('has the verification value SMHasher publishes for x86_128', () => {
    const hashes = new Uint8Array(256 * 16);
    const view = new DataView(hashes.buffer);
    const key = new Uint8Array(256).map((_, index) => index);
    for (let index = 0; index < 256; index += 1) {
      hashBytes(key.subarray(0, index), 256 - index).forEach((word, at) => {
        view.setUint32(index * 16 + at * 4, word, true);
      });
    }
    expect(hashBytes(hashes)[0]).toBe(0xb3ece62a);
  });
});
