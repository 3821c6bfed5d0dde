/** Measures ways of doing one thing in turns, by the clock and by the processor's time. */
import { inDigits, type Answer, type Cell } from '../question.js';
import { spreadOf } from '../statistics.js';

/** What one try took; the processor's time is that of all threads of this process. */
export interface Sample {
  readonly ms: number;
  readonly cpuMs: number;
}

/** One way to do it. */
export interface Way {
  readonly name: string;
  /** One try, by {@link sample}. */
  readonly take: () => Promise<Sample>;
  /** The ratio to the base that it may have. */
  readonly goal?: number;
  /** The way it is compared with, by name. @default the first */
  readonly base?: string;
  /** How many things one try does. @default 1 */
  readonly units?: number;
}

/** Which of the two times is told, and in which unit. */
export interface Told {
  readonly clock: keyof Sample;
  readonly unit: 'ms' | 'µs';
}

/** Measures an action, done `times` times. */
export async function sample(action: () => unknown, times = 1): Promise<Sample> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  for (let count = 0; count < times; count += 1) await action();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: (performance.now() - began) / times, cpuMs: (user + system) / 1e3 / times };
}

/** All ways in each round, every round beginning with another; `warmUp` rounds are not counted. */
export async function inTurns(
  rounds: number,
  ways: readonly Way[],
  warmUp = 1,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const samples = new Map<string, Sample[]>(ways.map(({ name }) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (let turn = 0; turn < ways.length; turn += 1) {
      const way = ways[(turn + round + warmUp) % ways.length]!;
      const taken = await way.take();
      if (round >= 0) samples.get(way.name)!.push(taken);
    }
  }
  return samples;
}

/** One row a way: what it takes, and the ratio to its base, round by round. */
export function rowsOf(
  ways: readonly Way[],
  samples: ReadonlyMap<string, readonly Sample[]>,
  { clock, unit }: Told,
): Answer['rows'] {
  return ways.map(({ name, goal, base = ways[0]!.name, units = 1 }) => {
    const own = samples.get(name)!.map((one) => one[clock] / units);
    const { units: baseUnits = 1 } = ways.find((way) => way.name === base)!;
    const others = samples.get(base)!.map((one) => one[clock] / baseUnits);
    const ratios = own.map((value, round) => value / others[round]!);
    const cells = [timeCell(own, unit), base === name ? { text: '' } : ratioCell(ratios, goal)];
    return {
      name: goal === undefined ? name : `${name} (goal ≤ ${Number(goal.toFixed(3))})`,
      cells,
    };
  });
}

/** The median, and between what half of the measurements lie. */
export function timeCell(ms: readonly number[], unit: Told['unit']): Cell {
  const { median, low, high } = spreadOf(ms.map((value) => (unit === 'ms' ? value : value * 1e3)));
  return { text: `${inDigits(median)} ${unit} (${inDigits(low)}–${inDigits(high)})` };
}

function ratioCell(ratios: readonly number[], goal: number | undefined): Cell {
  const { median, low, high } = spreadOf(ratios);
  const text = `×${median.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
  return goal === undefined ? { text } : { text, holds: median <= goal };
}
