/** One run: its values, statuses and events, and the rules for settling a node. */
import type { Clock } from '../clock.js';
import { createRecord } from '../config/document.js';
import { toErrorInfo } from '../errors.js';
import type { ErrorInfo, MillraceError } from '../errors.js';
import type { PlanNode } from '../graph/plan.js';
import type {
  JobCounts,
  JobEvent,
  JobEventBody,
  JobStatus,
  Outputs,
  Placement,
  SkipCause,
} from './events.js';
import { createInvoker, mapReturned } from './invoke.js';
import type { Invoker } from './invoke.js';
import { JobSignals } from './job-signals.js';
import { noValue } from './no-value.js';
import type { NodeContext } from './node-context.js';
import type { Program } from './program.js';
import type { HandleRef, LogLevel, PythonRuntime } from './python-runtime.js';
import { isLazy, loadEntry } from './registry.js';
import type { Callable } from './registry.js';
import { outputOf } from './remote-value.js';
import { CANCELLED, ERROR, QUEUED, RUNNING, SKIPPED, SUCCESS, WAITING } from './status.js';

/** What a job is made with. */
export interface JobOptions {
  readonly jobId: string;
  readonly program: Program;
  readonly clock: Clock;
  readonly python: PythonRuntime | undefined;
  readonly keepAll: boolean;
  readonly timing: boolean;
  /** Run inputs by input port. */
  readonly inputs: ReadonlyMap<number, unknown>;
  /** Run inputs that do not fit. */
  readonly inputErrors: ReadonlyMap<number, MillraceError>;
  readonly onEvent: ((event: JobEvent) => void) | undefined;
  readonly onListenerError: (error: unknown, event: JobEvent) => void;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class Job {
  readonly id: string;
  readonly program: Program;
  readonly clock: Clock;
  readonly python: PythonRuntime | undefined;
  readonly keepAll: boolean;
  readonly listening: boolean;
  readonly signals = new JobSignals();

  /** By rank. */
  readonly status: Uint8Array;
  readonly durations: Float64Array;
  readonly errors = new Map<number, ErrorInfo>();
  readonly causes = new Map<number, SkipCause>();
  /** 1 for a rank whose function was called in this attempt. */
  readonly started: Uint8Array;
  readonly functions: (Callable | undefined)[];
  /** By slot. */
  values: unknown[];
  attempt = 1;
  /** Some node that settled left an output without a value. */
  hasGaps = false;
  unsettled: number;
  /** Everything the run keeps in a Python store; released when it ends, but for the result's. */
  handles: HandleRef[] = [];
  /** The first error of the attempt, which `stop` and `retryJob` act on. */
  firstError: { readonly rank: number; readonly error: ErrorInfo } | undefined;
  /** How it ended; undefined while it runs. */
  outcome: { status: JobStatus; durationMs: number; error?: ErrorInfo } | undefined;

  readonly #options: JobOptions;
  readonly #startedAt: number;
  readonly #invokers: (Invoker | undefined)[];
  #seq = 0;

  constructor(options: JobOptions) {
    const { program } = options;
    const count = program.plan.nodes.length;
    this.#options = options;
    this.id = options.jobId;
    this.program = program;
    this.clock = options.clock;
    this.python = options.python;
    this.keepAll = options.keepAll;
    this.listening = options.onEvent !== undefined;
    this.status = new Uint8Array(count).fill(WAITING);
    this.durations = new Float64Array(count);
    this.started = new Uint8Array(count);
    this.unsettled = count;
    this.functions = new Array<Callable | undefined>(count);
    this.#invokers = new Array<Invoker | undefined>(count);
    this.values = this.#initialValues();
    this.#startedAt = options.clock.now();
  }

  get timing(): boolean {
    return this.#options.timing;
  }

  // --- Values ---------------------------------------------------------------------------------

  /** Every attempt gets control values of its own (rule R15). */
  #initialValues(): unknown[] {
    const { initialValues, fresh, constantBase } = this.program;
    const values = initialValues.slice();
    for (const input of fresh) {
      values[constantBase + input] = structuredClone(values[constantBase + input]);
    }
    for (const [input, value] of this.#options.inputs) values[constantBase + input] = value;
    return values;
  }

  /** Puts every node back to waiting: a new attempt of the same job. */
  restart(error: ErrorInfo): void {
    this.attempt += 1;
    this.status.fill(WAITING);
    this.durations.fill(0);
    this.started.fill(0);
    this.errors.clear();
    this.causes.clear();
    this.hasGaps = false;
    this.unsettled = this.status.length;
    this.firstError = undefined;
    this.values = this.#initialValues();
    this.emit({ type: 'jobRetried', attempt: this.attempt, error });
  }

  /** Loads the lazy functions of the job's nodes; one that can't be loaded fails when called. */
  async loadFunctions(): Promise<void> {
    const { bindings, plan } = this.program;
    const loading = new Map<unknown, Promise<Callable>>();
    await Promise.all(
      bindings.map(async (binding, rank) => {
        const entry = binding?.entry;
        if (entry === undefined) return;
        if (!isLazy(entry)) {
          this.functions[rank] = entry;
          return;
        }
        const type = plan.nodes[rank]!.node.type;
        if (!loading.has(entry)) loading.set(entry, loadEntry(type, entry));
        try {
          this.functions[rank] = await loading.get(entry);
        } catch (error) {
          this.functions[rank] = () => {
            throw error;
          };
        }
      }),
    );
  }

  /** The functions that need no loading. */
  bindFunctions(): void {
    this.program.bindings.forEach((binding, rank) => {
      const entry = binding?.entry;
      if (entry !== undefined && !isLazy(entry)) this.functions[rank] = entry;
    });
  }

  /** What is wrong with the constant of an input port, unless the run gives another value. */
  inputErrorOf(input: number): MillraceError | undefined {
    const { inputs, inputErrors } = this.#options;
    if (inputs.has(input)) return inputErrors.get(input);
    return this.program.inputErrors.get(input);
  }

  // --- One node -------------------------------------------------------------------------------

  node(rank: number): PlanNode {
    return this.program.plan.nodes[rank]!;
  }

  /** Calls an inline node's function. */
  call(rank: number, values: readonly unknown[]): unknown {
    let invoke = this.#invokers[rank];
    if (invoke === undefined) {
      invoke = createInvoker(this.functions[rank]!, this.node(rank).type!);
      this.#invokers[rank] = invoke;
    }
    const wantsContext = this.node(rank).type!.call.context;
    return invoke(values, wantsContext ? this.#context(rank) : undefined);
  }

  #context(rank: number): NodeContext {
    const nodeId = this.node(rank).id;
    const { attempt } = this;
    const active = (): boolean => this.attempt === attempt && this.status[rank] === RUNNING;
    return {
      jobId: this.id,
      nodeId,
      signal: this.signals.of(rank),
      log: (message, level = 'info') => {
        if (active()) this.log(rank, level, message);
      },
      progress: (done, total, message) => {
        if (active()) this.progress(rank, done, total, message);
      },
    };
  }

  // --- Settling -------------------------------------------------------------------------------

  queue(rank: number): void {
    this.status[rank] = QUEUED;
    if (this.listening) this.emit({ type: 'nodeQueued', nodeId: this.node(rank).id });
  }

  start(rank: number, placement: Placement): void {
    this.status[rank] = RUNNING;
    this.started[rank] = 1;
    if (!this.listening) return;
    const { id, node } = this.node(rank);
    const { attempt } = this;
    this.emit({ type: 'nodeStarted', nodeId: id, nodeType: node.type, attempt, placement });
  }

  log(rank: number, level: LogLevel, message: string): void {
    if (this.listening) {
      this.emit({ type: 'nodeLogged', nodeId: this.node(rank).id, level, message });
    }
  }

  progress(
    rank: number,
    done: number,
    total: number | undefined,
    message: string | undefined,
  ): void {
    if (!this.listening) return;
    const known = total === undefined ? {} : { total };
    const said = message === undefined ? {} : { message };
    const nodeId = this.node(rank).id;
    this.emit({ type: 'nodeProgressed', nodeId, done, ...known, ...said });
  }

  /** Puts what an inline function returned into the node's slots; throws on a wrong count. */
  mapReturned(rank: number, returned: unknown): void {
    const { type, outputs } = this.node(rank);
    const base = this.program.plan.outputBase[rank]!;
    mapReturned(returned, type!, outputs, this.values, base);
    for (let slot = base; slot < base + outputs.length; slot += 1) {
      if (this.values[slot] === noValue) this.hasGaps = true;
    }
  }

  /** The node's outputs are in their slots. */
  settleSuccess(rank: number, durationMs: number): void {
    this.status[rank] = SUCCESS;
    this.signals.forget(rank);
    this.durations[rank] = durationMs;
    this.unsettled -= 1;
    if (!this.listening) return;
    const nodeId = this.node(rank).id;
    const outputs = this.outputs(rank);
    this.emit({ type: 'nodeSucceeded', nodeId, outputs, durationMs, cached: false });
  }

  fail(rank: number, thrown: unknown, durationMs: number): void {
    this.failWith(rank, toErrorInfo(thrown), durationMs);
  }

  failWith(rank: number, error: ErrorInfo, durationMs: number): void {
    this.status[rank] = ERROR;
    this.signals.forget(rank);
    this.hasGaps = true;
    this.durations[rank] = durationMs;
    this.errors.set(rank, error);
    this.firstError ??= { rank, error };
    this.unsettled -= 1;
    this.values.fill(
      noValue,
      this.program.plan.outputBase[rank],
      this.program.plan.outputBase[rank + 1],
    );
    if (this.listening) {
      this.emit({ type: 'nodeFailed', nodeId: this.node(rank).id, error, durationMs });
    }
  }

  skip(rank: number, cause: SkipCause): void {
    this.status[rank] = SKIPPED;
    this.hasGaps = true;
    this.causes.set(rank, cause);
    this.unsettled -= 1;
    if (this.listening) {
      this.emit({ type: 'nodeSkipped', nodeId: this.node(rank).id, cause });
    }
  }

  cancelNode(rank: number, abandoned: boolean): void {
    this.status[rank] = CANCELLED;
    this.unsettled -= 1;
    if (!this.listening) return;
    const nodeId = this.node(rank).id;
    this.emit({ type: 'nodeCancelled', nodeId, ...(abandoned ? { abandoned } : {}) });
  }

  // --- Events and the end -----------------------------------------------------------------------

  outputs(rank: number): Outputs {
    const { outputs } = this.node(rank);
    const base = this.program.plan.outputBase[rank]!;
    const record = createRecord<unknown>();
    outputs.forEach((port, index) => {
      const value = this.values[base + index];
      if (value !== noValue) record[port.name] = outputOf(value);
    });
    return record;
  }

  emit(body: JobEventBody): void {
    const { onEvent, onListenerError } = this.#options;
    const seq = this.#seq;
    this.#seq += 1;
    if (onEvent === undefined) return;
    const time = this.clock.now() - this.#startedAt;
    // The body is made for this call: completing it in place saves a copy of every event.
    const event = body as Mutable<JobEvent>;
    event.jobId = this.id;
    event.seq = seq;
    event.time = time;
    try {
      onEvent(event);
    } catch (error) {
      try {
        onListenerError(error, event);
      } catch {
        // Rule R14: a listener changes nothing, not even the one that hears of listeners.
      }
    }
  }

  announce(): void {
    if (!this.listening) return;
    const { plan } = this.program;
    const selected = Array.from(plan.rankOfKey, (rank) => plan.nodes[rank]!.id);
    this.emit({ type: 'jobStarted', selected });
  }

  finish(status: JobStatus, error?: ErrorInfo): void {
    if (this.outcome !== undefined) return;
    const durationMs = this.clock.now() - this.#startedAt;
    const failed = error === undefined ? {} : { error };
    this.outcome = { status, durationMs, ...failed };
    if (!this.listening) return;
    this.emit({ type: 'jobFinished', status, durationMs, counts: this.#counts(), ...failed });
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
