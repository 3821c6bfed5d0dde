/** Values as text that a page and a test can trade, typed arrays included. */
import { BufferPacker, unpackFrom } from '../../../src/wire/buffers.js';
import { decodeValue, encodePacked, type WireJson } from '../../../src/wire/value.js';

/** A value as JSON. */
export function toText(value: unknown): WireJson {
  return encodePacked(value, new BufferPacker({ isText: true })).json;
}

/** The value of such a JSON. */
export function fromText(json: unknown): unknown {
  return decodeValue(json, unpackFrom([]));
}
