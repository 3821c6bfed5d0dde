/** One worker of a pool, from its first message to its end. It does one call at a time. */
import type { Clock } from '../../clock.js';
import { MillraceError, toErrorInfo } from '../../errors.js';
import type { CallListener, ExecutorCall } from '../executor.js';
import { parseServing, parseWorkerMessage, PROTOCOL, toError } from './worker-messages.js';
import type { ServingMessage, WorkerMessage } from './worker-messages.js';
import { awaitLock, listenToPort, listenToWorker } from './worker-port.js';
import type { PortLike, WorkerLike } from './worker-port.js';
import { fromSentReturn, postCopies } from './worker-values.js';

/** How long a function that has a signal, or a generator, may take to end by it (rule R10). */
const GRACE_MS = 250;
/** A worker inside a blocking call of the system ends late; who waits for its call does not. */
const GONE_WITHIN_MS = 600;

/** One call on its way; it is settled once. */
export interface PoolTask {
  readonly call: ExecutorCall;
  readonly listener: CallListener;
  readonly signal: AbortSignal;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Who is told of a worker. */
export interface ThreadHost {
  readonly clock: Clock;
  readonly bootTimeoutMs: number;
  /** It can take a call. */
  readonly onFree: () => void;
  /** It takes no call any more; `failure` says why it never could. */
  readonly onEnded: (thread: WorkerThread, failure: MillraceError | undefined) => void;
}

/** A worker that a pool has opened. */
export class WorkerThread {
  readonly worker: WorkerLike;
  readonly #host: ThreadHost;
  #port: PortLike | undefined;
  #task: PoolTask | undefined;
  #callId = 0;
  #isBroken = false;
  #stopTimer: (() => void) | undefined;
  #gone: Promise<void> | undefined;

  constructor(worker: WorkerLike, host: ThreadHost) {
    this.worker = worker;
    this.#host = host;
    listenToWorker(worker, {
      onMessage: (message) => this.#boot(message),
      onBroken: (reason, exitCode) => this.#break(reason, exitCode),
    });
    const { clock, bootTimeoutMs } = host;
    const late = `it did not within ${bootTimeoutMs} ms`;
    this.#stopTimer = clock.after(bootTimeoutMs, () => void this.end(notServed(late)));
  }

  /** True once it has called `serveFunctions`. */
  get isServing(): boolean {
    return this.#port !== undefined;
  }

  get isFree(): boolean {
    const isOpen = this.isServing && !this.#isBroken && this.#gone === undefined;
    return isOpen && this.#task === undefined;
  }

  /** Sends a call to a free one; it stays free when the call can't be copied, and is rejected. */
  run(task: PoolTask): void {
    const { nodeId, args, context } = task.call;
    const values = Object.fromEntries(args.map((value, index) => [`argument ${index + 1}`, value]));
    if (context !== undefined) {
      values['context.task'] = context.task;
      values['context.secrets'] = context.secrets;
    }
    const id = this.#callId + 1;
    try {
      postCopies(this.#port!, { type: 'call', id, ...task.call }, values, nodeId);
    } catch (error) {
      return task.reject(error);
    }
    this.#callId = id;
    this.#task = task;
    this.worker.ref?.();
    task.listener.onStarted();
  }

  /** Stops `task` if it is this worker's: by its signal, or else by the end of the worker. */
  abort(task: PoolTask): void {
    if (this.#task !== task) return;
    const { reason } = task.signal;
    const { context, collect } = task.call;
    if (context === undefined && collect === undefined) return void this.end(reason);
    this.#port?.postMessage({ type: 'abort', id: this.#callId, error: toErrorInfo(reason) });
    this.#stopTimer = this.#host.clock.after(GRACE_MS, () => void this.end(reason));
  }

  /** Ends the worker, whatever it does, and its call with `error`; settles when it is gone. */
  end(error: unknown): Promise<void> {
    if (this.#gone !== undefined) return this.#gone;
    const { clock, onEnded } = this.#host;
    const task = this.#task;
    const failure = this.isServing ? undefined : (error as MillraceError);
    this.#task = undefined;
    this.#stopTimer?.();
    this.#port?.close();
    const gone = terminate(this.worker);
    this.#gone = gone;
    const finish = (): void => {
      if (this.#stopTimer === undefined) return;
      this.#stopTimer();
      this.#stopTimer = undefined;
      task?.reject(error);
      onEnded(this, failure);
    };
    this.#stopTimer = clock.after(GONE_WITHIN_MS, finish);
    void gone.then(finish);
    return gone;
  }

  #boot(posted: unknown): void {
    const serving = parseServing(posted);
    if (serving === undefined || this.isServing || this.#gone !== undefined) return;
    if (serving.protocol !== PROTOCOL) return void this.end(otherProtocol(serving));
    this.#stopTimer?.();
    const { port } = serving;
    this.#port = port;
    // Node's workers say more about their end themselves.
    if (this.worker.on === undefined && typeof serving.lock === 'string') {
      awaitLock(serving.lock, () => this.#break('it was closed'));
    }
    const onUnreadable = (): void => void this.#break('it sent a message that could not be read');
    listenToPort(port, (message) => this.#take(message), onUnreadable);
    port.unref?.();
    this.#free();
  }

  #take(posted: unknown): void {
    const message = parseWorkerMessage(posted);
    const task = this.#task;
    if (message === undefined || task === undefined || message.id !== this.#callId) return;
    if (message.type === 'logged' || message.type === 'progressed') report(message, task);
    else {
      this.#stopTimer?.();
      this.#task = undefined;
      settle(message, task);
      if (!this.#isBroken) this.#free();
    }
  }

  /** Only its calls keep a process alive. Who waited for the last one hears of it before the next. */
  #free(): void {
    this.worker.unref?.();
    queueMicrotask(this.#host.onFree);
  }

  #break(reason: string, exitCode?: number): boolean {
    if (this.#gone !== undefined || this.#isBroken) return false;
    if (!this.isServing) {
      void this.end(exitCode === 0 ? notServed('it ended without') : failed(reason));
      return true;
    }
    this.#isBroken = true;
    // What it said before goes another way and may still have to arrive.
    this.#host.clock.soon(() => void this.end(died(reason, this.#task)));
    return this.#task !== undefined;
  }
}

function report(message: WorkerMessage, { listener, signal }: PoolTask): void {
  if (signal.aborted) return;
  if (message.type === 'logged') listener.onLogged(message.level, message.message);
  if (message.type === 'progressed') {
    listener.onProgressed(message.done, message.total, message.message);
  }
}

function settle(message: WorkerMessage, task: PoolTask): void {
  if (task.signal.aborted) task.reject(task.signal.reason);
  else if (message.type === 'returned') task.resolve(fromSentReturn(message));
  else if (message.type === 'threw') task.reject(toError(message.error));
}

async function terminate(worker: WorkerLike): Promise<void> {
  try {
    await worker.terminate();
  } catch {
    // One that can't be ended is one that is gone.
  }
}

function notServed(how: string): MillraceError {
  return new MillraceError(
    'worker-not-served',
    `expected the worker to call serveFunctions, but ${how}; its file has to say: ` +
      "import { serveFunctions } from 'millrace'; " +
      "import { functions } from './nodes.generated.js'; serveFunctions(functions);",
  );
}

/** A worker that could not be made, or ended before it had called `serveFunctions`. */
export function failed(reason: string, cause?: unknown): MillraceError {
  return new MillraceError(
    'worker-failed',
    `the worker could not start: ${reason}; it is made by the JobRunner's option \`worker\``,
    { cause },
  );
}

function otherProtocol({ protocol }: ServingMessage): MillraceError {
  return failed(
    `its millrace speaks protocol ${protocol}, this one ${PROTOCOL}; build both with one version`,
  );
}

function died(reason: string, task: PoolTask | undefined): MillraceError {
  return new MillraceError(
    'worker-died',
    `the worker died before ${task?.call.nodeId ?? 'a node'} returned: ${reason}`,
  );
}
