/** What a value is, whatever realm (a vm, an iframe) it comes from. */

const tagOf = (value: object): string => Object.prototype.toString.call(value);

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function isSet(value: unknown): value is ReadonlySet<unknown> {
  return value instanceof Set || (isObject(value) && tagOf(value) === '[object Set]');
}

export function isMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
  return value instanceof Map || (isObject(value) && tagOf(value) === '[object Map]');
}

/** Objects that have a meaning of their own, and are no records. */
const OTHERS = ['Date', 'Set', 'Map', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView'];

/** An object with properties: a plain one, or an instance that stands for one. */
export function isRecordLike(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value) || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  return !ArrayBuffer.isView(value) && !OTHERS.includes(tagOf(value).slice(8, -1));
}

/** The bytes of a buffer or of a view of one; undefined for anything else. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (!isObject(value)) return undefined;
  switch (tagOf(value)) {
    case '[object Uint8Array]':
      return value as Uint8Array;
    case '[object ArrayBuffer]':
    case '[object SharedArrayBuffer]':
      return new Uint8Array(value as ArrayBuffer);
    case '[object DataView]': {
      const { buffer, byteOffset, byteLength } = value as DataView;
      return new Uint8Array(buffer, byteOffset, byteLength);
    }
    default:
      return undefined;
  }
}
