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
    if (typeof item !== 'object' || item === null) {
      return scalars.size < scalars.add(item).size;
    }
    const shape = shapeOf(item);
    const alike = objects.get(shape);
    if (alike === undefined) objects.set(shape, [item]);
    else if (alike.some((other) => isEqual(other, item))) return false;
    else alike.push(item);
    return true;
  };
}

const SHAPE_ITEMS = 8;

/** Equal for equal objects, and seldom for others: only these are compared one by one. */
function shapeOf(item: object): string {
  const entries: readonly (readonly [number | string, unknown])[] = Array.isArray(item)
    ? item.slice(0, SHAPE_ITEMS).map((part: unknown, index) => [index, part])
    : Object.keys(item)
        .sort()
        .slice(0, SHAPE_ITEMS)
        .map((key) => [key, (item as Record<string, unknown>)[key]]);
  const parts = entries.map(([key, part]) => {
    const text = typeof part === 'object' && part !== null ? '…' : String(part).slice(0, 40);
    return `${key}=${text}`;
  });
  return parts.join('\0');
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
