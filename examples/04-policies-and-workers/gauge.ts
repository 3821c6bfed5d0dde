import type { NodeContext, Port } from 'millrace';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A week of river levels as a table, from a station that is busy at first.
 *
 * @category river
 * @param token - Comes from the run, never from the graph.
 */
export async function fetchTable(
  station: string,
  token: Port<string, { secret: true }>,
  context: NodeContext,
): Promise<string> {
  await sleep(5, undefined, { signal: context.signal });
  if (context.attempt < 3) throw new Error(`503: ${station} is busy (token ${token})`);
  return 'Mon;1.9\nTue;2.2\nWed;2.8\nThu;3.1\nFri;2.6\nSat;2.3\nSun;2.1';
}

/**
 * The levels of a table in metres.
 *
 * @category river
 */
export function readLevels(table: string): number[] {
  return table.split('\n').map((line) => Number(line.split(';')[1]));
}

/**
 * How many days in a thousand years are above the bank; plays each of them a hundred times.
 *
 * @category river
 */
export function simulateFloods(
  levels: number[],
  bank: Port<number, { label: 'Bank (m)' }> = 3.6,
): number {
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  const spread = Math.max(...levels) - Math.min(...levels);
  let [seed, floods] = [1, 0];
  for (let day = 0; day < 36_500_000; day += 1) {
    let level = mean;
    for (let rain = 0; rain < 3; rain += 1) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      level += (seed / 2 ** 32 - 0.5) * spread;
    }
    if (level > bank) floods += 1;
  }
  return Math.round(floods / 100);
}

/**
 * Looks at the levels one by one, which needs this thread to be free.
 *
 * @category river
 */
export async function watch(levels: number[], context: NodeContext): Promise<string> {
  for (const [index, level] of levels.entries()) {
    await sleep(2, undefined, { signal: context.signal });
    context.progress(index + 1, levels.length, `${level} m`);
  }
  return `${levels.length} days seen`;
}

/**
 * One sentence about the river.
 *
 * @category river
 */
export function report(floods: number, seen: string): string {
  return `${seen}; expect ${floods} days of flood in a thousand years`;
}
