/** What of an editor is being named or written right on the canvas: one thing at a time. */

/** What has a text that is edited in place. */
export interface NamingTarget {
  readonly type: 'node' | 'group' | 'comment';
  readonly id: string;
}

/** The place of one editor where a text is edited in place. */
export interface Naming {
  readonly start: (target: NamingTarget) => void;
  readonly end: () => void;
  readonly isOpen: (target: NamingTarget) => boolean;
  /** Told when a target begins or ends to be edited. @returns ends the subscription */
  readonly subscribe: (target: NamingTarget, listener: () => void) => () => void;
}

export function createNaming(): Naming {
  let open: string | undefined;
  const listeners = new Map<string, Set<() => void>>();
  const show = (next: string | undefined): void => {
    const before = open;
    if (before === next) return;
    open = next;
    for (const key of [before, next]) {
      if (key !== undefined) for (const listener of listeners.get(key) ?? []) listener();
    }
  };
  return {
    start: (target) => show(keyOf(target)),
    end: () => show(undefined),
    isOpen: (target) => open === keyOf(target),
    subscribe(target, listener) {
      const key = keyOf(target);
      const set = listeners.get(key) ?? new Set();
      listeners.set(key, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(key);
      };
    },
  };
}

function keyOf({ type, id }: NamingTarget): string {
  return `${type} ${id}`;
}
