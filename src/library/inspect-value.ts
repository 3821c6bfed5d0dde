/** Any value as text for people. */

/** How much is shown. */
export interface InspectOptions {
  /** Levels inside the outermost. */
  readonly depth: number;
  readonly maxLength: number;
}

const MAX_ITEMS = 100;
const MAX_LINE = 72;

/** The value as text, one item a line where it is long; survives cycles, getters and proxies. */
export function inspectValue(value: unknown, { depth, maxLength }: InspectOptions): string {
  let text: string;
  try {
    text = new Inspector(depth, maxLength).text(value, 0);
  } catch {
    text = 'a value that can’t be shown';
  }
  return text.length <= maxLength ? text : `${text.slice(0, Math.max(0, maxLength - 1))}…`;
}

class Inspector {
  readonly #depth: number;
  readonly #around = new Set<object>();
  /** Characters that may still be written; a value of many references is as large as its text. */
  #left: number;

  constructor(depth: number, maxLength: number) {
    this.#depth = depth;
    this.#left = maxLength;
  }

  text(value: unknown, level: number): string {
    const text = this.#any(value, level);
    if (typeof value !== 'object') this.#left -= text.length;
    return text;
  }

  #any(value: unknown, level: number): string {
    if (typeof value === 'string') return JSON.stringify(value.slice(0, Math.max(0, this.#left)));
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return `function ${value.name}`;
    if (typeof value !== 'object' || value === null)
      return Object.is(value, -0) ? '-0' : String(value);
    if (this.#around.has(value)) return '(itself)';
    this.#around.add(value);
    const text = this.#object(value, level);
    this.#around.delete(value);
    return text;
  }

  #object(value: object, level: number): string {
    if (value instanceof Date)
      return Number.isNaN(value.getTime()) ? 'no date' : value.toISOString();
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    const name = nameOf(value);
    if (Array.isArray(value)) return this.#list(name, '[]', value, level);
    if (value instanceof Set) return this.#list(name, '{}', [...value], level);
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      return this.#list(name, '[]', value as unknown as ArrayLike<unknown>, level);
    }
    if (value instanceof Map) {
      const key = (each: unknown): string => `${this.text(each, this.#depth)} → `;
      return this.#items(
        name,
        '{}',
        [...value],
        level,
        ([each, item]) => key(each) + this.text(item, level + 1),
      );
    }
    const entries = Object.entries(Object.getOwnPropertyDescriptors(value)).filter(
      ([, { enumerable }]) => enumerable,
    );
    return this.#items(name, '{}', entries, level, ([key, property]) => {
      const shown = 'value' in property ? this.text(property.value, level + 1) : '(computed)';
      return `${keyText(key)}: ${shown}`;
    });
  }

  #list(name: string, brackets: string, items: ArrayLike<unknown>, level: number): string {
    const label = name === 'Array' ? '' : `${name}(${items.length})`;
    return this.#items(label, brackets, items, level, (item) => this.text(item, level + 1));
  }

  #items<T>(
    name: string,
    [open = '', close = '']: string,
    items: ArrayLike<T>,
    level: number,
    text: (item: T) => string,
  ): string {
    const prefix = name === '' || name === 'Object' ? '' : `${name} `;
    if (items.length === 0) return `${prefix}${open}${close}`;
    if (level > this.#depth || this.#left <= 0)
      return `${prefix}${open}… ${items.length} …${close}`;
    const parts: string[] = [];
    const shown = Math.min(items.length, MAX_ITEMS);
    for (let index = 0; index < shown && this.#left > 0; index += 1) {
      parts.push(text(items[index]!));
    }
    if (parts.length < items.length) parts.push(`… ${items.length - parts.length} more`);
    const line = parts.join(', ');
    const isShort = line.length <= MAX_LINE && !line.includes('\n');
    const [start, end] = open === '{' ? ['{ ', ' }'] : [open, close];
    if (isShort) return `${prefix}${start}${line}${end}`;
    const indented = parts.map((part) => `  ${part.replaceAll('\n', '\n  ')}`).join(',\n');
    return `${prefix}${open}\n${indented}\n${close}`;
  }
}

function nameOf(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null;
  const name = prototype?.constructor?.name;
  return typeof name === 'string' ? name : '';
}

function keyText(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : JSON.stringify(key);
}
