/** The options of a runner and of a run, with all their defaults. */
import type { Clock } from '../clock.js';
import type { PortFunctions } from '../graph/node-ports.js';
import type { AjvLike } from '../config/ajv-check.js';
import type { PortChecks } from '../config/standard-schema.js';
import { MillraceError } from '../errors.js';
import { describe, isRecord } from '../config/document.js';
import type { JobEvent, Outputs } from './events.js';
import { Memo } from './memo/memo.js';
import type { PythonRuntime } from './python/python-runtime.js';
import type { Registry } from './registry.js';
import type { Status } from './status.js';
import type { WorkerLike } from './workers/worker-port.js';

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
  /**
   * An instance of `Ajv2020` of the package ajv, for schema keywords beyond those of ports:
   * `$ref`, `if`, `dependentRequired` …
   */
  readonly ajv?: AjvLike;
  /**
   * Validators of single inputs, by node type and port: anything with Standard Schema (zod, valibot,
   * arktype). They run after the port's own check, and their output is the argument.
   */
  readonly checks?: PortChecks;
  /** Lists the inputs of node types whose ports depend on the node (Flowfunc's port functions). */
  readonly portFunctions?: PortFunctions;
  /**
   * Opens a worker for nodes with `placement: "worker"`; its entry calls
   * `serveFunctions(functions)`. At most as many as `workers` are open; they end with the runner.
   */
  readonly worker?: () => WorkerLike;
  /** @default the number of cores − 1, at least 1 */
  readonly workers?: number;
  /**
   * Remembers the calls of nodes with `cache: true`: one made by `createMemo`, to share it or to
   * set its size; `false` for none.
   * @default one of its own, for 1,000 calls
   */
  readonly memo?: Memo | false;
  /** 0 ≤ x < 1, for the jitter of retries. @default Math.random */
  readonly random?: () => number;
  /** @default the system's time */
  readonly clock?: Clock;
  /** @default random ids */
  readonly createJobId?: () => string;
}

/** What the functions of one run may know besides their inputs. */
export interface RunContext {
  /** Handed to every function that asks for a `NodeContext`. */
  readonly task?: unknown;
  /** Values by name for inputs marked `secret`; their texts are taken out of logs and errors. */
  readonly secrets?: Readonly<Record<string, unknown>>;
}

/** The outputs of an earlier run: a `JobResult` is one. */
export interface PreviousRun {
  readonly nodes: Readonly<
    Record<string, { readonly status: Status; readonly outputs: Outputs } | undefined>
  >;
}

/** What one run is told. */
export interface RunOptions {
  /** By promoted port, or `{nodeId: {port: value}}`; they override controls, not wires. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** These nodes and their ancestors; `[]` runs none. @default all nodes */
  readonly selectedNodeIds?: readonly string[];
  /**
   * Runs these nodes and all that depend on them again, whatever the memo knows; others are taken
   * from `previous` where it has their values (rule R12). @default every selected node
   */
  readonly fromNodeIds?: readonly string[];
  /** An earlier result of the same graph, for `fromNodeIds`. */
  readonly previous?: PreviousRun;
  /** What functions learn through their `NodeContext` (rule R11). */
  readonly context?: RunContext;
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
  /**
   * Gives every input that shares a value with another one a copy of its own.
   * @default false
   */
  readonly isolate?: boolean;
  /** Adds `record` to the result: everything that happened, as JSON (rule R13). @default false */
  readonly record?: boolean;
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
  const { concurrency, timeoutMs, keep, inputs, context, previous } = options;
  if (concurrency !== undefined && !(concurrency >= 1)) {
    throw badOption('concurrency', 'a number of at least 1', concurrency);
  }
  if (timeoutMs !== undefined) checkNonNegative('timeoutMs', timeoutMs);
  if (keep !== undefined && keep !== 'ends' && keep !== 'all') {
    throw badOption('keep', '"ends" or "all"', keep);
  }
  for (const name of ['selectedNodeIds', 'fromNodeIds'] as const) {
    const ids = options[name];
    if (ids !== undefined && !Array.isArray(ids)) throw badOption(name, 'a list of node ids', ids);
  }
  if (inputs !== undefined && !isRecord(inputs)) throw badOption('inputs', 'an object', inputs);
  const { secrets }: RunContext = context ?? {};
  if (context !== undefined && !isRecord(context)) throw badOption('context', 'an object', context);
  if (secrets !== undefined && !isRecord(secrets)) {
    throw badOption('context.secrets', 'an object of secrets by name', secrets);
  }
  if (previous !== undefined && !isRecord(previous.nodes)) {
    throw badOption('previous', 'the result of an earlier run', previous);
  }
}

/** @throws MillraceError `bad-option` */
export function checkRunnerOptions(options: JobRunnerOptions): void {
  const { method = 'async', functions, memo, worker, workers } = options;
  if (method !== 'sync' && method !== 'async') {
    throw badOption('method', '"sync" or "async"', method);
  }
  if (typeof functions !== 'object' || functions === null) {
    throw badOption('functions', 'an object of functions by node type', functions);
  }
  if (memo !== undefined && memo !== false && !(memo instanceof Memo)) {
    throw badOption('memo', 'what createMemo() made, or false', memo);
  }
  if (worker !== undefined && typeof worker !== 'function') {
    throw badOption('worker', 'a function that opens a worker', worker);
  }
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1)) {
    throw badOption('workers', 'an integer of at least 1', workers);
  }
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
