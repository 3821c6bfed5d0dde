/** Walks what leads to what, depth first, without recursion: a chain may be as long as it likes. */

/** A step of a walk: the name under which the next item is reached. */
export interface Step<T> {
  readonly name: string;
  readonly to: T;
}

/** What to walk, and what to do on the way. */
export interface Walk<T> {
  /** Items that were walked; added to. */
  readonly seen: Set<T>;
  readonly stepsOf: (item: T) => Iterable<Step<T>>;
  /** A step leads back to an item that led here; the names are those of the circle's steps. */
  readonly onCircle?: (from: T, step: Step<T>, names: readonly string[]) => void;
  /** All that the item leads to was walked, what leads back to it aside. */
  readonly onLeave?: (item: T) => void;
}

interface Visit<T> {
  readonly item: T;
  readonly name: string;
  readonly steps: Iterator<Step<T>>;
}

/** Longer circles are told by their ends: there may be as many as there are items. */
const MAX_NAMES = 20;

/** Visits everything `start` leads to, each item once. */
export function walk<T>(start: T, { seen, stepsOf, onCircle, onLeave }: Walk<T>): void {
  if (seen.has(start)) return;
  const visits: Visit<T>[] = [];
  const depths = new Map<T, number>();
  const enter = (item: T, name: string): void => {
    seen.add(item);
    depths.set(item, visits.length);
    visits.push({ item, name, steps: stepsOf(item)[Symbol.iterator]() });
  };
  enter(start, '');
  for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
    const next = visit.steps.next();
    if (next.done === true) {
      visits.pop();
      depths.delete(visit.item);
      onLeave?.(visit.item);
      continue;
    }
    const step = next.value;
    const depth = depths.get(step.to);
    if (depth !== undefined) onCircle?.(visit.item, step, circle(visits, depth, step.name));
    else if (!seen.has(step.to)) enter(step.to, step.name);
  }
}

function circle<T>(visits: readonly Visit<T>[], depth: number, last: string): readonly string[] {
  const count = visits.length - depth - 1;
  const names = (from: number, to: number): readonly string[] =>
    visits.slice(depth + 1 + from, depth + 1 + to).map((visit) => visit.name);
  const half = MAX_NAMES / 2;
  const inner =
    count <= MAX_NAMES
      ? names(0, count)
      : [...names(0, half), `… (${count - MAX_NAMES} more)`, ...names(count - half, count)];
  return [last, ...inner, last];
}
