/** Measures variants of one thing side by side, in turns, so that what disturbs one disturbs all. */
import { spreadOf } from './statistics.js';
import type { Spread } from './statistics.js';

/** One way to do it. */
export interface Variant {
  readonly name: string;
  /** What a measurement is divided by: nodes of the graph, schemas, values. */
  readonly units: number;
  /** Does it `times` times, nothing else, and returns the last result. */
  readonly repeat: (times: number) => unknown;
  /** Throws when a result is not what it must be. */
  readonly check: (result: never) => void;
  /** Makes ready, out of the measurement, what so many runs use up. */
  readonly setUp?: (times: number) => void;
}

/** What came out for one variant. */
export interface Measured {
  readonly name: string;
  /** Nanoseconds a unit. */
  readonly ns: Spread;
  /** To the first variant, round by round. */
  readonly ratio: Spread;
  /** One run took longer than the limit; `ns` is that run. */
  readonly didNotFinish: boolean;
}

/** How long and how often. */
export interface Effort {
  readonly rounds: number;
  /** Of one variant in one round. */
  readonly batchMs: number;
  readonly warmUpMs: number;
}

export const FULL: Effort = { rounds: 21, batchMs: 25, warmUpMs: 800 };
export const QUICK: Effort = { rounds: 9, batchMs: 10, warmUpMs: 400 };

/** A peer that takes longer for one run is not waited for again. */
const TOO_LONG_MS = 60_000;

declare const gc: (options?: { readonly type: 'minor' }) => void;

/** A variant whose runs return at once. */
export function syncVariant<T>(
  name: string,
  units: number,
  run: () => T,
  check: (result: T) => void,
): Variant {
  const repeat = (times: number): T => {
    let last = run();
    for (let count = 1; count < times; count += 1) last = run();
    return last;
  };
  return { name, units, repeat, check };
}

/** A variant whose runs follow each other, each awaited. */
export function asyncVariant<T>(
  name: string,
  units: number,
  run: () => Promise<T>,
  check: (result: T) => void,
): Variant {
  const repeat = async (times: number): Promise<T> => {
    let last = await run();
    for (let count = 1; count < times; count += 1) last = await run();
    return last;
  };
  return { name, units, repeat, check };
}

interface Lane {
  readonly variant: Variant;
  readonly times: number;
  readonly ns: number[];
  readonly didNotFinish: boolean;
}

/** Measures the variants; the first one is what the others are compared with. */
export async function compare(
  variants: readonly Variant[],
  effort: Effort,
): Promise<readonly Measured[]> {
  gc();
  const lanes: Lane[] = [];
  for (const variant of variants) lanes.push(await warmUp(variant, effort));
  for (let round = 0; round < effort.rounds; round += 1) {
    for (let turn = 0; turn < lanes.length; turn += 1) {
      const { variant, times, ns, didNotFinish } = lanes[(turn + round) % lanes.length]!;
      if (didNotFinish) continue;
      ns.push((await time(variant, times)) / times);
    }
  }
  const first = lanes[0]!;
  return lanes.map(({ variant, ns, didNotFinish }) => ({
    name: variant.name,
    ns: spreadOf(ns.map((each) => each / variant.units)),
    ratio: spreadOf(
      ns.map((each, round) => each / variant.units / (first.ns[round]! / first.variant.units)),
    ),
    didNotFinish,
  }));
}

/** Runs a variant until it is optimized, and finds out how often a round can run it. */
async function warmUp(variant: Variant, { warmUpMs, batchMs }: Effort): Promise<Lane> {
  const began = performance.now();
  let ns = Math.max(1_000, await time(variant, 1));
  if (ns > TOO_LONG_MS * 1e6) return { variant, times: 1, ns: [ns], didNotFinish: true };
  for (let times = 1; performance.now() - began < warmUpMs;) {
    ns = Math.max(1, (await time(variant, times)) / times);
    times = timesIn(variant, warmUpMs / 8, ns);
  }
  return {
    variant,
    times: timesIn(variant, batchMs, ns),
    ns: [],
    didNotFinish: false,
  };
}

/** Units that may be made ready at once: they take memory. */
const MAX_READY = 100_000;

function timesIn({ setUp, units }: Variant, ms: number, ns: number): number {
  const times = Math.round((ms * 1e6) / ns);
  return Math.max(1, setUp === undefined ? times : Math.min(times, MAX_READY / units));
}

/**
 * Nanoseconds of `times` runs; the last one's result is checked. It is the time the process had a
 * processor, so that what else the machine does is left out.
 */
async function time({ repeat, check, setUp }: Variant, times: number): Promise<number> {
  setUp?.(times);
  gc({ type: 'minor' });
  const began = process.cpuUsage();
  let result = repeat(times);
  if (result instanceof Promise) result = await result;
  const { user, system } = process.cpuUsage(began);
  check(result as never);
  return (user + system) * 1e3;
}
