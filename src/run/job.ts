/** One run of one graph: its values and statuses, and the rules for settling a node. */
import { toErrorInfo } from '../errors.js';
import type { ErrorInfo, MillraceError } from '../errors.js';
import type { PlanNode } from '../graph/plan.js';
import type { Clock } from '../clock.js';
import { calledType } from './called-type.js';
import { createContext } from './create-context.js';
import type { GraphRuns } from './create-context.js';
import type { JobCounts, JobStatus, Placement, SkipCause } from './events.js';
import { callFunction, mapReturned } from './invoke.js';
import { JobReports } from './job-reports.js';
import { ownerOf } from './inputs/input-owner.js';
import type { JobShared } from './job-shared.js';
import { JobSignals } from './job-signals.js';
import { noValue } from './no-value.js';
import type { Program } from './program.js';
import type { HandleRef, LogLevel, PythonRuntime } from './python/python-runtime.js';
import { redactError } from './events/redact-error.js';
import { CANCELLED, ERROR, QUEUED, RUNNING, SKIPPED, SUCCESS, WAITING } from './status.js';

/** The job around another one. */
export interface ParentJob {
  readonly job: Job;
  readonly rank: number;
}

/** What a job is made with. */
export interface JobOptions {
  readonly program: Program;
  readonly shared: JobShared;
  /** `outer/` for the job of a subgraph, else empty. */
  readonly prefix: string;
  /** The job around it, and the node of it that runs this one. */
  readonly parent?: ParentJob;
  /** Run inputs by input port. */
  readonly inputs: ReadonlyMap<number, unknown>;
  /** Run inputs that do not fit. */
  readonly inputErrors: ReadonlyMap<number, MillraceError>;
  /** Outputs, by rank, that are known before the run: pins and values of an earlier run. */
  readonly given: ReadonlyMap<number, readonly unknown[]>;
  /** Ids of the nodes that run whatever the memo knows. */
  readonly afresh: ReadonlySet<string> | 'all';
}

export class Job {
  readonly program: Program;
  readonly shared: JobShared;
  readonly prefix: string;
  readonly clock: Clock;
  readonly python: PythonRuntime | undefined;
  readonly timing: boolean;
  readonly signals = new JobSignals();
  readonly reports: JobReports;

  /** By rank. */
  readonly status: Uint8Array;
  readonly durations: Float64Array | undefined;
  /** Starts of each rank in this attempt. */
  readonly attempts: Uint32Array;
  /** Ranks that succeeded without being called. */
  readonly cached = new Set<number>();
  readonly errors = new Map<number, ErrorInfo>();
  readonly causes = new Map<number, SkipCause>();
  /** Keys of the calls that the memo knows, or will know (rule R12). */
  readonly memoKeys = new Map<number, string>();
  /** The jobs inside nodes: that of a subgraph, or those that a function runs itself. */
  readonly nested = new Map<number, Job[]>();
  readonly parent: ParentJob | undefined;
  /** Lets functions run graphs; undefined in a synchronous run. */
  graphs: GraphRuns | undefined;
  /** As in the program, but for nodes whose run inputs do not fit. */
  readonly simple: Uint8Array;
  /** By slot. */
  values: unknown[];
  attempt = 1;
  /** Some node that settled left an output without a value. */
  hasGaps = false;
  unsettled: number;
  /** The first error of the attempt, which `stop` and `retryJob` act on. */
  firstError: { readonly rank: number; readonly error: ErrorInfo } | undefined;
  /** How it ended; undefined while it runs. */
  outcome: { status: JobStatus; durationMs: number; error?: ErrorInfo } | undefined;

  readonly #options: JobOptions;
  readonly #startedAt: number;

  constructor(options: JobOptions) {
    const { program, shared } = options;
    const count = program.plan.nodes.length;
    this.#options = options;
    this.program = program;
    this.shared = shared;
    this.prefix = options.prefix;
    this.parent = options.parent;
    this.clock = shared.clock;
    this.python = shared.python;
    this.timing = shared.timing;
    this.reports = new JobReports(this);
    this.status = new Uint8Array(count).fill(WAITING);
    this.durations = shared.timing ? new Float64Array(count) : undefined;
    this.attempts = new Uint32Array(count);
    this.unsettled = count;
    this.simple = this.#findSimple();
    this.values = this.#initialValues();
    this.#startedAt = shared.clock.now();
  }

  get id(): string {
    return this.shared.jobId;
  }

  get listening(): boolean {
    return this.shared.emitter.listening;
  }

  #findSimple(): Uint8Array {
    const { program, inputErrors } = this.#options;
    // The fast loop hands values on as they are.
    if (this.shared.isolate) return new Uint8Array(program.simple.length);
    if (inputErrors.size === 0) return program.simple;
    const simple = program.simple.slice();
    for (const input of inputErrors.keys()) simple[ownerOf(program.plan.inputBase, input)] = 0;
    return simple;
  }

  // --- Values ---------------------------------------------------------------------------------

  /** Every attempt gets control values of its own (rule R15). */
  #initialValues(): unknown[] {
    const { initialValues, fresh, constantSlot } = this.program;
    const values = initialValues.slice();
    for (const [input, make] of fresh) values[constantSlot[input]!] = make();
    for (const [input, value] of this.#options.inputs) {
      // One with a wire that never falls back has no constant.
      if (constantSlot[input]! >= 0) values[constantSlot[input]!] = value;
    }
    return values;
  }

  /** Puts every node back to waiting: a new attempt of the same job. */
  restart(error: ErrorInfo): void {
    this.attempt += 1;
    this.status.fill(WAITING);
    this.durations?.fill(0);
    this.attempts.fill(0);
    this.cached.clear();
    this.errors.clear();
    this.causes.clear();
    this.hasGaps = false;
    this.unsettled = this.status.length;
    this.firstError = undefined;
    this.nested.clear();
    this.values = this.#initialValues();
    this.shared.emitter.emit({ type: 'jobRetried', attempt: this.attempt, error });
  }

  /** What is wrong with the constant of an input port, unless the run gives another value. */
  inputErrorOf(input: number): MillraceError | undefined {
    const { inputs, inputErrors } = this.#options;
    if (inputs.has(input) || inputErrors.has(input)) return inputErrors.get(input);
    return this.program.inputErrors.get(input);
  }

  /** Outputs that are known without a call. */
  givenOf(rank: number): readonly unknown[] | undefined {
    return this.#options.given.get(rank);
  }

  /** May the memo answer for this node? */
  usesMemo(rank: number): boolean {
    return this.node(rank).settings.cache && this.shared.memo !== undefined;
  }

  /** The node runs whatever the memo knows. */
  isAfresh(rank: number): boolean {
    const { afresh } = this.#options;
    return afresh === 'all' || afresh.has(this.node(rank).id);
  }

  /** What the memo knows of a call; `key` is kept for the nodes behind it. */
  recall(rank: number, key: string): readonly unknown[] | undefined {
    this.memoKeys.set(rank, key);
    if (this.isAfresh(rank)) return undefined;
    return this.shared.memo!.recall(key, this.shared);
  }

  /** Lets go of values in a Python store: of all, or of these. */
  release(handles: Iterable<HandleRef> = this.shared.handles): void {
    const { memo, python } = this.shared;
    if (memo === undefined) python?.release([...handles]);
    else memo.release([...handles], python);
  }

  // --- One node -------------------------------------------------------------------------------

  node(rank: number): PlanNode {
    return this.program.plan.nodes[rank]!;
  }

  /** The node's id, or its path in a subgraph. */
  nameOf(rank: number): string {
    const id = this.program.ids[rank]!;
    return this.prefix === '' ? id : this.prefix + id;
  }

  /** Calls an inline node's function. */
  call(rank: number, values: readonly unknown[]): unknown {
    const type = calledType(this.node(rank));
    const context = type.call.context ? createContext(this, rank, values) : undefined;
    return callFunction(this.program.functions[rank]!, type, values, context);
  }

  /** This try of the node is the one under way. */
  isCurrent(rank: number, attempt: number, tryNumber: number): boolean {
    return (
      this.outcome === undefined &&
      this.attempt === attempt &&
      this.status[rank] === RUNNING &&
      this.attempts[rank] === tryNumber
    );
  }

  // --- Settling -------------------------------------------------------------------------------

  queue(rank: number): void {
    this.status[rank] = QUEUED;
    if (this.listening) this.reports.queued(rank);
  }

  /** A try of the node begins. */
  begin(rank: number): void {
    this.status[rank] = RUNNING;
    this.attempts[rank]! += 1;
  }

  start(rank: number, placement: Placement): void {
    this.begin(rank);
    if (this.listening) this.reports.started(rank, placement);
  }

  log(rank: number, level: LogLevel, message: string): void {
    if (this.listening) this.reports.logged(rank, level, message);
  }

  progress(
    rank: number,
    done: number,
    total: number | undefined,
    message: string | undefined,
  ): void {
    if (this.listening) this.reports.progressed(rank, done, total, message);
  }

  /** Puts what a function returned into the node's slots; throws on a wrong count. */
  mapReturned(rank: number, returned: unknown): void {
    const { type, outputs } = this.node(rank);
    const base = this.program.plan.outputBase[rank]!;
    mapReturned(returned, type!, outputs, this.values, base);
  }

  /** The node's outputs are in their slots. */
  settleSuccess(rank: number, durationMs: number): void {
    const key = this.memoKeys.size > 0 ? this.memoKeys.get(rank) : undefined;
    if (key !== undefined) this.#remember(rank, key);
    if (this.node(rank).pinned !== undefined) this.#put(rank, this.givenOf(rank)!);
    this.status[rank] = SUCCESS;
    this.signals.forget(rank);
    this.#setDuration(rank, durationMs);
    this.#settled(rank);
    if (this.listening) this.reports.succeeded(rank, durationMs, false);
  }

  #setDuration(rank: number, durationMs: number): void {
    if (this.durations !== undefined) this.durations[rank] = durationMs;
  }

  /** The node succeeds with these outputs and is not called. */
  settleGiven(rank: number, outputs: readonly unknown[]): void {
    this.#put(rank, outputs);
    this.status[rank] = SUCCESS;
    this.cached.add(rank);
    this.#settled(rank);
    if (this.listening) this.reports.succeeded(rank, 0, true);
  }

  /** Undefined outputs stay as they are. */
  #put(rank: number, outputs: readonly unknown[]): void {
    const base = this.program.plan.outputBase[rank]!;
    outputs.forEach((value, index) => {
      if (value !== undefined) this.values[base + index] = value;
    });
  }

  #settled(rank: number): void {
    const { outputBase } = this.program.plan;
    this.unsettled -= 1;
    for (let slot = outputBase[rank]!; slot < outputBase[rank + 1]!; slot += 1) {
      if (this.values[slot] === noValue) this.hasGaps = true;
    }
  }

  #remember(rank: number, key: string): void {
    const { outputBase } = this.program.plan;
    const outputs = this.values.slice(outputBase[rank], outputBase[rank + 1]);
    this.shared.memo!.keep(key, outputs, this.python);
  }

  fail(rank: number, thrown: unknown, durationMs: number): void {
    this.failWith(rank, toErrorInfo(thrown), durationMs);
  }

  failWith(rank: number, error: ErrorInfo, durationMs: number): void {
    const said = redactError(error, this.shared.redact);
    this.#clear(rank, durationMs);
    this.status[rank] = ERROR;
    this.hasGaps = true;
    this.errors.set(rank, said);
    this.firstError ??= { rank, error: said };
    this.unsettled -= 1;
    if (this.listening) this.reports.failed(rank, said, durationMs);
  }

  /** A try failed and another one follows (rule R9): the node waits again. */
  failTry(rank: number, error: ErrorInfo, durationMs: number, retryInMs: number): void {
    const said = redactError(error, this.shared.redact);
    this.#clear(rank, durationMs);
    this.status[rank] = WAITING;
    this.#refreshConstants(rank);
    if (this.listening) this.reports.failed(rank, said, durationMs, retryInMs);
  }

  #clear(rank: number, durationMs: number): void {
    const { outputBase } = this.program.plan;
    this.signals.forget(rank);
    this.#setDuration(rank, durationMs);
    this.values.fill(noValue, outputBase[rank], outputBase[rank + 1]);
  }

  /** The failed try may have changed its control values. */
  #refreshConstants(rank: number): void {
    const { fresh, plan, constantSlot } = this.program;
    for (const [input, make] of fresh) {
      if (input < plan.inputBase[rank]! || input >= plan.inputBase[rank + 1]!) continue;
      if (!this.#options.inputs.has(input)) this.values[constantSlot[input]!] = make();
    }
  }

  skip(rank: number, cause: SkipCause): void {
    this.status[rank] = SKIPPED;
    this.hasGaps = true;
    this.causes.set(rank, cause);
    this.unsettled -= 1;
    if (this.listening) this.reports.skipped(rank, cause);
  }

  cancelNode(rank: number, abandoned: boolean): void {
    this.status[rank] = CANCELLED;
    this.unsettled -= 1;
    if (this.listening) this.reports.cancelled(rank, abandoned);
  }

  // --- The beginning and the end ----------------------------------------------------------------

  announce(): void {
    if (!this.listening || this.prefix !== '') return;
    this.shared.emitter.emit({ type: 'jobStarted', selected: this.program.selected });
  }

  finish(status: JobStatus, error?: ErrorInfo): void {
    if (this.outcome !== undefined) return;
    const durationMs = this.clock.now() - this.#startedAt;
    const failed = error === undefined ? {} : { error };
    this.outcome = { status, durationMs, ...failed };
    if (!this.listening || this.prefix !== '') return;
    const counts = this.#counts();
    this.shared.emitter.emit({ type: 'jobFinished', status, durationMs, counts, ...failed });
  }

  #counts(): JobCounts {
    const counts = new Uint32Array(8);
    for (const status of this.status) counts[status]! += 1;
    return {
      success: counts[SUCCESS]!,
      error: counts[ERROR]!,
      skipped: counts[SKIPPED]!,
      cancelled: counts[CANCELLED]!,
    };
  }
}
