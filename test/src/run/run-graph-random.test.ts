import { describe, expect, test } from '@jest/globals';
import type { NodeContext } from 'millrace';
import { createRandom } from '../../fuzz/random.js';
import { host, run } from './graph-host.js';
import { nest, node } from './support.js';

describe('any number of graphs at any concurrency', () => {
  const random = createRandom(20261121);
  const cases = Array.from({ length: 25 }, () => ({
    items: random.below(40),
    width: 1 + random.below(6),
    concurrency: 1 + random.below(6),
    cancelAt: random.chance(0.5) ? random.below(60) : undefined,
  }));

  test.each(cases)(
    '[R16] $items items, $width at a time, $concurrency slots, cancelled after $cancelAt',
    async ({ items, width, concurrency, cancelAt }) => {
      let running = 0;
      const turn = createRandom(items * 31 + width);
      const work = node(
        'work',
        ['a'],
        async (a: number, { signal }: NodeContext) => {
          running += 1;
          for (let left = turn.below(5); left > 0 && !signal.aborted; left -= 1) {
            await new Promise((resolve) => setImmediate(resolve));
          }
          running -= 1;
          return a * 2;
        },
        { async: true, call: { context: true } },
      );
      const item = nest({ w: { type: 'work' } }, { in: { x: 'w.a' }, out: { y: 'w.result' } });
      const pool = host('pool', async ({ runGraph, signal }) => {
        const results: unknown[] = [];
        let next = 0;
        const lane = async (): Promise<void> => {
          while (next < items && !signal.aborted) {
            const x = next;
            next += 1;
            results[x] = (await runGraph('item', { x }))['y'];
          }
        };
        await Promise.all(Array.from({ length: width }, lane));
        return results;
      });
      const controller = new AbortController();
      let started = 0;
      const { result } = await run(
        [work, pool],
        { n: { type: 'pool' } },
        {
          more: { item },
          concurrency,
          signal: controller.signal,
          onEvent: ({ type }) => {
            if (type !== 'nodeStarted') return;
            started += 1;
            if (started === cancelAt) controller.abort();
          },
        },
      );
      const isCancelled = cancelAt !== undefined && started >= cancelAt && cancelAt > 0;
      expect(result.status).toBe(isCancelled ? 'cancelled' : 'success');
      const expected = Array.from({ length: items }, (_, x) => x * 2);
      expect(isCancelled || result.nodes['n']!.outputs['result']).toEqual(isCancelled || expected);
      const open = Object.values(result.nodesStatus).filter(
        (status) => !['success', 'cancelled'].includes(status),
      );
      expect(open).toEqual([]);
      for (let turns = 0; turns < 10; turns += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(running).toBe(0);
    },
  );
});
