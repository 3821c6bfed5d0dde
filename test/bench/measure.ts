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
  /** Throws when a result is not what it must be: asked of the first one and of the last. */
  readonly check: (result: never) => void;
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

export const FULL: Effort = { rounds: 15, batchMs: 25, warmUpMs: 600 };
export const QUICK: Effort = { rounds: 7, batchMs: 8, warmUpMs: 200 };

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
  last: unknown;
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
      const lane = lanes[(turn + round) % lanes.length]!;
      if (lane.didNotFinish) continue;
      const { ns, result } = await time(lane.variant, lane.times);
      lane.ns.push(ns / lane.times);
      if (round === effort.rounds - 1) lane.last = result;
    }
  }
  for (const { variant, last, didNotFinish } of lanes) {
    if (!didNotFinish) variant.check(last as never);
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
  const first = await time(variant, 1);
  const didNotFinish = first.ns > TOO_LONG_MS * 1e6;
  if (didNotFinish) return { variant, times: 1, ns: [first.ns], last: undefined, didNotFinish };
  variant.check(first.result as never);
  let ns = Math.max(1_000, first.ns);
  for (let times = 1; performance.now() - began < warmUpMs;) {
    ns = Math.max(1, (await time(variant, times)).ns / times);
    times = timesIn(warmUpMs / 8, ns);
  }
  return { variant, times: timesIn(batchMs, ns), ns: [], last: undefined, didNotFinish };
}

const timesIn = (ms: number, ns: number): number => Math.max(1, Math.round((ms * 1e6) / ns));

/**
 * Nanoseconds of `times` runs, and the last one's result. It is the time the process had a
 * processor, so that what else the machine does is left out.
 */
async function time(
  { repeat }: Variant,
  times: number,
): Promise<{ readonly ns: number; readonly result: unknown }> {
  gc({ type: 'minor' });
  const began = process.cpuUsage();
  let result = repeat(times);
  if (result instanceof Promise) result = await result;
  const { user, system } = process.cpuUsage(began);
  return { ns: (user + system) * 1e3, result };
}
