/**
 * What can be had at all: the same functions on the same graphs, called by loops written by hand
 * for nothing else. They know no errors, no types, no ids, and reuse one array of values; as any
 * function may return anything, it is an array of anything.
 */
import { adds, asyncAdds, asyncTotal, CONSTANTS, total } from './functions.js';
import { TOTAL } from './wiring.js';
import type { Wiring } from './wiring.js';

/** A run in topological order over flat arrays; returns the values by node. */
export function createSyncLimit(wiring: Wiring): () => readonly number[] {
  const { count, base, slots, order } = wiring;
  const functions = Array.from(wiring.functionOf, (index) => adds[index]!);
  const values = createValues(count);
  return () => {
    for (let next = 0; next < count; next += 1) {
      const node = order[next]!;
      const first = base[node]!;
      const size = base[node + 1]! - first;
      if (size === 2) {
        values[node] = functions[node]!(values[slots[first]!]!, values[slots[first + 1]!]!);
      } else {
        values[node] = total(listOf(slots, first, size, values));
      }
    }
    return values;
  };
}

/** As {@link createSyncLimit} for nodes that are numbered in topological order. */
export function createRankedLimit(wiring: Wiring): () => readonly number[] {
  const { count, base, slots } = wiring;
  const functions = Array.from(wiring.functionOf, (index) => adds[index]!);
  const values = createValues(count);
  return () => {
    for (let node = 0; node < count; node += 1) {
      const first = base[node]!;
      const size = base[node + 1]! - first;
      if (size === 2) {
        values[node] = functions[node]!(values[slots[first]!]!, values[slots[first + 1]!]!);
      } else {
        values[node] = total(listOf(slots, first, size, values));
      }
    }
    return values;
  };
}

/** A run of async functions with one `then` a node and a counter of missing sources. */
export function createAsyncLimit(wiring: Wiring): () => Promise<readonly number[]> {
  const { count, base, slots, waits, dependentBase, dependents } = wiring;
  const functions = Array.from(wiring.functionOf, (index) => asyncAdds[index]!);
  const values = createValues(count);
  return () =>
    new Promise((resolve, reject) => {
      const left = waits.slice();
      let unsettled = count;
      const settle = (node: number, value: number): void => {
        values[node] = value;
        unsettled -= 1;
        if (unsettled === 0) resolve(values);
        for (let edge = dependentBase[node]!; edge < dependentBase[node + 1]!; edge += 1) {
          const dependent = dependents[edge]!;
          left[dependent]! -= 1;
          if (left[dependent] === 0) start(dependent);
        }
      };
      const start = (node: number): void => {
        const first = base[node]!;
        const promise =
          wiring.functionOf[node] === TOTAL
            ? asyncTotal(listOf(slots, first, base[node + 1]! - first, values))
            : functions[node]!(values[slots[first]!]!, values[slots[first + 1]!]!);
        promise.then((value) => settle(node, value), reject);
      };
      for (let node = 0; node < count; node += 1) if (waits[node] === 0) start(node);
    });
}

function listOf(
  slots: Int32Array,
  first: number,
  size: number,
  values: readonly number[],
): number[] {
  const list = new Array<number>(size);
  for (let index = 0; index < size; index += 1) list[index] = values[slots[first + index]!]!;
  return list;
}

/** V8 stores small integers in a way of its own as long as there is nothing else in an array. */
function createValues(count: number): number[] {
  const values: unknown[] = new Array<unknown>(count).fill(undefined);
  values.push(...CONSTANTS);
  return values as number[];
}
