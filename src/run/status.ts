/** The life of a node in a run. */
export const STATUSES = [
  'idle',
  'waiting',
  'queued',
  'running',
  'success',
  'error',
  'skipped',
  'cancelled',
] as const;

/**
 * `idle`: not part of a run · `waiting`: for its inputs · `queued`: for a free slot · `running` ·
 * `success` · `error`: it failed · `skipped`: an input got no value · `cancelled`.
 */
export type Status = (typeof STATUSES)[number];

/** Flowfunc's names for the same states. */
const ALIASES: Readonly<Record<string, Status>> = {
  started: 'running',
  deferred: 'waiting',
  finished: 'success',
  failed: 'error',
  canceled: 'cancelled',
  stopped: 'cancelled',
  scheduled: 'queued',
};

/** A status by its name or Flowfunc's name for it; undefined for any other text. */
export function parseStatus(name: string): Status | undefined {
  if ((STATUSES as readonly string[]).includes(name)) return name as Status;
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
}

/** Statuses as small numbers, for the typed arrays of a run. */
export const IDLE = 0;
export const WAITING = 1;
export const QUEUED = 2;
export const RUNNING = 3;
export const SUCCESS = 4;
export const ERROR = 5;
export const SKIPPED = 6;
export const CANCELLED = 7;
