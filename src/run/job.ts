/** One run: its values, statuses and events, and the rules for settling a node. */
import type { Clock } from '../clock.js';
import { createRecord } from '../config/document.js';
import { MillraceError, toErrorInfo } from '../errors.js';
import type { ErrorInfo } from '../errors.js';
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
import { checkInput } from './input-errors.js';
import { createInvoker, mapReturned } from './invoke.js';
import type { Invoker } from './invoke.js';
import { noValue } from './no-value.js';
import type { NodeContext } from './node-context.js';
import type { Program } from './program.js';
import type { HandleRef, LogLevel, PythonRuntime } from './python-runtime.js';
import { RemoteValue } from './remote-value.js';
import { isLazy, loadEntry } from './registry.js';
import type { Callable } from './registry.js';
import { outputOf } from './job-result.js';
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

/** Why a node is not called when its turn comes. */
type Obstacle =
  | { readonly type: 'skip'; readonly cause: SkipCause }
  | { readonly type: 'error'; readonly error: unknown };

export class Job {
  readonly id: string;
  readonly program: Program;
  readonly clock: Clock;
  readonly python: PythonRuntime | undefined;
  readonly keepAll: boolean;
  readonly listening: boolean;
  readonly controller = new AbortController();

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

  // --- One node -------------------------------------------------------------------------------

  node(rank: number): PlanNode {
    return this.program.plan.nodes[rank]!;
  }

  /** Rules R5 and R7: why the node is not called, now that its inputs have settled. */
  obstacle(rank: number): Obstacle | undefined {
    const { id, node, problems } = this.node(rank);
    if (problems.length > 0) return { type: 'error', error: toProblemError(problems) };
    if (node.disabled === true) return { type: 'skip', cause: { nodeId: id, reason: 'disabled' } };
    return this.#lacksValue(rank) ? { type: 'skip', cause: this.#causeOf(rank) } : undefined;
  }

  #lacksValue(rank: number): boolean {
    const { plan, inputSlot, constantBase } = this.program;
    const { inputs } = this.node(rank);
    const base = plan.inputBase[rank]!;
    let wired = false;
    let some = false;
    for (let index = 0; index < inputs.length; index += 1) {
      const slot = inputSlot[base + index]!;
      if (slot >= constantBase) continue;
      wired = true;
      const slots = slot >= 0 ? undefined : plan.multiples[-2 - slot]!;
      const missing =
        slots === undefined
          ? this.values[slot] === noValue
          : slots.some((each) => this.values[each] === noValue);
      const present =
        slots === undefined ? !missing : slots.some((each) => this.values[each] !== noValue);
      if (missing && inputs[index]!.whenMissing !== 'default') return true;
      some ||= present;
    }
    return wired && !some;
  }

  /** The root cause; of several the first in plan order. */
  #causeOf(rank: number): SkipCause {
    const { plan } = this.program;
    let first: SkipCause | undefined;
    let firstRank = Infinity;
    const base = plan.inputBase[rank]!;
    for (let input = base; input < plan.inputBase[rank + 1]!; input += 1) {
      const slot = plan.inputSlot[input]!;
      const slots = slot >= 0 ? [slot] : slot === -1 ? [] : plan.multiples[-2 - slot]!;
      for (const each of slots) {
        if (this.values[each] !== noValue) continue;
        const cause = this.#rootOf(plan.slotOwner[each]!);
        const causeRank = plan.rankById.get(cause.nodeId)!;
        if (causeRank >= firstRank) continue;
        first = cause;
        firstRank = causeRank;
      }
    }
    return first!;
  }

  #rootOf(rank: number): SkipCause {
    const nodeId = this.node(rank).id;
    switch (this.status[rank]) {
      case ERROR:
        return { nodeId, reason: 'error' };
      case CANCELLED:
        return { nodeId, reason: 'cancelled' };
      case SKIPPED:
        return this.causes.get(rank)!;
      default:
        return { nodeId, reason: 'branch' };
    }
  }

  /**
   * The node's arguments in port order, checked (rules R2 and R3).
   * @throws MillraceError `missing-input`, `input-mismatch`, `value-not-crossed`
   */
  arguments(rank: number, keepRemote = false): unknown[] {
    const { plan, inputSlot, constantBase, checks } = this.program;
    const base = plan.inputBase[rank]!;
    const count = plan.inputBase[rank + 1]! - base;
    const values = new Array<unknown>(count);
    for (let index = 0; index < count; index += 1) {
      const input = base + index;
      const slot = inputSlot[input]!;
      if (slot >= constantBase) {
        values[index] = this.#constant(input);
      } else if (slot >= 0) {
        const value = this.values[slot];
        if (value === noValue) values[index] = this.#constant(input);
        else if (typeof value === 'object' && value instanceof RemoteValue) {
          values[index] = keepRemote ? value : this.#local(value, rank, index, slot);
        } else {
          const check = checks[input];
          if (check === undefined) values[index] = value;
          else
            values[index] = checkInput(value, check, this.#place(rank, index), this.#origin(slot));
        }
      } else {
        values[index] = this.#list(rank, index, plan.multiples[-2 - slot]!);
      }
    }
    return values;
  }

  #constant(input: number): unknown {
    const { inputErrors, constantBase } = this.program;
    const given = this.#options.inputErrors.get(input);
    if (given !== undefined) throw given;
    if (inputErrors.size > 0 && !this.#options.inputs.has(input)) {
      const error = inputErrors.get(input);
      if (error !== undefined) throw error;
    }
    return this.values[constantBase + input];
  }

  #list(rank: number, index: number, slots: Int32Array): unknown[] {
    const check = this.program.checks[this.program.plan.inputBase[rank]! + index];
    const list: unknown[] = [];
    for (const slot of slots) {
      const value = this.values[slot];
      if (value === noValue) continue;
      if (value instanceof RemoteValue) list.push(this.#local(value, rank, index, slot));
      else list.push(checkInput(value, check, this.#place(rank, index), this.#origin(slot)));
    }
    return list;
  }

  #local(value: RemoteValue, rank: number, index: number, slot: number): unknown {
    const place = this.#place(rank, index);
    const check = this.program.checks[this.program.plan.inputBase[rank]! + index];
    return checkInput(value.toValue(place), check, place, this.#origin(slot));
  }

  #place(rank: number, index: number): string {
    const { id, inputs } = this.node(rank);
    return `${id}.${inputs[index]!.name}`;
  }

  #origin(slot: number): string {
    const { plan } = this.program;
    const owner = plan.slotOwner[slot]!;
    const { id, outputs } = plan.nodes[owner]!;
    return `${id}.${outputs[slot - plan.outputBase[owner]!]!.name}`;
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
      signal: this.controller.signal,
      log: (message, level = 'info') => {
        if (active()) this.log(rank, level, String(message));
      },
      progress: (done, total, message) => {
        if (!active()) return;
        const known = total === undefined ? {} : { total };
        const said = message === undefined ? {} : { message };
        this.emit({ type: 'nodeProgressed', nodeId, done, ...known, ...said });
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

  /** Puts what an inline function returned into the node's slots; throws on a wrong count. */
  mapReturned(rank: number, returned: unknown): void {
    const { type, outputs } = this.node(rank);
    mapReturned(returned, type!, outputs, this.values, this.program.plan.outputBase[rank]!);
  }

  /** The node's outputs are in their slots. */
  settleSuccess(rank: number, durationMs: number): void {
    this.status[rank] = SUCCESS;
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

  /** Settles an obstacle. */
  settle(rank: number, obstacle: Obstacle): void {
    if (obstacle.type === 'skip') this.skip(rank, obstacle.cause);
    else this.fail(rank, obstacle.error, 0);
  }

  /** Cancels every node that has not settled, in plan order; `stopped` nodes' dependents skip. */
  cancelRest(isAbandoned: (rank: number) => boolean, skipDependents: boolean): void {
    for (let rank = 0; rank < this.status.length; rank += 1) {
      if (this.status[rank]! >= SUCCESS) continue;
      if (skipDependents && this.status[rank] !== RUNNING) {
        const source = this.#failedSource(rank);
        if (source !== undefined) {
          this.skip(rank, source);
          continue;
        }
      }
      this.cancelNode(rank, this.status[rank] === RUNNING && isAbandoned(rank));
    }
  }

  /** The failed node this one depends on, if any: its sources have lower ranks and are settled. */
  #failedSource(rank: number): SkipCause | undefined {
    const { sourceBase, sources } = this.program.plan;
    for (let edge = sourceBase[rank]!; edge < sourceBase[rank + 1]!; edge += 1) {
      const source = sources[edge]!;
      if (this.status[source] === ERROR || this.status[source] === SKIPPED) {
        return this.#rootOf(source);
      }
    }
    return undefined;
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
    const event = { ...body, jobId: this.id, seq, time } as JobEvent;
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

function toProblemError(
  problems: readonly {
    readonly code: string;
    readonly message: string;
    readonly details?: unknown;
  }[],
): MillraceError {
  const [first] = problems;
  const message = problems.map((problem) => problem.message).join('; ');
  return new MillraceError(first!.code, message, { details: { problems } });
}
