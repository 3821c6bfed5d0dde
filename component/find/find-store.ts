/** Whether the search in the graph is open, and what it marks on the canvas. */

/** What the bar, the canvas and the keys share. */
export interface FindStore {
  readonly isOpen: () => boolean;
  /** Opened again, it takes the focus again. */
  readonly open: () => void;
  readonly close: () => void;
  /** Counts how often it was opened, for who has to notice. */
  readonly opened: () => number;
  /** @returns ends the subscription */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createFindStore(): FindStore {
  let isOpen = false;
  let opened = 0;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    isOpen: () => isOpen,
    opened: () => opened,
    open() {
      isOpen = true;
      opened += 1;
      tell();
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
