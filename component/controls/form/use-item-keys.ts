/** Keys of list items that stay with them when they move. */
import { useState } from 'react';

/** The keys of a list, item by item. */
export interface ItemKeys {
  readonly keys: readonly number[];
  readonly add: () => number;
  readonly remove: (index: number) => void;
  readonly move: (from: number, to: number) => void;
}

/** @param length how many items there are now; those that come from outside get keys of their own */
export function useItemKeys(length: number): ItemKeys {
  const [next] = useState(() => ({ key: 0 }));
  const take = (): number => (next.key += 1);
  const [shown, show] = useState<readonly number[]>([]);
  const fitted = fit(shown, length, take);
  if (fitted !== shown) show(fitted);
  const change = (edit: (copy: number[]) => void): void => {
    const copy = [...fitted];
    edit(copy);
    show(copy);
  };
  return {
    keys: fitted,
    add() {
      const key = take();
      change((copy) => void copy.push(key));
      return key;
    },
    remove: (index) => change((copy) => void copy.splice(index, 1)),
    move: (from, to) => change((copy) => void copy.splice(to, 0, ...copy.splice(from, 1))),
  };
}

/** As many keys as items; the first ones stay. */
function fit(keys: readonly number[], length: number, take: () => number): readonly number[] {
  if (keys.length === length) return keys;
  if (keys.length > length) return keys.slice(0, length);
  return [...keys, ...Array.from({ length: length - keys.length }, take)];
}
