/** Rule R12: what a value is, as a text: equal for equal values, whoever made them. */

/** Characters of text, and bytes of binary data, up to which a value is known by its content. */
const MAX_CONTENT = 64 * 1024;
const MAX_DEPTH = 200;

/** A value that has no content key. */
const OPAQUE = Symbol('opaque');

/**
 * A text that two values share only if no function can tell them apart by JSON's means: the order of
 * keys counts, and so do −0, NaN, bigints, dates, the order in a Set or Map, and the kind of a typed
 * array. Undefined for a value over 64 kB and for one that has more to it: a class instance, a cycle, a
 * Proxy that throws.
 */
export function contentKey(value: unknown): string | undefined {
  const writer = new KeyWriter();
  try {
    writer.write(value, 0);
    return writer.text;
  } catch {
    // OPAQUE, or what a getter threw.
    return undefined;
  }
}

class KeyWriter {
  text = '';

  write(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'string':
        this.#add(JSON.stringify(value));
        return;
      case 'number':
        this.#add(Object.is(value, -0) ? '-0' : String(value));
        return;
      case 'bigint':
        this.#add(`${value}n`);
        return;
      case 'boolean':
      case 'undefined':
        this.#add(String(value));
        return;
      case 'object':
        if (value === null) this.#add('null');
        else this.#writeObject(value, depth);
        return;
      default:
        throw OPAQUE;
    }
  }

  #writeObject(value: object, depth: number): void {
    if (depth > MAX_DEPTH) throw OPAQUE;
    if (Array.isArray(value)) {
      const { name } = value.constructor;
      this.#add(name === 'Array' ? '[' : `${name}[`);
      for (let index = 0; index < value.length; index += 1) {
        this.write(value[index], depth + 1);
        this.#add(',');
      }
      this.#add(']');
    } else if (value instanceof Date) {
      this.#add(`D${value.getTime()}`);
    } else if (ArrayBuffer.isView(value)) {
      this.#writeBytes(value);
    } else if (isOf(value, Set) || isOf(value, Map)) {
      this.#add(value instanceof Set ? 'S' : 'M');
      this.write([...value], depth + 1);
    } else if (isPlain(value)) {
      this.#writeFields(value as Readonly<Record<string, unknown>>, depth);
    } else {
      throw OPAQUE;
    }
  }

  #writeFields(value: Readonly<Record<string, unknown>>, depth: number): void {
    this.#add('{');
    for (const key of Object.keys(value)) {
      this.#add(`${JSON.stringify(key)}:`);
      this.write(value[key], depth + 1);
      this.#add(',');
    }
    this.#add('}');
  }

  #writeBytes(view: ArrayBufferView): void {
    if (view.byteLength > MAX_CONTENT) throw OPAQUE;
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    this.#add(`${view.constructor.name}(`);
    for (const byte of bytes) this.text += String.fromCharCode(byte);
    this.#add(')');
  }

  #add(text: string): void {
    this.text += text;
    if (this.text.length > 2 * MAX_CONTENT) throw OPAQUE;
  }
}

/** Of the class itself: a subclass may have more to it. */
function isOf<T extends object>(value: object, type: new () => T): value is T {
  return Object.getPrototypeOf(value) === type.prototype;
}

function isPlain(value: object): boolean {
  if (Object.getOwnPropertySymbols(value).length > 0) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
