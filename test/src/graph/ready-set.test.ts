import { describe, expect, it } from '@jest/globals';
import { ReadySet } from '../../../src/graph/ready-set.js';
import { createRandom } from '../../fuzz/random.js';

describe('ReadySet', () => {
  it.each([0, 1, 31, 32, 33, 1023, 1024, 1025, 32_768, 32_769, 100_000])(
    'of capacity %i gives back its smallest member first',
    (capacity) => {
      const set = new ReadySet(capacity);
      expect([set.size, set.first(), set.takeFirst()]).toEqual([0, -1, -1]);
      const members = [0, 31, 32, 1023, 1024, capacity - 1].filter((m) => m >= 0 && m < capacity);
      for (const member of [...members].reverse()) set.add(member);
      const taken: number[] = [];
      while (set.size > 0) taken.push(set.takeFirst());
      expect(taken).toEqual([...new Set(members)].sort((a, b) => a - b));
    },
  );

  it('does what a sorted array does, whatever the order of calls', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = createRandom(seed);
      const capacity = random.pick([1, 33, 100, 1025, 40_000]);
      const set = new ReadySet(capacity);
      let sorted: number[] = [];
      let taken = [0, 0];
      for (let step = 0; step < 400; step += 1) {
        const member = random.below(capacity);
        const action = random.below(6);
        if (action < 3) {
          set.add(member);
          sorted = [...new Set([...sorted, member])].sort((a, b) => a - b);
        } else if (action === 3) {
          set.delete(member);
          sorted = sorted.filter((other) => other !== member);
        } else if (action === 4) {
          taken = [set.takeFirst(), sorted.shift() ?? -1];
        } else if (random.chance(0.02)) {
          set.clear();
          sorted = [];
        }
        const state = [seed, step, taken[0], set.size, set.first(), set.has(member)];
        expect(state).toEqual([
          seed,
          step,
          taken[1],
          sorted.length,
          sorted[0] ?? -1,
          sorted.includes(member),
        ]);
      }
    }
  });
});
