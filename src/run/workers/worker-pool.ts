/** The placement `worker`: functions in Web Workers, or in threads of Node. */
import { systemClock } from '../../clock.js';
import type { Clock } from '../../clock.js';
import { MillraceError, toErrorInfo } from '../../errors.js';
import type { CallListener, Executor, ExecutorCall } from '../executor.js';
import { badOption } from '../job-runner-options.js';
import { countSpareCores } from './worker-port.js';
import type { WorkerLike } from './worker-port.js';
import { failed, WorkerThread } from './worker-thread.js';
import type { PoolTask, ThreadHost } from './worker-thread.js';

/** How a {@link WorkerPool} gets its workers. */
export interface WorkerPoolOptions {
  /** Makes a worker whose entry calls `serveFunctions`. */
  readonly open: () => WorkerLike;
  /** Workers at most. @default the cores but one, at least 1 */
  readonly size?: number | undefined;
  /** A worker has to have called `serveFunctions` within this time. @default 10000 */
  readonly bootTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * Calls functions in workers, which it opens when they are needed and keeps; each does one call at a
 * time, and what can't start yet waits in the order of the calls. Only calls keep a Node process
 * alive, idle workers don't.
 *
 * Calls reject with what the function threw, with `value-not-cloned`, `worker-failed`,
 * `worker-not-served`, `worker-died`, `runner-closed`, or the reason of the abort.
 */
export class WorkerPool implements Executor {
  readonly placement = 'worker';
  readonly #open: () => WorkerLike;
  readonly #size: number;
  readonly #host: ThreadHost;
  readonly #threads = new Set<WorkerThread>();
  /** In the order of the calls. */
  readonly #waiting = new Set<PoolTask>();
  #order = this.#waiting.values();
  /** Workers that are given up, but not gone. */
  readonly #ending = new Set<Promise<void>>();
  /** A worker has started before: when one does not, the reason lies elsewhere. */
  #hasServed = false;
  #closed: Promise<void> | undefined;

  /** @throws MillraceError `bad-option` */
  constructor({ open, size = countSpareCores(), bootTimeoutMs, clock }: WorkerPoolOptions) {
    if (!Number.isInteger(size) || size < 1) {
      throw badOption('workers', 'an integer of at least 1', size);
    }
    this.#open = open;
    this.#size = size;
    this.#host = {
      clock: clock ?? systemClock,
      bootTimeoutMs: bootTimeoutMs ?? 10_000,
      onFree: () => {
        this.#hasServed = true;
        this.#dispatch();
      },
      onEnded: (thread, failure) => this.#forget(thread, failure),
    };
  }

  call(call: ExecutorCall, listener: CallListener, signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== undefined) return reject(closedError());
      if (signal.aborted) return reject(signal.reason as Error);
      const abort = (): void => this.#abort(task);
      const task: PoolTask = {
        call,
        listener,
        signal,
        resolve(value) {
          signal.removeEventListener('abort', abort);
          resolve(value);
        },
        reject(error) {
          signal.removeEventListener('abort', abort);
          reject(error);
        },
      };
      signal.addEventListener('abort', abort);
      this.#waiting.add(task);
      this.#dispatch();
    });
  }

  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    this.#rejectWaiting(closedError());
    for (const thread of this.#threads) this.#track(thread.end(closedError()));
    await Promise.all(this.#ending);
  }

  #dispatch(): void {
    let booting = 0;
    for (const thread of this.#threads) {
      booting += Number(!thread.isServing);
      while (this.#waiting.size > 0 && thread.isFree) thread.run(this.#takeOldest()!);
    }
    const wanted = Math.min(this.#waiting.size - booting, this.#size - this.#threads.size);
    for (let opened = 0; opened < wanted; opened += 1) if (!this.#openThread()) return;
  }

  /** One iterator for many calls: a new one passes all places that calls have left. */
  #takeOldest(): PoolTask | undefined {
    let next = this.#order.next();
    if (next.done === true) {
      this.#order = this.#waiting.values();
      next = this.#order.next();
    }
    if (next.done === true) return undefined;
    this.#waiting.delete(next.value);
    return next.value;
  }

  #openThread(): boolean {
    try {
      const worker = this.#open();
      for (const thread of this.#threads) {
        if (thread.worker === worker) throw new Error('it was returned before; make a new one');
      }
      this.#threads.add(new WorkerThread(worker, this.#host));
      return true;
    } catch (error) {
      if (!this.#someServe()) this.#rejectWaiting(failed(toErrorInfo(error).message, error));
      return false;
    }
  }

  #someServe(): boolean {
    for (const { isServing } of this.#threads) if (isServing) return true;
    return false;
  }

  /**
   * A worker did not start. Calls wait for others that run; else one of them fails, or all when no
   * worker ever started.
   */
  #giveUp(failure: MillraceError): void {
    if (this.#someServe()) return;
    if (!this.#hasServed) return this.#rejectWaiting(failure);
    this.#takeOldest()?.reject(failure);
    this.#dispatch();
  }

  #forget(thread: WorkerThread, failure: MillraceError | undefined): void {
    this.#threads.delete(thread);
    this.#track(thread.end(undefined));
    if (failure !== undefined) this.#giveUp(failure);
    else this.#dispatch();
  }

  #track(gone: Promise<void>): void {
    this.#ending.add(gone);
    void gone.then(() => this.#ending.delete(gone));
  }

  #abort(task: PoolTask): void {
    if (this.#waiting.delete(task)) task.reject(task.signal.reason);
    else for (const thread of this.#threads) thread.abort(task);
  }

  #rejectWaiting(error: unknown): void {
    for (const task of this.#waiting) task.reject(error);
    this.#waiting.clear();
  }
}

function closedError(): MillraceError {
  return new MillraceError('runner-closed', 'the runner was closed; make a new JobRunner');
}
