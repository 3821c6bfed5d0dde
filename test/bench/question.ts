/** What a question of the benchmark is, and what answers it. */
import type { Effort, Measured } from './measure.js';
import { FULL, QUICK } from './measure.js';

/** One cell of a table. */
export interface Cell {
  readonly text: string;
  /** Present where a goal is set. */
  readonly holds?: boolean;
}

/** What is printed for one question. */
export interface Answer {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[];
  /** The goals in words, and what else is to be known. */
  readonly notes: readonly string[];
}

/** How thorough a run of the benchmark is. */
export interface Extent {
  readonly effort: Effort;
  readonly sizes: readonly number[];
  readonly quick: boolean;
  /** What was asked for in place of a question's own choice. */
  readonly asked: Asked;
}

/** Choices that some questions leave open. */
export interface Asked {
  readonly sizes?: readonly number[];
  readonly rounds?: number;
  /** The sources with their names, for a profile, in place of the built package. */
  readonly fromSource: boolean;
}

export type Question = (extent: Extent) => Promise<Answer>;

/** @param flags `--quick`, `--sizes=100,1000`, `--rounds=3`, `--from-source` */
export function extentOf(flags: readonly string[]): Extent {
  const quick = flags.includes('--quick');
  const numbers = numbersOf(flags, '--sizes=');
  const [rounds] = numbersOf(flags, '--rounds=');
  const asked = {
    ...(numbers.length === 0 ? {} : { sizes: numbers }),
    ...(rounds === undefined ? {} : { rounds }),
    fromSource: flags.includes('--from-source'),
  };
  return quick
    ? { effort: QUICK, sizes: [1_000, 10_000], quick, asked }
    : { effort: FULL, sizes: [100, 1_000, 10_000, 100_000], quick, asked };
}

function numbersOf(flags: readonly string[], name: string): readonly number[] {
  const flag = flags.find((each) => each.startsWith(name));
  if (flag === undefined) return [];
  const numbers = flag.slice(name.length).split(',').map(Number);
  if (numbers.every((number) => Number.isInteger(number) && number > 0)) return numbers;
  throw new Error(`expected ${name}100,1000: whole numbers above 0, got ${flag}`);
}

/** Goals of variants by name: the ratio they may have, at sizes from 1,000 on. */
export type Goals = Readonly<Record<string, number>>;

const SMALLEST_WITH_GOAL = 1_000;

/** One row a variant, one column a size: the time, and the ratio where it is not the limit. */
export function tabulate(
  sizes: readonly number[],
  measured: readonly (readonly Measured[])[],
  goals: Goals,
): Pick<Answer, 'columns' | 'rows'> {
  const rows = measured[0]!.map(({ name }, index) => ({
    name: name in goals ? `${name} (goal ≤ ${goals[name]})` : name,
    cells: sizes.map((size, column) => {
      const one = measured[column]![index]!;
      const goal = size >= SMALLEST_WITH_GOAL ? goals[name] : undefined;
      return goal === undefined
        ? cellOf(one, index)
        : { ...cellOf(one, index), holds: one.ratio.median <= goal };
    }),
  }));
  return { columns: sizes.map((size) => size.toLocaleString('en')), rows };
}

function cellOf({ ns, ratio }: Measured, index: number): Cell {
  const time = `${inDigits(ns.median)} ns`;
  if (index === 0) return { text: `${time} (${inDigits(ns.low)}–${inDigits(ns.high)})` };
  return {
    text: `${time} ×${inDigits(ratio.median)} (${inDigits(ratio.low)}–${inDigits(ratio.high)})`,
  };
}

/** Three digits, as many as a measurement here is worth. */
export function inDigits(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
