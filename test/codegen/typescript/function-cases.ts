/** A module with functions of every kind; it is read, never run. */
export const SOURCE = `
import type { NodeContext, Port } from 'millrace';

export default function scaleUp(a: number): number { return a; }

/** Reads a text. */
export function read(text: string): string;
export function read(bytes: Uint8Array, encoding?: string): string;
/** @param flag whether */
export function read(flag: boolean): number;
export function read(other: boolean): number;
export function read(input: unknown): string | number { return String(input); }

export function pick<T>(items: readonly T[], fallback?: T): T { return items[0] ?? fallback!; }
export function show<T extends Date>(value: T): string { return String(value); }
export function pluck<T extends object, K extends keyof T>(from: T, key: K): T[K] { return from[key]; }
export function both<A extends string, B = number>(a: A, b: B, c: A | null): [A, B[]] { return [a, [b]]; }
export function ordered<T extends { compare(other: T): number }>(items: T[]): T[] { return items; }

export function* count(to: number): Generator<number> { yield to; }
export function* pairs(to: number) { yield [to, 'x'] as [number, string]; }
export async function* lines(path: string): AsyncGenerator<string, void> { yield path; }
export function entries(map: Map<string, number>): IterableIterator<[string, number]> { return map.entries(); }
export async function late(): Promise<AsyncIterable<Date>> { return null!; }

/** @param options.h how high */
export function area(
  label: string,
  { w, h = 2 }: {
    /** How wide. @default 3 */
    w?: number;
    h?: number;
  },
  { label: name, 'odd-name': odd }: { label: string; 'odd-name': number } = { label: 'none', 'odd-name': 1 },
  context?: NodeContext,
): void {}
export function reserve({ a, b }: { a: number; b: number } = RESERVE): void {}
const RESERVE = { a: 1, b: 2 };
export function open({ a, ...rest }: { [key: string]: number }): void {}
export function deepArgs([x, y]: [number, number], { at: { lat } }: { at: { lat: number } }): void {}

const LIMIT = 5;
enum Mode { On = 'on' }
export function defaults(
  a = 2 * 60 * 1000, b = LIMIT, c = 10n, d = -Infinity, e = new Date(), f: any = { x: 1 },
  g = Mode.On, h = [LIMIT, -1], i = \`a\${LIMIT}\`, j: number | undefined = undefined, k = 2n ** 80n,
): void {}

export class Geometry {
  /** Squares. */
  static square(side: number): number { return side * side; }
  static scale = (by: number): number => by;
  static over(a: string): string;
  static over(a: number): number;
  static over(a: unknown): unknown { return a; }
  private static hidden(): void {}
  protected static kept(): void {}
  static #secret(): void {}
  static get accessor(): () => void { return () => {}; }
  method(): void {}
}
export abstract class Shape { static unit(): Date { return new Date(); } abstract area(): number }
export namespace Space { export function within(a: number): number { return a; } }

const keep = <F extends (...args: never[]) => unknown>(run: F): F => run;
const memo = <P extends unknown[], R>(run: (...args: P) => R) => (...args: P): R => run(...args);
/**
 * Rounds.
 * @param value what
 */
export const round = keep((value: number, digits = 2): string => value.toFixed(digits));
/** Parses. */
export const parse = memo((text: string, base?: number): Date => new Date(text));
export const checked = ((a: number) => a > 0) satisfies (a: number) => boolean;
type Reducer = (state: number, action: 'up' | 'down') => number;
export const reduce: Reducer = (state) => state;
export const unknownMaker = (globalThis as any).make();
function local(a: number): void {}
export { local as renamed, local as again };

export function spread(...args: [low: number, high?: number, ...more: Date[]]): [low: number, high: number] { return [1, 2]; }
export function words(...args: string[]): void {}
export function loose(...args: any): void {}

/** @outputs */
export function divide(a: number, b: number): { /**
   * How often.
   */
  quotient: number; rest?: Port<number, { label: 'Left over' }> } { return { quotient: a / b }; }
/** @outputs high, low */
export async function limits(): Promise<{ low: Date; mid: Date; high: Date }> { return null!; }
/** @outputs top */
export function wrong(): { low: Date } { return null!; }
/** @outputs */
export function flat(): number { return 1; }

/**
 * Draws.
 * @minimum radius 0
 * @maximum radius 10
 * @multipleOf radius 0.5
 * @default radius 2.5
 * @label radius Radius of it
 * @minLength name 3
 * @pattern name /^[a-z]+$/
 * @format mail email
 * @maxItems sizes 4
 * @minimum sizes 1
 * @minimum name 1
 * @exclusiveMinimum style.width 0
 * @hidden seed
 * @label Draw a circle
 * @example draw(1, 'abc')
 * @example
 * // In two lines:
 * draw(2,
 *   'def')
 */
export function draw(
  radius: number | null, name: string, mail: string, sizes: number[],
  style: { width: number;
  /** @default 'thin' */
  kind: 'thin' | 'thick' }, seed?: number,
): void {}
/** @hidden */
export function secret(): void {}
export function isText(value: unknown): value is string { return true; }
export function demand(value: unknown): asserts value {}
export function bound(this: Date, a: number): void {}
class Stack<T> extends Array<T> { top(): T { return this[0]!; } }
export function holes(a: (string | undefined)[], b: never[], c: Record<string, never>, d = {}, e = []): (string | undefined)[] { return a; }
export function stacked(a: Stack<number>): Stack<Date> { return new Stack<Date>(); }
`;
