/** Counts what a function does, where the time it takes would say more of the machine. */

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Cost = (self: unknown, args: readonly unknown[]) => number;

const one: Cost = () => 1;
const itsLength: Cost = (self) => (self as readonly unknown[]).length;
const keysOf: Cost = (_, args) =>
  args.reduce((sum: number, each) => sum + Reflect.ownKeys(Object(each) as object).length, 0);

const METERED: readonly [object, readonly PropertyKey[], Cost][] = [
  [Set.prototype, ['has', 'add'], one],
  [Map.prototype, ['has', 'get', 'set'], one],
  [JSON, ['stringify'], one],
  [Object, ['hasOwn'], one],
  [Object, ['keys', 'values', 'entries', 'assign'], keysOf],
  [
    Array.prototype,
    ['filter', 'map', 'flatMap', 'flat', 'find', 'findIndex', 'some', 'every', 'forEach', 'reduce'],
    itsLength,
  ],
  [
    Array.prototype,
    // The last one is what loops and copies by spreading call.
    ['includes', 'indexOf', 'slice', 'concat', Symbol.iterator],
    itsLength,
  ],
];

/** How many look-ups, copies of keys and visits of list items `act` makes, all in all. */
export function countWork(act: () => void): number {
  let work = 0;
  const restore = METERED.flatMap(([owner, names, cost]) =>
    names.map((name) => {
      const methods = owner as Record<PropertyKey, Method>;
      const method = methods[name]!;
      const put = (value: Method): unknown =>
        Object.defineProperty(owner, name, { value, configurable: true, writable: true });
      // What the meter itself calls does not count.
      let isCounting = false;
      put(function (...args) {
        if (!isCounting) {
          isCounting = true;
          work += cost(this, args);
          isCounting = false;
        }
        return Reflect.apply(method, this, args);
      });
      return () => put(method);
    }),
  );
  try {
    act();
  } finally {
    for (const each of restore) each();
  }
  return work;
}
