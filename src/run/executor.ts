/**
 * The port between the runner and a place where TypeScript functions are called one at a time, other
 * than inline. The runner decides what runs and when; an executor attempts each call once.
 */
import type { CallContext } from './call-context.js';
import type { Placement } from './events.js';
import type { LogLevel } from './python/python-runtime.js';

/** One call. */
export interface ExecutorCall {
  readonly nodeId: string;
  /** The function's key in the registry. */
  readonly nodeType: string;
  /** The arguments as the function takes them, without a context. */
  readonly args: readonly unknown[];
  /** What it returns gives its items one after another: each is progress, the result their list. */
  readonly collect?: true;
  /** Present when a `NodeContext` follows the arguments. */
  readonly context?: CallContext;
}

/** Hears a call; nothing is said after its promise has settled. */
export interface CallListener {
  /** Once, when the call has left the executor's own queue; at once when there is none. */
  onStarted(): void;
  onLogged(level: LogLevel, message: string): void;
  onProgressed(done: number, total: number | undefined, message: string | undefined): void;
}

/** Calls functions somewhere else. */
export interface Executor {
  readonly placement: Placement;
  /**
   * What the function returned, `noValue` included; rejects with what it threw. An abort of `signal`
   * rejects once nothing of the call is left running, within 0.9 seconds.
   */
  call(call: ExecutorCall, listener: CallListener, signal: AbortSignal): Promise<unknown>;
  /** Ends what runs and gives up what the executor made. Idempotent. */
  close(): Promise<void>;
}
