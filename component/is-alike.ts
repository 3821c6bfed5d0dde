/** Objects that a host writes anew each time, compared by what they hold. */

/** True when two objects have the same values under the same names, one level deep. */
export function isAlike(one: object | undefined, other: object | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  const [entries, others] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    entries.length === others.size && entries.every(([key, value]) => others.get(key) === value)
  );
}
