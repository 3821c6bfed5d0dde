/** The options of a runner and of a run, with all their defaults. */
import type { Clock } from '../clock.js';
import type { PortFunctions } from '../graph/node-ports.js';
import { MillraceError } from '../errors.js';
import { describe, isRecord } from '../config/document.js';
import type { JobEvent } from './events.js';
import type { PythonRuntime } from './python-runtime.js';
import type { Registry } from './registry.js';

/** What a failed node does to the others (rule R5). */
export type OnError =
  /** Its dependents are skipped, every other branch finishes. */
  | 'continue'
  /** Its dependents are skipped, all other unfinished nodes cancelled. */
  | 'stop'
  /**
   * The first failed node ends the attempt and the job starts again, `attempts` times in all
   * (the first included), `delayMs` apart; after the last one it stops.
   */
  | { readonly type: 'retryJob'; readonly attempts: number; readonly delayMs?: number };

/** {@link OnError} with its defaults filled in. */
export type NormalOnError =
  | { readonly type: 'continue' | 'stop' }
  | { readonly type: 'retryJob'; readonly attempts: number; readonly delayMs: number };

/** How runs return. */
export type Method = 'sync' | 'async';

/** What a {@link JobRunner} is made with. */
export interface JobRunnerOptions<M extends Method = Method> {
  /** The functions by node type; lazy entries are loaded when an async run needs them. */
  readonly functions: Registry;
  /**
   * `async`: `run` returns a promise. `sync`: `run` returns the finished result.
   * @default "async"
   */
  readonly method?: M;
  /** Runs the Python functions. It stays the caller's: `runner.close()` leaves it open. */
  readonly python?: PythonRuntime;
  /** Lists the inputs of node types whose ports depend on the node (Flowfunc's port functions). */
  readonly portFunctions?: PortFunctions;
  /** @default the system's time */
  readonly clock?: Clock;
  /** @default random ids */
  readonly createJobId?: () => string;
}

/** What one run is told. */
export interface RunOptions {
  /** By promoted port, or `{nodeId: {port: value}}`; they override controls, not wires. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** These nodes and their ancestors; `[]` runs none. @default all nodes */
  readonly selectedNodeIds?: readonly string[];
  /** Cancels the job (rule R10). */
  readonly signal?: AbortSignal;
  /** Called with every event, in order, while the job runs. */
  readonly onEvent?: (event: JobEvent) => void;
  /** Called with what `onEvent` throws. @default prints it with console.error */
  readonly onListenerError?: (error: unknown, event: JobEvent) => void;
  /** @default "continue" */
  readonly onError?: OnError;
  /** Nodes that may run at the same time; async only. @default Infinity */
  readonly concurrency?: number;
  /** Ends the job with an error after this many milliseconds; async only. @default none */
  readonly timeoutMs?: number;
  /**
   * Which outputs the result keeps (rule R15): `ends`, those no wire leads from, or `all`. Of the
   * others small plain values are kept, larger ones as a preview.
   * @default "ends"
   */
  readonly keep?: 'ends' | 'all';
  /** Measures every node's duration; without it they are 0. @default true */
  readonly timing?: boolean;
}

/** @throws MillraceError `bad-option` */
export function normalizeOnError(value: OnError | undefined): NormalOnError {
  if (value === undefined || value === 'continue' || value === 'stop') {
    return { type: value ?? 'continue' };
  }
  const { attempts, delayMs = 0 } = isRecord(value) ? value : { attempts: undefined };
  if (!isRecord(value) || value.type !== 'retryJob') {
    throw badOption('onError', '"continue", "stop" or {type: "retryJob", attempts}', value);
  }
  if (!Number.isInteger(attempts) || (attempts as number) < 1) {
    throw badOption('onError.attempts', 'an integer of at least 1', attempts);
  }
  checkNonNegative('onError.delayMs', delayMs);
  return { type: 'retryJob', attempts: attempts as number, delayMs };
}

/** @throws MillraceError `bad-option` */
export function checkRunOptions(options: RunOptions): void {
  const { concurrency, timeoutMs, keep, selectedNodeIds, inputs } = options;
  if (concurrency !== undefined && !(concurrency >= 1)) {
    throw badOption('concurrency', 'a number of at least 1', concurrency);
  }
  if (timeoutMs !== undefined) checkNonNegative('timeoutMs', timeoutMs);
  if (keep !== undefined && keep !== 'ends' && keep !== 'all') {
    throw badOption('keep', '"ends" or "all"', keep);
  }
  if (selectedNodeIds !== undefined && !Array.isArray(selectedNodeIds)) {
    throw badOption('selectedNodeIds', 'a list of node ids', selectedNodeIds);
  }
  if (inputs !== undefined && !isRecord(inputs)) throw badOption('inputs', 'an object', inputs);
}

function checkNonNegative(name: string, value: unknown): void {
  if (typeof value !== 'number' || !(value >= 0)) {
    throw badOption(name, 'a number of milliseconds of at least 0', value);
  }
}

/** Misuse of an option. */
export function badOption(name: string, expected: string, got: unknown): MillraceError {
  return new MillraceError(
    'bad-option',
    `expected \`${name}\` to be ${expected}, got ${describe(got)}`,
    {
      details: { option: name },
    },
  );
}
