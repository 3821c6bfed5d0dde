/** The runner: the one shell that acts on plans. */
import { systemClock } from '../clock.js';
import type { Config } from '../config/config.js';
import { parseConfig } from '../config/parse-config.js';
import { MillraceError } from '../errors.js';
import type { Issue } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { parseGraph } from '../graph/parse-graph.js';
import { planGraph } from '../graph/plan-graph.js';
import { runAsync } from './async-run.js';
import { isBare } from './bare-run.js';
import { checkSync, findSyncBlockers } from './check-sync.js';
import type { SyncBlockers } from './check-sync.js';
import type { JobEvent } from './events.js';
import { Job } from './job.js';
import { createJobResult } from './job-result.js';
import { SignalRelay } from './job-signals.js';
import type { JobResult } from './job-result.js';
import { badOption, checkRunOptions, normalizeOnError } from './job-runner-options.js';
import type { JobRunnerOptions, Method, RunOptions } from './job-runner-options.js';
import { Binder } from './binding.js';
import { CheckCache } from './check-cache.js';
import { createProgram } from './program.js';
import type { Program } from './program.js';
import { resolveRunInputs } from './run-inputs.js';
import { runSync } from './sync-run.js';

/** What `run` returns: a promise, unless the method is `sync`. */
export type RunReturn<M extends Method> = M extends 'sync' ? JobResult : Promise<JobResult>;

/**
 * A graph read, checked and bound once, to be run many times. Made by {@link JobRunner.prepare};
 * it does not see later changes of the graph it was made from.
 */
export interface PreparedGraph {
  readonly graph: Graph;
  /** What was found, and repaired, while reading the graph. */
  readonly issues: readonly Issue[];
  readonly selectedNodeIds: readonly string[] | undefined;
}

interface Prepared extends PreparedGraph {
  readonly program: Program;
  readonly bare: boolean;
  readonly blockers: SyncBlockers;
}

/**
 * Runs graphs of the functions a config describes.
 *
 * @example
 * ```ts
 * const runner = new JobRunner(config, { functions });
 * const result = await runner.run(graph);
 * console.log(result.nodesStatus, result.nodes['sum']?.outputs);
 * ```
 */
export class JobRunner<M extends Method = 'async'> {
  readonly #config: Config;
  readonly #options: JobRunnerOptions<M>;
  readonly #method: Method;
  readonly #binder: Binder;
  readonly #checks = new CheckCache();
  readonly #prepared = new WeakSet<PreparedGraph>();
  readonly #relay = new SignalRelay();
  readonly #running = new Set<AbortController>();
  #closed = false;

  /**
   * @param config A config, or anything {@link parseConfig} reads.
   * @throws MillraceError `config-invalid` when it can't be read, `bad-option`
   */
  constructor(config: unknown, options: JobRunnerOptions<M>) {
    const parsed = parseConfig(config);
    const fatal = parsed.issues.find(
      (issue) => issue.severity === 'error' && issue.path.length === 0,
    );
    if (fatal !== undefined) {
      throw new MillraceError('config-invalid', fatal.message, {
        details: { issues: parsed.issues },
      });
    }
    const { method = 'async', functions, python } = options;
    if (method !== 'sync' && method !== 'async')
      throw badOption('method', '"sync" or "async"', method);
    if (typeof functions !== 'object' || functions === null) {
      throw badOption('functions', 'an object of functions by node type', functions);
    }
    this.#config = parsed.config;
    this.#options = options;
    this.#method = method;
    this.#binder = new Binder(functions, python);
  }

  /**
   * Reads, checks and binds a graph for many runs: what {@link JobRunner.run} otherwise does each
   * time. Costs microseconds a node; worth it for a graph that runs again and again.
   *
   * @throws MillraceError `graph-invalid`, `unknown-node`
   */
  prepare(graph: unknown, options: Pick<RunOptions, 'selectedNodeIds'> = {}): PreparedGraph {
    const { selectedNodeIds } = options;
    const parsed = parseGraph(graph, this.#config);
    const fatal = parsed.issues.find(
      (issue) => issue.severity === 'error' && issue.path.length === 0,
    );
    if (fatal !== undefined) {
      throw new MillraceError('graph-invalid', fatal.message, {
        details: { issues: parsed.issues },
      });
    }
    const plan = planGraph(parsed.graph, this.#config, {
      selectedNodeIds,
      portFunctions: this.#options.portFunctions,
      reject: this.#binder.reject,
    });
    const program = createProgram(plan, { binder: this.#binder, checks: this.#checks });
    const prepared: Prepared = {
      ...parsed,
      selectedNodeIds,
      program,
      bare: isBare(program),
      blockers: findSyncBlockers(program),
    };
    this.#prepared.add(prepared);
    return prepared;
  }

  /**
   * Runs a graph: a document, a bare node map, their text, or what {@link JobRunner.prepare} made.
   * A node that fails is a status, not an exception; so is a cancelled job.
   *
   * @throws MillraceError (or rejects with it) on misuse only: `graph-invalid`, `unknown-node`,
   * `unknown-input`, `bad-option`, `not-sync`, `runner-closed`
   */
  run(graph: unknown, options: RunOptions = {}): RunReturn<M> {
    if (this.#method === 'sync') return this.#runSync(graph, options) as RunReturn<M>;
    return this.#runAsync(graph, options) as RunReturn<M>;
  }

  /** Cancels the jobs under way. What was passed in (Python) stays open. Idempotent. */
  close(): void {
    this.#closed = true;
    const reason = new MillraceError('runner-closed', 'the runner was closed');
    for (const controller of this.#running) controller.abort(reason);
  }

  #runSync(graph: unknown, options: RunOptions): JobResult {
    const prepared = this.#begin(graph, options);
    const onError = normalizeOnError(options.onError);
    checkSync(prepared.blockers, this.#options.python, options, onError);
    const job = this.#createJob(prepared, options);
    job.bindFunctions();
    const bare = prepared.bare && this.#isPlain(options) && options.inputs === undefined;
    runSync(job, { signal: options.signal, onError, bare });
    return createJobResult(job);
  }

  async #runAsync(graph: unknown, options: RunOptions): Promise<JobResult> {
    const prepared = this.#begin(graph, options);
    const onError = normalizeOnError(options.onError);
    const job = this.#createJob(prepared, options);
    const { concurrency = Infinity, timeoutMs } = options;
    const controller = new AbortController();
    const unfollow = options.signal && this.#relay.follow(options.signal, controller);
    this.#running.add(controller);
    await job.loadFunctions();
    await runAsync(job, { signal: controller.signal, onError, concurrency, timeoutMs });
    this.#running.delete(controller);
    unfollow?.();
    return createJobResult(job);
  }

  #begin(graph: unknown, options: RunOptions): Prepared {
    if (this.#closed) {
      throw new MillraceError('runner-closed', 'this runner was closed; make a new JobRunner');
    }
    checkRunOptions(options);
    if (this.#prepared.has(graph as PreparedGraph)) {
      const prepared = graph as Prepared;
      if (options.selectedNodeIds === undefined) return prepared;
      return this.prepare(prepared.graph, options) as Prepared;
    }
    return this.prepare(graph, options) as Prepared;
  }

  #isPlain(options: RunOptions): boolean {
    return (
      options.timing === false && options.signal === undefined && options.onEvent === undefined
    );
  }

  #createJob(prepared: Prepared, options: RunOptions): Job {
    const { program, graph } = prepared;
    const { clock = systemClock, createJobId = randomJobId, python } = this.#options;
    const run = resolveRunInputs(options.inputs, { program, graph, checks: this.#checks });
    return new Job({
      jobId: createJobId(),
      program,
      clock,
      python,
      keepAll: options.keep === 'all',
      timing: options.timing !== false,
      inputs: run.inputs,
      inputErrors: run.errors,
      onEvent: options.onEvent,
      onListenerError: options.onListenerError ?? reportListenerError,
    });
  }
}

function reportListenerError(error: unknown, event: JobEvent): void {
  console.error(`millrace: onEvent threw at ${event.type} of job ${event.jobId}:`, error);
}

/** 80 random bits; `randomUUID` is missing on pages that are not served securely. */
function randomJobId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `job-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
