/** How far Python's start has come, for whoever shows it. */

/** What a Python runtime tells its `onBoot`; a `BootEvent` fits. */
export type BootProgress =
  | { readonly type: 'download'; readonly loaded: number; readonly total: number }
  | { readonly type: 'compile' | 'restore' }
  | {
      readonly type: 'install';
      readonly name: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'ready'; readonly durationMs: number }
  | { readonly type: 'failed'; readonly message: string };

/** Where a start stands. */
export type BootState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'downloading' | 'starting' | 'installing';
      /** How far, in words: `4.2 of 13.4 MB`, `numpy (1 of 3)`; empty where nobody knows. */
      readonly detail: string;
      /** The same as the runtime told it, for other words. */
      readonly event?: BootProgress;
      /** What is done of this phase, from 0 to 1. */
      readonly part: number;
    }
  | { readonly phase: 'ready'; readonly durationMs: number }
  | { readonly phase: 'failed'; readonly message: string };

/** Holds a {@link BootState}. */
export interface BootStore {
  readonly get: () => BootState;
  /** Takes an event of the runtime: `createPyodide({ onBoot: boot.note })`. */
  readonly note: (event: BootProgress) => void;
  readonly fail: (message: string) => void;
  /** The interpreter was ended; it starts again when it is needed. */
  readonly reset: () => void;
  /** @returns ends the subscription */
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * A store for one runtime's start.
 *
 * @example
 * ```tsx
 * const boot = createBootStore();
 * const python = createPyodide({ indexURL, modules, onBoot: boot.note });
 * <FlowEditor boot={boot} … ><Toolbar><BootStatus boot={boot} /></Toolbar></FlowEditor>
 * ```
 */
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

const STARTING = { phase: 'starting', detail: '', part: 1 } as const;

function stateAfter(event: BootProgress): BootState {
  switch (event.type) {
    case 'download': {
      const { loaded, total } = event;
      const all = total > 0 ? ` of ${megabytes(total)}` : '';
      const detail = `${megabytes(loaded)}${all} MB`;
      return { phase: 'downloading', detail, event, part: total > 0 ? loaded / total : 0 };
    }
    case 'install': {
      const { name, done, total } = event;
      if (done >= total) return STARTING;
      return {
        phase: 'installing',
        detail: `${name} (${done + 1} of ${total})`,
        event,
        part: done / total,
      };
    }
    case 'ready':
      return { phase: 'ready', durationMs: event.durationMs };
    case 'failed':
      return { phase: 'failed', message: event.message };
    default:
      return STARTING;
  }
}

/** As a start is told: `13.4`. */
export function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
