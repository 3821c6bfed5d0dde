/**
 * Bytes and numbers that cross beside a message's text. The mirror in Python is
 * `python-bridge/millrace_host/buffers.py`.
 *
 * `{"$bytes": 0}`, or base64 text in place of the buffer's number · `{"$array": ["float64", 0]}`, an
 * array of a fixed kind, the same with text; from Python with a shape, `["float64", 0, [2, 3]]` ·
 * `{"$numbers": ["float64", 0]}`, a list of numbers · `{"$float": "1e+21"}`, a number that no integer
 * can be told from; only from JavaScript.
 */
import { MillraceError } from '../errors.js';
import {
  bytesOf,
  decodeValue,
  toBase64,
  type Packer,
  type Unpack,
  type WireJson,
} from './value.js';

/** From here on bytes are cheaper as a buffer of their own than as text. */
const LEAST_BYTES = 1024;
/** As many numbers are as many bytes. */
const LEAST_NUMBERS = 128;
/** Rows of no items, which cost memory and hold nothing. */
const MAX_EMPTY_ROWS = 1_000_000;

const WIDE = /^-?\d{16,21}$|^-?\d(\.\d+)?e\+\d+$/;

type Numbers = Exclude<ArrayBufferView, DataView> & Iterable<number | bigint>;

const CLASSES: Readonly<Record<string, new (buffer: ArrayBuffer) => Numbers>> = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
};

/** Takes the bytes and numbers of one message: copies of them, for a value belongs to the caller. */
export class BufferPacker implements Packer {
  /** What the text refers to by number; to be transferred with it. */
  readonly buffers: ArrayBuffer[] = [];
  readonly #least: number;

  /** `isText` leaves all of it in the text: for what is read more than once. */
  constructor({ isText = false }: { readonly isText?: boolean } = {}) {
    this.#least = isText ? Infinity : LEAST_BYTES;
  }

  pack(value: object): WireJson | undefined {
    if (Array.isArray(value)) return this.#list(value);
    if (ArrayBuffer.isView(value)) {
      const kind = dtypeOf(value);
      if (kind === undefined) return { $bytes: this.#put(bytesOf(value)) };
      // Python's `array` has no numbers of two bytes with a point in them.
      const kept = kind === 'float16' ? new Float32Array(value as never) : value;
      return { $array: [kind === 'float16' ? 'float32' : kind, this.#put(bytesOf(kept))] };
    }
    const isBuffer = Object.prototype.toString.call(value) === '[object ArrayBuffer]';
    return isBuffer ? { $bytes: this.#put(bytesOf(value as ArrayBuffer)) } : undefined;
  }

  #put(bytes: Uint8Array): number | string {
    return bytes.byteLength < this.#least ? toBase64(bytes) : this.#add(bytes.slice().buffer);
  }

  #add(buffer: ArrayBufferLike): number {
    return this.buffers.push(buffer as ArrayBuffer) - 1;
  }

  #list(list: readonly unknown[]): WireJson | undefined {
    if (list.length < LEAST_NUMBERS || this.#least === Infinity) return undefined;
    const kind = kindOfNumbers(list);
    if (kind === undefined) return undefined;
    const numbers = kind === 'int32' ? Int32Array : Float64Array;
    return { $numbers: [kind, this.#add(numbers.from(list as readonly number[]).buffer)] };
  }
}

/** What a list of numbers alone is in Python; undefined where something else is among them. */
function kindOfNumbers(list: readonly unknown[]): string | undefined {
  let wholes = 0;
  let isSmall = true;
  // By index, for a hole is no number.
  for (let index = 0; index < list.length; index += 1) {
    const item = list[index];
    if (typeof item !== 'number') return undefined;
    if (!Number.isSafeInteger(item) || Object.is(item, -0)) continue;
    wholes += 1;
    isSmall &&= (item | 0) === item;
  }
  if (wholes === 0) return 'float64';
  if (wholes < list.length) return 'mixed';
  return isSmall ? 'int32' : 'whole';
}

/** `float64` of a Float64Array; undefined for what is seen as bytes. */
function dtypeOf(view: ArrayBufferView): string | undefined {
  const name = Object.prototype.toString.call(view).slice(8, -1);
  if (name === 'Uint8Array' || name === 'DataView') return undefined;
  return name === 'Uint8ClampedArray'
    ? 'uint8'
    : name.replace(/^Big/, '').replace('Array', '').toLowerCase();
}

/** Reads what a packer in Python wrote, without a copy where it can. */
export function unpackFrom(buffers: readonly ArrayBuffer[]): Unpack {
  const get = (tag: string, place: unknown): ArrayBuffer => {
    if (typeof place === 'string')
      return (decodeValue({ $bytes: place }) as Uint8Array<ArrayBuffer>).buffer;
    const buffer = typeof place === 'number' ? buffers[place] : undefined;
    if (buffer === undefined) throw malformed(tag, `no buffer of the number ${String(place)}`);
    return buffer;
  };
  return (tag, inner) => {
    if (tag === '$bytes' && typeof inner === 'number') return new Uint8Array(get(tag, inner));
    if (tag === '$float' && WIDE.test(String(inner))) return Number(inner);
    if ((tag !== '$array' && tag !== '$numbers') || !Array.isArray(inner)) return undefined;
    const [dtype, place, shape] = inner as readonly unknown[];
    const items = toNumbers(tag, dtype, get(tag, place));
    if (tag === '$numbers') return Array.from<unknown>(items);
    return shape === undefined ? items : rows(items, readShape(shape, items));
  };
}

function toNumbers(tag: string, dtype: unknown, buffer: ArrayBuffer): Numbers | unknown[] {
  const kind = String(dtype);
  const made = Object.hasOwn(CLASSES, kind) ? CLASSES[kind]! : undefined;
  if (made === undefined) throw malformed(tag, `numbers of the kind ${kind}`);
  try {
    const items = new made(buffer);
    return kind === 'bool' ? Array.from(items, Boolean) : items;
  } catch {
    throw malformed(tag, `${buffer.byteLength} bytes of ${kind}`);
  }
}

type Items = Numbers | unknown[];

function lengthOf(items: Items): number {
  return (items as { readonly length: number }).length;
}

function readShape(shape: unknown, items: Items): readonly number[] {
  const isShape =
    Array.isArray(shape) &&
    shape.length > 0 &&
    shape.every((size) => Number.isSafeInteger(size) && size >= 0);
  const sizes = isShape ? (shape as readonly number[]) : [-1];
  const product = (list: readonly number[]): number => list.reduce((all, size) => all * size, 1);
  const isTooWide = lengthOf(items) === 0 && product(sizes.slice(0, -1)) > MAX_EMPTY_ROWS;
  if (product(sizes) !== lengthOf(items) || isTooWide) {
    throw malformed('$array', `${lengthOf(items)} items in the shape ${JSON.stringify(shape)}`);
  }
  return sizes;
}

/** Lists of lists down to the rows, which are arrays of their kind. */
function rows(items: Items, [count, ...inner]: readonly number[]): unknown {
  if (inner.length === 0) return items;
  const step = lengthOf(items) / count!;
  return Array.from({ length: count! }, (_, index) => {
    const [from, to] = [index * step, (index + 1) * step];
    const part = Array.isArray(items)
      ? items.slice(from, to)
      : (items as unknown as Uint8Array).subarray(from, to);
    return rows(part as Items, inner);
  });
}

function malformed(tag: string, came: string): MillraceError {
  return new MillraceError(
    'value-not-decodable',
    `expected ${tag} to name a buffer of the message and what is in it, got ${came}`,
    { details: { tag } },
  );
}
