/** Sums up what the nodes of a group do; a change costs as much as has changed. */
import type { Status } from '../../src/run/status.js';
import type { StatusStore } from '../store/status-store.js';

/** How many of a group's nodes have each status; idle ones are not counted. */
export type StatusCounts = Readonly<Partial<Record<Status, number>>>;

/** The statuses of a group, counted. */
export interface GroupCounts {
  /** The same object until a count changes. */
  readonly get: () => StatusCounts;
  /** @returns ends the subscription */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createGroupCounts(statuses: StatusStore, nodeIds: readonly string[]): GroupCounts {
  const known = new Map<string, Status>();
  let counts: Partial<Record<Status, number>> = {};
  const read = (ids: Iterable<string>): boolean => {
    const next = { ...counts };
    let isChanged = false;
    for (const id of ids) {
      const before = known.get(id) ?? 'idle';
      const { status } = statuses.get(id);
      if (status === before) continue;
      isChanged = true;
      known.set(id, status);
      next[before] = (next[before] ?? 0) - 1;
      next[status] = (next[status] ?? 0) + 1;
    }
    if (isChanged) counts = next;
    return isChanged;
  };
  const members = new Set(nodeIds);
  read(members);
  return {
    get: () => counts,
    subscribe(listener) {
      // What has happened since it was made.
      if (read(members)) listener();
      return statuses.subscribeAll((changed) => {
        if (read(changed.filter((id) => members.has(id)))) listener();
      });
    },
  };
}
