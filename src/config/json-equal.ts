/** Equality as JSON Schema means it: by content, the order of properties aside. */

/** True for equal scalars, arrays of equal items, and plain objects of equal properties. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isEqual(item, b[index]));
  }
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const [left, right] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(left[key], right[key]));
}

/** True when no two items are equal. Scalars cost one look-up each. */
export function isUnique(items: readonly unknown[]): boolean {
  const isNew = createFilter();
  return items.every(isNew);
}

/** The items, of equal ones the first. */
export function distinct(items: readonly unknown[]): readonly unknown[] {
  return items.filter(createFilter());
}

/** Tells what has not come before. */
function createFilter(): (item: unknown) => boolean {
  const scalars = new Set<unknown>();
  const objects = new Map<string, unknown[]>();
  return (item) => {
    if (!hasParts(item)) return scalars.size < scalars.add(item).size;
    const shape = shapeOf(item);
    const alike = objects.get(shape);
    if (alike === undefined) objects.set(shape, [item]);
    else if (alike.some((other) => isEqual(other, item))) return false;
    else alike.push(item);
    return true;
  };
}

const SHAPE_ITEMS = 8;
const SHAPE_LEVELS = 3;
const SHAPE_TEXT = 32;

/** Equal for equal values, and seldom for others: only these are compared one by one. */
function shapeOf(value: unknown, levels = SHAPE_LEVELS): string {
  if (!hasParts(value)) {
    const scalar = typeof value === 'object' ? null : (value as string | symbol);
    const text = String(scalar);
    // What differs in a list of addresses, or of ids, stands at the end.
    return `${text.length}=${text.slice(-SHAPE_TEXT)}`;
  }
  if (levels === 0) return '…';
  if (Array.isArray(value)) {
    const shown = Array.from(value.slice(0, SHAPE_ITEMS), (item) => shapeOf(item, levels - 1));
    return `${value.length}[${shown.join('\0')}]`;
  }
  const keys = Object.keys(value).sort();
  const record = value as Readonly<Record<string, unknown>>;
  const shown = keys
    .slice(0, SHAPE_ITEMS)
    .map((key) => `${key}:${shapeOf(record[key], levels - 1)}`);
  return `${keys.length}{${shown.join('\0')}}`;
}

/** Anything else is equal to itself alone. */
function hasParts(value: unknown): value is object {
  return typeof value === 'object' && value !== null && (Array.isArray(value) || isPlain(value));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
