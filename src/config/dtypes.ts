/** The numbers of an `ndarray`: what each `dtype` holds, and the typed array it is in TypeScript. */
import { own } from './document.js';

/** A typed array of numbers or bigints. */
export type NumberArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

type ArrayClass = new (items: readonly number[] & readonly bigint[]) => NumberArray;

/** One row: its class, and the lowest and highest number; finite ones where it is no integer. */
export interface Dtype {
  readonly class: ArrayClass;
  readonly isWhole: boolean;
  readonly isWide: boolean;
  readonly min: number;
  readonly max: number;
}

const whole = (type: unknown, min: number, max: number, isWide = false): Dtype => ({
  class: type as ArrayClass,
  isWhole: true,
  isWide,
  min,
  max,
});

const real = (type: unknown, max: number): Dtype => ({
  class: type as ArrayClass,
  isWhole: false,
  isWide: false,
  min: -max,
  max,
});

const DTYPES: Readonly<Record<string, Dtype>> = {
  int8: whole(Int8Array, -128, 127),
  uint8: whole(Uint8Array, 0, 255),
  uint8clamped: whole(Uint8ClampedArray, 0, 255),
  int16: whole(Int16Array, -(2 ** 15), 2 ** 15 - 1),
  uint16: whole(Uint16Array, 0, 2 ** 16 - 1),
  int32: whole(Int32Array, -(2 ** 31), 2 ** 31 - 1),
  uint32: whole(Uint32Array, 0, 2 ** 32 - 1),
  int64: whole(BigInt64Array, -(2 ** 63), 2 ** 63, true),
  uint64: whole(BigUint64Array, 0, 2 ** 64, true),
  // JavaScript has no array of these; every one of them is a float32.
  float16: real(Float32Array, 65504),
  float32: real(Float32Array, 3.4028234663852886e38),
  float64: real(Float64Array, Number.MAX_VALUE),
};

/** The row of a name; undefined for one that is no number of JavaScript. */
export function dtypeOf(name: string | undefined): Dtype | undefined {
  return name === undefined ? undefined : own(DTYPES, name);
}

/** True for an array of numbers of a fixed kind, whatever the kind. */
export function isNumberArray(value: unknown): value is NumberArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** A number that the type holds without becoming another one, rounding of reals aside. */
export function holds(dtype: Dtype, value: unknown): boolean {
  const { min, max, isWhole, isWide } = dtype;
  // As a number the upper bound of 64 bits is one too many.
  if (typeof value === 'bigint') return value >= min && (isWide ? value < max : value <= max);
  if (typeof value !== 'number') return false;
  return isWhole
    ? Number.isSafeInteger(value) && min <= value && value <= max
    : !Number.isFinite(value) || Math.abs(value) <= max;
}

/** The typed array of numbers that it holds. */
export function toNumberArray(dtype: Dtype, items: readonly unknown[]): NumberArray {
  const cast = dtype.isWide
    ? items.map((item) => BigInt(item as number))
    : items.some((item) => typeof item === 'bigint')
      ? items.map(Number)
      : items;
  return new dtype.class(cast as never);
}
