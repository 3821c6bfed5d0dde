/** How far Python's start has come, for whoever shows it. */
import type { BootEvent } from 'millrace/python';

/** Where a start stands. `part` is of what has to be downloaded, from 0 to 1. */
export type BootState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'downloading'; readonly part: number }
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready'; readonly durationMs: number }
  | { readonly phase: 'failed'; readonly message: string };

/** Holds a {@link BootState}. */
export interface BootStore {
  readonly get: () => BootState;
  /** Takes an event of the runtime. */
  readonly note: (event: BootEvent) => void;
  readonly fail: (message: string) => void;
  /** The interpreter was ended; it starts again when it is needed. */
  readonly reset: () => void;
  /** @returns ends the subscription */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createBootStore(): BootStore {
  let state: BootState = { phase: 'idle' };
  const listeners = new Set<() => void>();
  const set = (next: BootState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    note: (event) => set(stateAfter(event)),
    fail: (message) => set({ phase: 'failed', message }),
    reset: () => set({ phase: 'idle' }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function stateAfter(event: BootEvent): BootState {
  switch (event.type) {
    case 'download':
      return { phase: 'downloading', part: event.total > 0 ? event.loaded / event.total : 0 };
    case 'compile':
    case 'restore':
    case 'install':
      return { phase: 'starting' };
    default:
      return { phase: 'ready', durationMs: event.durationMs };
  }
}
