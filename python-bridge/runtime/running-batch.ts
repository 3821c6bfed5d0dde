/** A batch under way, as far as it is known here: which nodes have started, wait, have ended. */
import { toErrorInfo, type MillraceError } from '../../src/errors.js';
import type {
  Batch,
  BatchListener,
  BatchResult,
  HandleRef,
  LogLevel,
  NodeOutcome,
} from '../../src/run/python/python-runtime.js';
import { Alarm } from './alarm.js';
import { forged } from './errors.js';
import type { HostListener } from './messages.js';

/** Milliseconds in which a node that was told to end has to have ended. */
export const RESIST_MS = 300;

const IDLE = 0;
const STARTED = 1;
const WAITING = 2;
const SETTLED = 3;

/** Who else has to know. */
export interface RunningBatchHooks {
  /** The node's time was up, and it has not ended. */
  readonly onOverdue?: (node: number) => void;
  /** Values that came when nobody wanted them any more. */
  readonly onDropped?: (handles: readonly HandleRef[]) => void;
}

/** Stands between a host and a listener: checks the order of events, and remembers where they are. */
export class RunningBatch implements HostListener {
  readonly #batch: Batch;
  readonly #listener: BatchListener;
  readonly #hooks: RunningBatchHooks;
  readonly #states: Uint8Array;
  readonly #began: Float64Array;
  readonly #alarms = new Map<number, Alarm>();
  #thrown: { readonly error: unknown } | undefined;
  #isMuted = false;

  constructor(batch: Batch, listener: BatchListener, hooks: RunningBatchHooks = {}) {
    this.#batch = batch;
    this.#listener = listener;
    this.#hooks = hooks;
    this.#states = new Uint8Array(batch.nodes.length);
    this.#began = new Float64Array(batch.nodes.length);
  }

  onStarted(node: number): void {
    this.#move(node, STARTED, IDLE);
    this.#began[node] = performance.now();
    const limit = this.#batch.nodes[node]?.timeoutMs;
    if (limit !== undefined) {
      const alarm = new Alarm(limit + RESIST_MS, () => this.#hooks.onOverdue?.(node));
      this.#alarms.set(node, alarm);
    }
    this.#tell(() => this.#listener.onStarted(node));
  }

  onWaits(node: number): void {
    this.#move(node, WAITING, STARTED);
  }

  onLogged(node: number, level: LogLevel, message: string): void {
    this.#requireRunning(node);
    this.#tell(() => this.#listener.onLogged(node, level, message));
  }

  onProgressed(
    node: number,
    done: number,
    total: number | undefined,
    message: string | undefined,
  ): void {
    this.#requireRunning(node);
    this.#tell(() => this.#listener.onProgressed(node, done, total, message));
  }

  onSettled(node: number, outcome: NodeOutcome): void {
    this.#move(node, SETTLED, STARTED, WAITING);
    const expected = this.#batch.nodes[node]?.outputs.length;
    if (outcome.status === 'success' && outcome.outputs.length !== expected) {
      throw forged(`${outcome.outputs.length} outputs of node ${node}, which has ${expected}`);
    }
    this.#alarms.get(node)?.clear();
    this.#alarms.delete(node);
    if (this.#isMuted) this.#drop(outcome);
    this.#tell(() => this.#listener.onSettled(node, outcome));
  }

  /** The node that has started and never given control back. */
  get inControl(): number | undefined {
    const index = this.#states.indexOf(STARTED);
    return index < 0 ? undefined : index;
  }

  /** No node has started. */
  get isUntouched(): boolean {
    return this.#states.every((state) => state === IDLE);
  }

  /** Those that have started and not ended. */
  get running(): readonly number[] {
    return this.#all((state) => state === STARTED || state === WAITING);
  }

  /**
   * The result of a batch that says it has ended: each node has settled, or was left alone.
   * @throws MillraceError `python-protocol`
   */
  finish(unattempted: readonly number[]): BatchResult {
    const idle = this.#all((state) => state === IDLE);
    const left = new Set(unattempted);
    const isWhole = left.size === idle.length && idle.every((node) => left.has(node));
    if (!isWhole || this.running.length > 0) throw forged('the end of a batch that has not ended');
    return { unattempted, lost: [] };
  }

  /** Tells the listener nothing more. */
  mute(): void {
    this.#isMuted = true;
  }

  /** Waits for no node any more. */
  close(): void {
    for (const alarm of this.#alarms.values()) alarm.clear();
    this.#alarms.clear();
  }

  /** What is left of it when its interpreter has gone; `culprit` is the node at fault. */
  breakOff(error: MillraceError, culprit?: number): BatchResult {
    // It may have broken down before its start was heard.
    if (culprit !== undefined && this.#states[culprit] === IDLE) this.onStarted(culprit);
    if (culprit !== undefined && this.running.includes(culprit)) {
      const durationMs = performance.now() - this.#began[culprit]!;
      this.onSettled(culprit, { status: 'error', error: toErrorInfo(error), durationMs });
    }
    this.close();
    return { unattempted: this.#all((state) => state === IDLE), lost: this.running };
  }

  /** The name of a node, for messages. */
  nameOf(node: number): string {
    return this.#batch.nodes[node]?.nodeId ?? `node ${node}`;
  }

  /** The time limit of a node. */
  limitOf(node: number): number | undefined {
    return this.#batch.nodes[node]?.timeoutMs;
  }

  /** Throws what the listener threw first. */
  rethrow(): void {
    if (this.#thrown !== undefined) throw this.#thrown.error;
  }

  /** A listener that throws stops no batch. */
  #tell(action: () => void): void {
    if (this.#isMuted) return;
    try {
      action();
    } catch (error) {
      this.#thrown ??= { error };
    }
  }

  #drop(outcome: NodeOutcome): void {
    if (outcome.status === 'error') return;
    const handles = outcome.outputs.flatMap(({ handle }) => (handle === undefined ? [] : handle));
    if (handles.length > 0) this.#hooks.onDropped?.(handles);
  }

  #move(node: number, to: number, ...from: readonly number[]): void {
    const state = this.#states[node];
    if (state === undefined || !from.includes(state)) {
      throw forged(`an event of node ${node} out of order`);
    }
    this.#states[node] = to;
  }

  #requireRunning(node: number): void {
    const state = this.#states[node];
    if (state !== STARTED && state !== WAITING) {
      throw forged(`a report of node ${node}, which does not run`);
    }
  }

  #all(test: (state: number) => boolean): readonly number[] {
    return [...this.#states.keys()].filter((node) => test(this.#states[node]!));
  }
}
