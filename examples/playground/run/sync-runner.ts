/** Runs graphs synchronously in a worker; to the page that is a promise like any other. */
import { MillraceError } from 'millrace';
import type { ErrorInfo, Graph, JobEvent, JobResult, RunOptions } from 'millrace';
import type { BootEvent } from 'millrace/python';
import { cancelEvents, resultOf } from './cancelled-run.js';
import { packPrevious, unpackEvent, unpackResult } from './sync-messages.js';
import type { PageNodes } from './page-nodes.js';
import type { PlainRunOptions, Refusals, RunRequest, SyncMessage } from './sync-messages.js';

/** A worker, as far as {@link SyncRunner} needs one. */
export interface SyncWorker {
  postMessage(message: RunRequest): void;
  terminate(): void;
}

/** Whom a worker tells what. */
export interface SyncWorkerListener {
  readonly onMessage: (message: SyncMessage) => void;
  /** The worker, not the graph, has failed; it is of no use any more. */
  readonly onFailed: (reason: string) => void;
}

/** How {@link SyncRunner} gets its worker, and whom it tells of Python's start. */
export interface SyncRunnerOptions {
  readonly spawn: (listener: SyncWorkerListener) => SyncWorker;
  readonly onBoot: (event: BootEvent) => void;
  readonly onBootFailed: (message: string) => void;
}

interface Run {
  readonly events: JobEvent[];
  readonly nodeIds: readonly string[];
  readonly startedAt: number;
  readonly onEvent: ((event: JobEvent) => void) | undefined;
  readonly settle: (outcome: JobResult | Error) => void;
}

/** The sync counterpart of the page's `JobRunner`, one run at a time. */
export class SyncRunner {
  readonly #options: SyncRunnerOptions;
  #worker: SyncWorker | undefined;
  #run: Run | undefined;

  constructor(options: SyncRunnerOptions) {
    this.#options = options;
  }

  /** Starts the worker, and Python in it, before the first run needs them. Idempotent. */
  boot(): void {
    this.#worker ??= this.#spawn();
  }

  /**
   * Runs a graph of these nodes. A cancel ends the worker, whatever it is doing; the next run makes a new one.
   *
   * @throws MillraceError `not-sync` for a graph with an async function, `run-busy`, `worker-failed`
   */
  async run(
    graph: Graph,
    options: RunOptions = {},
    { config, taken }: Partial<PageNodes> = {},
  ): Promise<JobResult> {
    if (this.#run !== undefined) {
      throw new MillraceError('run-busy', 'a run is under way; wait for it, or cancel it');
    }
    const { signal, onEvent } = options;
    this.boot();
    const cancel = () => this.#cancel();
    const outcome = await new Promise<JobResult | Error>((settle) => {
      const nodeIds = options.selectedNodeIds ?? Object.keys(graph.nodes);
      this.#run = { events: [], nodeIds, startedAt: performance.now(), onEvent, settle };
      const own = taken && config && { own: { source: taken.source, config } };
      this.#worker?.postMessage({ type: 'run', graph, options: plain(options), ...own });
      signal?.addEventListener('abort', cancel);
      if (signal?.aborted === true) cancel();
    });
    signal?.removeEventListener('abort', cancel);
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }

  /** Ends the worker; a run under way is cancelled. Idempotent. */
  close(): void {
    if (this.#run === undefined) this.#end();
    else this.#cancel();
  }

  #spawn(): SyncWorker {
    return this.#options.spawn({
      onMessage: (message) => this.#receive(message),
      onFailed: (reason) =>
        this.#fail(new MillraceError('worker-failed', `the sync worker has ended: ${reason}`)),
    });
  }

  #receive(message: SyncMessage): void {
    switch (message.type) {
      case 'boot':
        this.#options.onBoot(message.event);
        return;
      case 'bootFailed':
        this.#fail(toError(message.error));
        return;
      case 'event':
        this.#tell(unpackEvent(message.event));
        return;
      case 'finished':
        this.#settle(unpackResult(message.result));
        return;
      case 'refused':
        this.#settle(toError(message.error, message.nodes));
    }
  }

  /** At once, so that the next run may begin in the same breath. */
  #settle(outcome: JobResult | Error): void {
    const run = this.#run;
    this.#run = undefined;
    run?.settle(outcome);
  }

  #tell(event: JobEvent): void {
    this.#run?.events.push(event);
    this.#run?.onEvent?.(event);
  }

  /** The next run tries again, with a new worker. */
  #fail(error: Error): void {
    this.#end();
    this.#options.onBootFailed(error.message);
    this.#settle(error);
  }

  #cancel(): void {
    const run = this.#run;
    this.#end();
    if (run === undefined) return;
    const time = performance.now() - run.startedAt;
    for (const event of cancelEvents({ ...run, time })) this.#tell(event);
    this.#settle(resultOf(run.events));
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

function plain(options: RunOptions): PlainRunOptions {
  const { inputs, selectedNodeIds, fromNodeIds, previous, onError, keep } = options;
  return {
    ...(inputs === undefined ? {} : { inputs }),
    ...(selectedNodeIds === undefined ? {} : { selectedNodeIds }),
    ...(fromNodeIds === undefined ? {} : { fromNodeIds }),
    // Without `fromNodeIds` nobody asks for it.
    ...(fromNodeIds && previous ? { previous: packPrevious(previous) } : {}),
    ...(onError === undefined ? {} : { onError }),
    ...(keep === undefined ? {} : { keep }),
  };
}

function toError({ code, message }: ErrorInfo, nodes?: Refusals): MillraceError {
  return new MillraceError(code, message, nodes === undefined ? {} : { details: { nodes } });
}
