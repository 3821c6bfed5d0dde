/**
 * Values as JSON that a message or a document can carry, with tags for what JSON lacks. The mirror
 * in Python is `python-bridge/millrace_host/encode.py` and `decode.py`; both pass the same vectors,
 * `test/fixtures/wire-values.json`.
 *
 * `{"$float": "nan" | "inf" | "-inf" | "-0"}` · `{"$int": "12345678901234567890"}` for a bigint ·
 * `{"$bytes": "<base64>"}` for a Uint8Array · `{"$object": {…}}` round an object that has a key
 * starting with `$`. A message that carries buffers beside its text has two more tags and a second
 * form of `$bytes`, see `buffers.ts`; they reach this file through {@link Packer} and {@link Unpack}.
 */
import { MillraceError } from '../errors.js';

/** JSON as a message carries it; assignable to and from `JsonValue` of `src/config`. */
export type WireJson =
  null | boolean | number | string | readonly WireJson[] | { readonly [key: string]: WireJson };

/** Deeper values are refused: they would overflow a stack somewhere on their way. */
const MAX_DEPTH = 200;
/** Characters of a path that a message shows. */
const MAX_PLACE = 80;

/** Where the encoder is: the keys down to the value, and the objects they lead through. */
interface Trail {
  readonly path: (string | number)[];
  readonly above: object[];
  readonly packer: Packer | undefined;
  /** A tag was written. */
  isTagged: boolean;
}

/** What a message can carry beside its text. */
export interface Packer {
  /** The tag by which the text refers to a value; undefined for one that the text says itself. */
  pack(value: object): WireJson | undefined;
}

/** Reads the tags of a {@link Packer}; undefined for any that it does not write. */
export type Unpack = (tag: string, inner: unknown) => unknown;

/**
 * A value as tagged JSON. Plain objects (also those of another realm or without a prototype),
 * arrays, scalars, bigints, `Uint8Array` (`Buffer` included), `ArrayBuffer` and `DataView` are taken.
 * What JSON has no word for becomes what its schema says it is in JSON: a `Date` its ISO text, a `Set`
 * or a typed array a list, a `Map` an object, or a list of pairs where a key is no text. As in `JSON.stringify`, `undefined` is dropped from objects and null in
 * arrays; alone it is null. The value is not changed and not kept.
 *
 * @throws MillraceError `value-not-encodable`, with the `path`, for functions, symbols, invalid
 * dates, other class instances, cycles and more than 200 levels
 */
export function encodeValue(value: unknown): WireJson {
  return encodePacked(value).json;
}

/**
 * The same with a packer; `isPlain` says that there is no tag in it: it is the value, undecoded.
 * @throws MillraceError `value-not-encodable`
 */
export function encodePacked(
  value: unknown,
  packer?: Packer,
): { readonly json: WireJson; readonly isPlain: boolean } {
  const trail: Trail = { path: [], above: [], packer, isTagged: false };
  const json = encode(value, trail);
  return { json, isPlain: !trail.isTagged };
}

/**
 * The value of tagged JSON, the mirror of {@link encodeValue}: `$int` becomes a bigint, `$bytes` a
 * Uint8Array, objects plain objects. A key such as `__proto__` is an own property like any other.
 *
 * @throws MillraceError `value-not-decodable` for an unknown or malformed tag
 */
export function decodeValue(json: unknown, unpack?: Unpack): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((item) => decodeValue(item, unpack));
  const keys = Object.keys(json);
  const tag = keys.find((key) => key.startsWith('$'));
  if (tag === undefined) return decodeObject(json, unpack);
  if (keys.length > 1) throw unknownTag(tag);
  const inner = (json as Record<string, unknown>)[tag];
  return unpack?.(tag, inner) ?? decodeTagged(tag, inner, unpack);
}

function encode(value: unknown, trail: Trail): WireJson {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'undefined':
      return null;
    case 'number':
      return encodeNumber(value, trail);
    case 'bigint':
      return tagged(trail, { $int: value.toString() });
    case 'object':
      return value === null ? null : encodeObject(value, trail);
    default:
      throw notEncodable(trail, `a ${typeof value}`);
  }
}

function encodeNumber(value: number, trail: Trail): WireJson {
  if (Number.isFinite(value) && !Object.is(value, -0)) {
    // Written as digits it would be an integer in Python, and a bigint when it comes back.
    const isWide =
      trail.packer !== undefined && Number.isInteger(value) && !Number.isSafeInteger(value);
    return isWide ? tagged(trail, { $float: String(value) }) : value;
  }
  const sign = value < 0 ? '-inf' : 'inf';
  return tagged(trail, { $float: value === 0 ? '-0' : Number.isNaN(value) ? 'nan' : sign });
}

function tagged(trail: Trail, json: WireJson): WireJson {
  trail.isTagged = true;
  return json;
}

function encodeObject(value: object, trail: Trail): WireJson {
  const packed = trail.packer?.pack(value);
  if (packed !== undefined) return tagged(trail, packed);
  // By tag, not `instanceof`: values of another realm (a vm, an iframe) are as good.
  switch (Object.prototype.toString.call(value)) {
    case '[object Uint8Array]':
    case '[object ArrayBuffer]':
    case '[object DataView]':
      return tagged(trail, { $bytes: toBase64(bytesOf(value as BytesLike)) });
    case '[object Date]':
      return encodeDate(value as Date, trail);
  }
  const parts = partsOf(value);
  if (parts === undefined) throw notEncodable(trail, `an instance of ${nameOf(value)}`);
  if (trail.above.includes(value)) throw notEncodable(trail, 'an object that contains itself');
  if (trail.above.length > MAX_DEPTH) throw notEncodable(trail, `more than ${MAX_DEPTH} levels`);
  trail.above.push(value);
  const encoded = Array.isArray(parts) ? encodeArray(parts, trail) : encodePlain(parts, trail);
  trail.above.pop();
  return encoded;
}

/** The array or plain object that a value is in JSON; undefined for one that has more to it. */
function partsOf(value: object): object | undefined {
  if (Array.isArray(value) || isPlain(value)) return value;
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object Map]') {
    const pairs = [...(value as ReadonlyMap<unknown, unknown>)];
    const areTexts = pairs.every(([key]) => typeof key === 'string');
    return areTexts ? Object.fromEntries(pairs as [string, unknown][]) : pairs;
  }
  const isList = tag === '[object Set]' || ArrayBuffer.isView(value);
  return isList ? Array.from(value as unknown as Iterable<unknown>) : undefined;
}

function encodeArray(value: readonly unknown[], trail: Trail): WireJson {
  return Array.from(value, (item, index) => encodeItem(index, item, trail));
}

function encodePlain(value: object, trail: Trail): WireJson {
  const encoded: Record<string, WireJson> = Object.create(null);
  let isTagged = false;
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    isTagged ||= key.startsWith('$');
    encoded[key] = encodeItem(key, item, trail);
  }
  return isTagged ? tagged(trail, { $object: encoded }) : encoded;
}

function encodeItem(key: string | number, item: unknown, trail: Trail): WireJson {
  trail.path.push(key);
  const encoded = encode(item, trail);
  trail.path.pop();
  return encoded;
}

/** What is seen as its bytes. */
export type BytesLike = Uint8Array | ArrayBuffer | DataView;

/** The bytes of a value, not a copy of them. */
export function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (!ArrayBuffer.isView(value)) return new Uint8Array(value);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

function encodeDate(value: Date, trail: Trail): string {
  if (Number.isNaN(value.getTime())) throw notEncodable(trail, 'an invalid date');
  return value.toISOString();
}

function isPlain(value: object): boolean {
  if (Object.prototype.toString.call(value) !== '[object Object]') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOf(value: object): string {
  const { constructor } = value as { constructor?: { name?: unknown } };
  return typeof constructor?.name === 'string' ? constructor.name : 'an unknown class';
}

function notEncodable({ path }: Trail, came: string): MillraceError {
  const place = path.join('.');
  const shown = place.length > MAX_PLACE ? `${place.slice(0, MAX_PLACE)}…` : place;
  const where = path.length === 0 ? 'the value' : `the value at ${shown}`;
  return new MillraceError(
    'value-not-encodable',
    `${where} can't be sent: expected null, a boolean, number, bigint, text, Date, Uint8Array, ` +
      `array, Set, Map or plain object, got ${came}`,
    { details: { path: [...path] } },
  );
}

function decodeObject(json: object, unpack: Unpack | undefined): Record<string, unknown> {
  const decoded: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(json)) {
    const value = decodeValue(item, unpack);
    // An assignment to `__proto__` would set the prototype.
    if (key === '__proto__') {
      Object.defineProperty(decoded, key, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    } else {
      decoded[key] = value;
    }
  }
  return decoded;
}

function decodeTagged(tag: string, inner: unknown, unpack: Unpack | undefined): unknown {
  if (tag === '$object' && typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
    return decodeObject(inner, unpack);
  }
  if (typeof inner === 'string') {
    if (tag === '$float' && Object.hasOwn(FLOATS, inner)) return FLOATS[inner];
    if (tag === '$int' && /^-?\d+$/.test(inner)) return BigInt(inner);
    if (tag === '$bytes' && /^[A-Za-z0-9+/]*={0,2}$/.test(inner)) return fromBase64(inner);
  }
  throw unknownTag(tag);
}

const FLOATS: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

function unknownTag(tag: string): MillraceError {
  return new MillraceError(
    'value-not-decodable',
    `expected one of the tags $float, $int, $bytes, $object with its text, got ${tag}`,
    { details: { tag } },
  );
}

/** The part of a JavaScript engine that turns bytes to base64: browsers and Node have both. */
declare function btoa(text: string): string;
declare function atob(text: string): string;

const CHUNK = 0x8000;

/** The base64 text of bytes. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
}

/** The bytes of a base64 text. @throws MillraceError `value-not-decodable` */
export function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw unknownTag('$bytes');
  }
}
