/** A Python in name only: functions of this process behind the runtime's port, with its accounts. */
import { noValue, parseConfig } from 'millrace';
import type { Callable, Config, NodeSettings, PythonRuntime } from 'millrace';
import { MillraceError } from '../../../../src/errors.js';
import { systemClock } from '../../../../src/clock.js';
import type { Clock } from '../../../../src/clock.js';
import type {
  Batch,
  BatchKeep,
  BatchListener,
  BatchResult,
  HandleRef,
  RemoteOutput,
  SyncPython,
} from '../../../../src/run/python/python-runtime.js';
import { crashed, FakeBatch } from './fake-batch.js';
import type { FakeHost } from './fake-batch.js';

/** A value that can't leave Python. */
export class Opaque {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** How a {@link FakePython} is made. */
export interface FakePythonOptions {
  /** Python lives on this thread. */
  readonly isSync?: boolean;
  readonly clock?: Clock;
}

/**
 * One interpreter with one thread. What ends it takes the store and all that has started along, by
 * the rules P4 and P5. A function that returns a promise is async.
 */
export class FakePython implements PythonRuntime, FakeHost {
  readonly placement = 'pyodide';
  /** The ids of the nodes that were called, in order. */
  readonly calls: string[] = [];
  readonly clock: Clock;
  readonly #functions: Readonly<Record<string, Callable>>;
  readonly #store = new Map<number, unknown>();
  readonly #running = new Set<FakeBatch>();
  #epoch = 1;
  #nextId = 1;
  /** The batch whose node has control. */
  #control: FakeBatch | undefined;
  /** Present with `isSync`. */
  declare readonly sync?: SyncPython;

  constructor(
    functions: Readonly<Record<string, Callable>>,
    { isSync = false, clock = systemClock }: FakePythonOptions = {},
  ) {
    this.#functions = functions;
    this.clock = clock;
    if (!isSync) return;
    this.sync = {
      runBatch: (batch, listener) => this.#runNow(batch, listener),
      fetch: (handle) => this.#load(handle),
    };
  }

  /** Values in the store. */
  get stored(): number {
    return this.#store.size;
  }

  /** It ends, killed from outside: nobody is at fault unless only one node had started. */
  restart(): void {
    const running = [...this.#running];
    const started = running.flatMap((batch) => batch.started.map((node) => ({ batch, node })));
    const [only] = started;
    if (started.length === 1) only!.batch.fail(only!.node, crashed());
    this.end();
  }

  async boot(): Promise<void> {}
  async addModules(): Promise<void> {}
  async close(): Promise<void> {}

  introspect(): Promise<never> {
    return Promise.reject(new Error('there is nothing to read'));
  }

  findImports(): Promise<never> {
    return Promise.reject(new Error('there is nothing to read'));
  }

  async runBatch(
    batch: Batch,
    listener: BatchListener,
    signal?: AbortSignal,
  ): Promise<BatchResult> {
    await Promise.resolve();
    if (signal?.aborted === true) throw cancelled();
    const run = new FakeBatch(this, batch, listener);
    const stop = (): void => run.cancel(cancelled());
    signal?.addEventListener('abort', stop);
    this.#running.add(run);
    run.advance();
    try {
      return await run.ended;
    } finally {
      signal?.removeEventListener('abort', stop);
      this.#running.delete(run);
    }
  }

  async fetch(handle: HandleRef): Promise<unknown> {
    return this.#load(handle);
  }

  isLive({ epoch, id }: HandleRef): boolean {
    return epoch === this.#epoch && this.#store.has(id);
  }

  release(handles: readonly HandleRef[]): void {
    for (const { epoch, id } of handles) if (epoch === this.#epoch) this.#store.delete(id);
  }

  async usage(): Promise<{ stored: number; running: number; memoryBytes: number }> {
    const running = [...this.#running].reduce((sum, batch) => sum + batch.started.length, 0);
    return { stored: this.stored, running, memoryBytes: 0 };
  }

  // --- What its batches need --------------------------------------------------------------------

  get isBusy(): boolean {
    return this.#control !== undefined;
  }

  takeControl(batch: FakeBatch): void {
    this.#control = batch;
  }

  giveControl(batch: FakeBatch): void {
    if (this.#control !== batch) return;
    this.#control = undefined;
    for (const each of this.#running) each.advance();
  }

  /** Takes all that has started and not been blamed along. */
  end(): void {
    this.#epoch += 1;
    this.#store.clear();
    this.#control = undefined;
    const running = [...this.#running];
    this.#running.clear();
    for (const batch of running) batch.lose();
  }

  call(nodeId: string, name: string, values: readonly unknown[]): unknown {
    this.calls.push(nodeId);
    return this.#functions[name]!(...values);
  }

  load(handle: HandleRef): unknown {
    return this.#load(handle);
  }

  put(value: unknown, keep: BatchKeep): RemoteOutput {
    if (value === noValue) return { noValue: true };
    const isOpaque = value instanceof Opaque;
    const isLarge = Array.isArray(value) && value.length > 1;
    const crosses =
      !isOpaque &&
      (keep.value === 'always' ||
        typeof value !== 'object' ||
        (keep.value === 'small' && !isLarge));
    const preview = { type: isOpaque ? 'Opaque' : typeof value, text: 'a value' };
    const error = { name: 'TypeError', code: 'value-not-crossed', message: 'it is opaque' };
    return {
      ...(crosses ? { value: value ?? null } : { preview }),
      ...(isOpaque && keep.value !== 'never' ? { error } : {}),
      ...(keep.handle ? { handle: this.#keep(value) } : {}),
    };
  }

  #runNow(batch: Batch, listener: BatchListener): BatchResult {
    const run = new FakeBatch(this, batch, listener);
    run.advance();
    return run.result;
  }

  #load(handle: HandleRef): unknown {
    if (this.isLive(handle)) return this.#store.get(handle.id);
    throw new MillraceError('handle-dead', `value ${handle.id} is gone`);
  }

  #keep(value: unknown): HandleRef {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#store.set(id, value);
    return { epoch: this.#epoch, id };
  }
}

function cancelled(): MillraceError {
  return new MillraceError('python-cancelled', 'the batch was cancelled');
}

/** A Python node type as a config has it; `'a?'` is an optional input. */
export function pythonType(
  name: string,
  inputs: readonly string[] = [],
  more: {
    readonly outputs?: readonly string[];
    readonly context?: boolean;
    readonly settings?: NodeSettings;
  } = {},
): object {
  const { outputs = ['result'], context = false, settings } = more;
  return {
    type: `p.${name}`,
    source: { language: 'python', module: 'p', export: name },
    inputs: inputs.map((input) => ({
      name: input.replace('?', ''),
      required: !input.endsWith('?'),
    })),
    outputs: outputs.map((output) => ({ name: output })),
    returns: outputs.length > 1 ? 'tuple' : 'value',
    call: { style: 'python', context },
    ...(settings === undefined ? {} : { settings }),
  };
}

/** A config of Python types and those of {@link nodes}. */
export function withPython(base: Config, types: readonly object[]): Config {
  return parseConfig({ ...base, nodeTypes: [...base.nodeTypes, ...types] }).config;
}
