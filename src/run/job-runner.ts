/** The runner: the one shell that acts on plans. */
import { monotonic, systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { parseConfig } from '../config/parse-config.js';
import { MillraceError } from '../errors.js';
import type { Issue } from '../errors.js';
import type { Graph, GraphNode, NodePorts } from '../graph/graph.js';
import { PortLookup } from '../graph/node-ports.js';
import { migrateSafely } from '../graph/migrate.js';
import { parseGraph } from '../graph/parse-graph.js';
import type { ParsedGraph } from '../graph/parse-graph.js';
import type { Subgraph } from '../graph/subgraph-scope.js';
import { graphTypesOf } from '../graph/subgraph-types.js';
import { runAsync } from './async-run.js';
import { Binder } from './binding.js';
import { CheckCache } from './inputs/check-cache.js';
import { checkSync, findSyncBlockers } from './check-sync.js';
import type { SyncBlockers } from './check-sync.js';
import { EventBus } from './events/event-bus.js';
import type { JobEvent } from './events.js';
import type { Executor } from './executor.js';
import { FunctionTable } from './function-table.js';
import { GraphBinder } from './graph-binder.js';
import { givenByPins } from './given-outputs.js';
import { Job } from './job.js';
import { JobEmitter } from './job-emitter.js';
import { createJobResult } from './job-result.js';
import type { JobResult } from './job-result.js';
import { checkRunnerOptions, checkRunOptions, normalizeOnError } from './job-runner-options.js';
import type { JobRunnerOptions, Method, RunOptions } from './job-runner-options.js';
import type { JobShared } from './job-shared.js';
import { SignalRelay } from './job-signals.js';
import { Memo } from './memo/memo.js';
import { NodeStates } from './node-states.js';
import type { StateMaps } from './node-states.js';
import { planRun } from './plan-run.js';
import type { RunPlan } from './plan-run.js';
import { lazyFunctions, programsOf, takeLoaded, usesWorkers } from './program.js';
import type { Program } from './program.js';
import { createRecorder } from './records/recorder.js';
import type { Recorder } from './records/recorder.js';
import { createRedactor } from './events/redact.js';
import { planFrom } from './run-from.js';
import type { RunFrom } from './run-from.js';
import { resolveRunInputs } from './inputs/run-inputs.js';
import { Slots } from './slots.js';
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
  readonly blockers: SyncBlockers;
  /** The program and those of its subgraphs. */
  readonly programs: ReadonlySet<Program>;
  readonly usesWorkers: boolean;
  /** Graphs that functions run, bound when they are first asked for. */
  readonly bindGraph: (place: Subgraph) => Promise<Program>;
  readonly run?: RunFrom;
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
  /** The events of all jobs; see {@link EventBus}. What is subscribed hears jobs under way, too. */
  readonly events = new EventBus();
  readonly #config: Config;
  readonly #options: JobRunnerOptions<M>;
  readonly #method: Method;
  readonly #clock: Clock;
  readonly #memo: Memo | undefined;
  readonly #binder: Binder;
  readonly #checks: CheckCache;
  readonly #functions = new FunctionTable();
  readonly #states: StateMaps = new Map();
  readonly #prepared = new WeakSet<PreparedGraph>();
  readonly #relay = new SignalRelay();
  readonly #running = new Map<AbortController, Promise<void>>();
  #name: string | undefined;
  #jobs = 0;
  #workers: Executor | undefined;
  #closed: Promise<void> | undefined;

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
    checkRunnerOptions(options);
    const { method = 'async', functions, python, memo, worker, clock } = options;
    this.#config = parsed.config;
    this.#options = options;
    this.#method = method;
    this.#clock = clock === undefined ? systemClock : monotonic(clock);
    this.#checks = new CheckCache(options);
    this.#memo = memo === false ? undefined : (memo ?? new Memo());
    this.#binder = new Binder({ functions, python, hasWorkers: worker !== undefined });
  }

  /**
   * Reads, checks and binds a graph for many runs: what {@link JobRunner.run} otherwise does each
   * time. Costs microseconds a node; worth it for a graph that runs again and again.
   *
   * @throws MillraceError `graph-invalid`, `unknown-node`
   */
  prepare(graph: unknown, options: Pick<RunOptions, 'selectedNodeIds'> = {}): PreparedGraph {
    const parsed = parseGraph(graph, this.#config);
    const fatal = parsed.issues.find(
      (issue) => issue.severity === 'error' && issue.path.length === 0,
    );
    if (fatal !== undefined) {
      throw new MillraceError('graph-invalid', fatal.message, {
        details: { issues: parsed.issues },
      });
    }
    const { graph: current } = migrateSafely(parsed.graph, this.#config);
    return this.#bind({ ...parsed, graph: current }, options.selectedNodeIds);
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

  /**
   * What a run with these options would do to every node, and why, without calling anything
   * (rule R12).
   * @throws MillraceError as {@link JobRunner.run} does
   */
  planRun(graph: unknown, options: RunOptions = {}): RunPlan {
    const prepared = this.#begin(graph, options);
    return planRun(this.#createJob(prepared, options), prepared.run?.reused);
  }

  /**
   * Cancels the jobs under way and ends the workers; resolves when nothing is left running. What was
   * passed in (Python) stays open. Idempotent.
   */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    const reason = new MillraceError('runner-closed', 'the runner was closed');
    const running = [...this.#running];
    for (const [controller] of running) controller.abort(reason);
    await Promise.all(running.map(([, ended]) => ended));
    await this.#workers?.close();
    if (this.#options.memo === undefined) this.#memo?.clear();
    this.#states.clear();
  }

  #runSync(graph: unknown, options: RunOptions): JobResult {
    const prepared = this.#begin(graph, options);
    const onError = normalizeOnError(options.onError);
    checkSync(prepared.blockers, this.#options.python, options, onError);
    const recorder = this.#createRecorder(prepared, options);
    const job = this.#createJob(prepared, options, recorder);
    runSync(job, { signal: options.signal, onError, checks: this.#checks });
    return createJobResult(job, recorder?.record());
  }

  async #runAsync(graph: unknown, options: RunOptions): Promise<JobResult> {
    const prepared = this.#begin(graph, options);
    const onError = normalizeOnError(options.onError);
    const recorder = this.#createRecorder(prepared, options);
    const job = this.#createJob(prepared, options, recorder);
    const { concurrency = Infinity, timeoutMs } = options;
    const controller = new AbortController();
    const unfollow = options.signal && this.#relay.follow(options.signal, controller);
    const run = async (): Promise<void> => {
      if (prepared.usesWorkers) await this.#openWorkers();
      const loading = this.#load(prepared.programs);
      // Who called `run` has its promise before the first event.
      await Promise.resolve();
      const slots = new Slots(concurrency);
      const checks = this.#checks;
      const { signal } = controller;
      await runAsync(job, { signal, onError, slots, timeoutMs, checks, loading });
    };
    const ended = run();
    this.#running.set(controller, ended);
    await ended;
    this.#running.delete(controller);
    unfollow?.();
    return createJobResult(job, recorder?.record());
  }

  #begin(graph: unknown, options: RunOptions): Prepared {
    if (this.#closed !== undefined) {
      throw new MillraceError('runner-closed', 'this runner was closed; make a new JobRunner');
    }
    checkRunOptions(options);
    const { selectedNodeIds, fromNodeIds, previous } = options;
    const prepared = this.#prepared.has(graph as PreparedGraph)
      ? (graph as Prepared)
      : (this.prepare(graph, fromNodeIds === undefined ? options : {}) as Prepared);
    if (fromNodeIds !== undefined) {
      const types = graphTypesOf(prepared.graph, this.#config, this.#options);
      const lookup = new PortLookup(prepared.graph, this.#config, this.#options.portFunctions);
      const outputsOf = (node: GraphNode): NodePorts['outputs'] | undefined => {
        const type = types.get(node.type);
        return type && lookup.outputsOf(node, type);
      };
      const from = planFrom(prepared.graph, fromNodeIds, { previous, outputsOf });
      const selected = selectedNodeIds ?? prepared.selectedNodeIds ?? [...from.afresh];
      return { ...this.#bind({ ...prepared, graph: from.graph }, selected), run: from };
    }
    if (selectedNodeIds === undefined || selectedNodeIds === prepared.selectedNodeIds) {
      return prepared;
    }
    return this.#bind(prepared, selectedNodeIds);
  }

  #bind({ graph, issues }: ParsedGraph, selectedNodeIds: readonly string[] | undefined): Prepared {
    const graphs = new GraphBinder(graph, {
      config: this.#config,
      portFunctions: this.#options.portFunctions,
      binder: this.#binder,
      checks: this.#checks,
      functions: this.#functions,
    });
    const program = graphs.bind({ graph, outer: [] }, selectedNodeIds);
    const programs = programsOf(program);
    const prepared: Prepared = {
      graph,
      issues,
      selectedNodeIds,
      program,
      blockers: findSyncBlockers(program),
      programs,
      usesWorkers: usesWorkers(programs),
      bindGraph: async (place) => {
        const { program: inner } = graphs.bindInner(place);
        const used = programsOf(inner);
        if (usesWorkers(used)) await this.#openWorkers();
        await this.#load(used);
        return inner;
      },
    };
    this.#prepared.add(prepared);
    return prepared;
  }

  /** Loads the lazy functions; undefined when there are none to load. */
  #load(programs: ReadonlySet<Program>): Promise<void> | undefined {
    const taken = (): void => takeLoaded(programs, this.#functions);
    const loading = this.#functions.load(lazyFunctions(programs))?.then(taken);
    if (loading === undefined) taken();
    return loading;
  }

  #createJob(prepared: Prepared, options: RunOptions, recorder?: Recorder): Job {
    const { program, graph, run: from } = prepared;
    const shared = this.#createShared(prepared, options, recorder);
    const { secrets } = shared;
    const run = resolveRunInputs(options.inputs, { program, graph, checks: this.#checks, secrets });
    return new Job({
      program,
      shared,
      prefix: '',
      inputs: run.inputs,
      inputErrors: run.errors,
      given: givenByPins(program, from?.reused),
      afresh: from?.afresh ?? NONE,
    });
  }

  #createShared(
    { bindGraph }: Prepared,
    options: RunOptions,
    recorder: Recorder | undefined,
  ): JobShared {
    const { createJobId = this.#createJobId, random = Math.random } = this.#options;
    const clock = this.#clock;
    const { onEvent, onListenerError = reportListenerError, context = {} } = options;
    const { task, secrets = {} } = context;
    const jobId = createJobId();
    return {
      jobId,
      clock,
      random,
      emitter: new JobEmitter({
        jobId,
        clock,
        onEvent: recorder === undefined ? onEvent : both(recorder.onEvent, onEvent),
        onListenerError,
        sink: this.events,
      }),
      functions: this.#functions,
      python: this.#options.python,
      workers: () => this.#workers!,
      bindGraph,
      memo: this.#memo,
      handles: new Set(),
      states: new NodeStates(this.#states),
      timing: options.timing !== false,
      keepAll: options.keep === 'all',
      isolate: options.isolate === true,
      task,
      secrets,
      redact: context.secrets === undefined ? undefined : createRedactor(secrets),
    };
  }

  /** Random bits for every job would cost as much as a hundred nodes. */
  readonly #createJobId = (): string => {
    this.#jobs += 1;
    this.#name ??= randomName();
    return `job-${this.#name}-${this.#jobs}`;
  };

  /** Only runners with nodes in workers load the pool. */
  async #openWorkers(): Promise<void> {
    const { worker, workers } = this.#options;
    const { WorkerPool } = await import('./workers/worker-pool.js');
    this.#workers ??= new WorkerPool({ open: worker!, size: workers, clock: this.#clock });
  }

  #createRecorder({ graph }: Prepared, options: RunOptions): Recorder | undefined {
    if (options.record !== true) return undefined;
    return createRecorder({ config: this.#config, graph, secrets: options.context?.secrets });
  }
}

const NONE: ReadonlySet<string> = new Set();

function both(
  first: (event: JobEvent) => void,
  second: ((event: JobEvent) => void) | undefined,
): (event: JobEvent) => void {
  if (second === undefined) return first;
  return (event) => {
    first(event);
    return second(event);
  };
}

function reportListenerError(error: unknown, event: JobEvent): void {
  console.error(`millrace: onEvent threw at ${event.type} of job ${event.jobId}:`, error);
}

/** 80 random bits; `randomUUID` is missing on pages that are not served securely. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
