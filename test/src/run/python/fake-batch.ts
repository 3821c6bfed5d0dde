/** A batch of a FakePython, by the rules P2, P4 and P5. */
import { noValue } from 'millrace';
import { MillraceError, toErrorInfo } from '../../../../src/errors.js';
import type { Clock } from '../../../../src/clock.js';
import type {
  Batch,
  BatchKeep,
  BatchListener,
  BatchResult,
  HandleRef,
  RemoteOutput,
} from '../../../../src/run/python/python-runtime.js';

/** `while True: pass`: has control until it is interrupted by its timeout, or a cancel. */
export const FOREVER = Symbol('while True: pass');

/** The same, and nothing but the end of its interpreter ends it. */
export const RESISTS = Symbol('except BaseException');

/** Its interpreter ends at once. */
export const CRASH = Symbol('os._exit');

/** The error of the node that broke the interpreter. */
export function crashed(): MillraceError {
  return new MillraceError('python-crashed', 'the interpreter broke');
}

/** The interpreter a batch runs in. */
export interface FakeHost {
  readonly clock: Clock;
  /** A node has control and does not give it back. */
  readonly isBusy: boolean;
  takeControl(batch: FakeBatch): void;
  giveControl(batch: FakeBatch): void;
  end(): void;
  call(nodeId: string, name: string, values: readonly unknown[]): unknown;
  load(handle: HandleRef): unknown;
  put(value: unknown, keep: BatchKeep): RemoteOutput;
}

export class FakeBatch {
  readonly ended: Promise<BatchResult>;
  readonly #host: FakeHost;
  readonly #nodes: Batch['nodes'];
  readonly #listener: BatchListener;
  readonly #made = new Map<number, readonly unknown[]>();
  readonly #waiting: Set<number>;
  readonly #started = new Set<number>();
  readonly #unattempted: number[] = [];
  readonly #lost: number[] = [];
  #hung:
    { readonly node: number; readonly what: unknown; readonly stopTimer?: () => void } | undefined;
  #isOver = false;
  #resolve!: (result: BatchResult) => void;
  #reject!: (error: unknown) => void;

  constructor(host: FakeHost, { nodes }: Batch, listener: BatchListener) {
    this.#host = host;
    this.#nodes = nodes;
    this.#listener = listener;
    this.#waiting = new Set(nodes.keys());
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.ended.catch(() => undefined);
  }

  get started(): readonly number[] {
    return [...this.#started];
  }

  get result(): BatchResult {
    return { unattempted: this.#unattempted, lost: this.#lost };
  }

  /** Starts what can start, in order, as long as nobody keeps the interpreter to himself. */
  advance(): void {
    for (const node of this.#waiting) {
      if (this.#host.isBusy || this.#isOver) return;
      const needs = this.#needs(node);
      if (needs.some((each) => this.#waiting.has(each) || this.#started.has(each))) continue;
      this.#waiting.delete(node);
      this.#attempt(node);
    }
    if (!this.#isOver && this.#waiting.size === 0 && this.#started.size === 0) {
      this.#isOver = true;
      this.#resolve(this.result);
    }
  }

  /** The job was cancelled: it ends, and takes the interpreter along if a node resists. */
  cancel(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#reject(error);
    const { what, stopTimer } = this.#hung ?? {};
    stopTimer?.();
    if (what === RESISTS) this.#host.end();
    else this.#host.giveControl(this);
  }

  /** A node is at fault. */
  fail(node: number, thrown: unknown): void {
    if (!this.#started.delete(node)) return;
    this.#listener.onSettled(node, { status: 'error', error: toErrorInfo(thrown), durationMs: 0 });
  }

  /** The interpreter has ended. */
  lose(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#hung?.stopTimer?.();
    this.#lost.push(...this.#started);
    this.#unattempted.push(...this.#waiting);
    this.#resolve(this.result);
  }

  #needs(node: number): readonly number[] {
    return this.#nodes[node]!.arguments.flatMap(({ source }) =>
      source.type === 'node' ? [source.node] : [],
    );
  }

  #attempt(node: number): void {
    const { nodeId, export: name, context } = this.#nodes[node]!;
    let returned: unknown;
    try {
      const values = this.#valuesOf(node);
      if (values === undefined) {
        this.#unattempted.push(node);
        return;
      }
      this.#started.add(node);
      this.#listener.onStarted(node);
      returned = this.#host.call(
        nodeId,
        name,
        context === undefined ? values : [...values, context],
      );
    } catch (thrown) {
      this.#begin(node);
      this.fail(node, thrown);
      return;
    }
    if (returned === CRASH) {
      this.fail(node, crashed());
      this.#host.end();
    } else if (returned === FOREVER || returned === RESISTS) this.#hang(node, returned);
    else if (returned instanceof Promise) this.#await(node, returned);
    else this.#settle(node, returned);
  }

  /** A node whose arguments could not be had has started, too. */
  #begin(node: number): void {
    if (this.#started.has(node)) return;
    this.#started.add(node);
    this.#listener.onStarted(node);
  }

  #hang(node: number, what: unknown): void {
    const { nodeId, timeoutMs } = this.#nodes[node]!;
    this.#host.takeControl(this);
    if (timeoutMs === undefined) {
      this.#hung = { node, what };
      return;
    }
    const message = `${nodeId} took longer than its timeoutMs of ${timeoutMs} ms`;
    const stopTimer = this.#host.clock.after(timeoutMs, () => {
      this.fail(node, new MillraceError('node-timeout', message));
      if (what === RESISTS) this.#host.end();
      else this.#host.giveControl(this);
    });
    this.#hung = { node, what, stopTimer };
  }

  #await(node: number, promise: Promise<unknown>): void {
    const settle = (act: () => void): void => {
      if (this.#isOver || !this.#started.has(node)) return;
      act();
      this.advance();
    };
    promise.then(
      (value) => settle(() => this.#settle(node, value)),
      (error: unknown) => settle(() => this.fail(node, error)),
    );
  }

  #settle(node: number, returned: unknown): void {
    const { returns, outputs } = this.#nodes[node]!;
    const values = returns === 'tuple' ? (returned as readonly unknown[]) : [returned];
    this.#made.set(node, values);
    this.#started.delete(node);
    const remote = values.map((value, at) => this.#host.put(value, outputs[at]!.keep));
    this.#listener.onSettled(node, { status: 'success', outputs: remote, durationMs: 0 });
  }

  /** Undefined when a value inside the batch did not come. */
  #valuesOf(node: number): readonly unknown[] | undefined {
    const values: unknown[] = [];
    for (const { source } of this.#nodes[node]!.arguments) {
      if (source.type === 'value') values.push(source.value);
      else if (source.type === 'handle') values.push(this.#host.load(source.handle));
      else values.push(this.#made.get(source.node)?.[source.output] ?? noValue);
    }
    return values.includes(noValue) ? undefined : values;
  }
}
