/** A Python in name only: functions of this process behind the runtime's port, with its accounts. */
import { MillraceError, noValue, parseConfig } from 'millrace';
import type { Callable, Config, NodeSettings, PythonRuntime } from 'millrace';
import type {
  Batch,
  BatchKeep,
  BatchListener,
  BatchNode,
  BatchResult,
  HandleRef,
  NodeOutcome,
  RemoteOutput,
  SyncPython,
} from '../../../../src/run/python/python-runtime.js';
import { toErrorInfo } from '../../../../src/errors.js';

/** A value that can't leave Python. */
export class Opaque {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** What a function of {@link FakePython} may wait for: it ends only with its interpreter. */
export const FOREVER = Symbol('while True: pass');

/** Runs one batch at a time; an abort ends the interpreter, and what it stored is gone. */
export class FakePython implements PythonRuntime {
  readonly placement = 'pyodide';
  /** The ids of the nodes that were called, in order. */
  readonly calls: string[] = [];
  readonly #functions: Readonly<Record<string, Callable>>;
  readonly #store = new Map<number, unknown>();
  #epoch = 1;
  #nextId = 1;
  #turn: Promise<unknown> = Promise.resolve();
  /** Present with `isSync`: Python lives on this thread. */
  declare readonly sync?: SyncPython;

  constructor(functions: Readonly<Record<string, Callable>>, { isSync = false } = {}) {
    this.#functions = functions;
    if (!isSync) return;
    this.sync = {
      runBatch: (batch, listener) => this.#runAll(batch, listener)[0],
      fetch: (handle) => this.#load(handle),
    };
  }

  /** Values in the store. */
  get stored(): number {
    return this.#store.size;
  }

  /** The interpreter is replaced. */
  restart(): void {
    this.#epoch += 1;
    this.#store.clear();
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

  runBatch(batch: Batch, listener: BatchListener, signal?: AbortSignal): Promise<BatchResult> {
    const run = async (): Promise<BatchResult> => {
      const [result, hangs] = this.#runAll(batch, listener);
      if (!hangs && signal?.aborted !== true) return result;
      await new Promise<void>((resolve) => {
        if (signal?.aborted === true) resolve();
        else signal?.addEventListener('abort', () => resolve(), { once: true });
      });
      this.restart();
      throw new MillraceError('python-terminated', 'the interpreter was ended');
    };
    const ended = this.#turn.then(run);
    this.#turn = ended.catch(() => undefined);
    return ended;
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

  #load(handle: HandleRef): unknown {
    if (this.isLive(handle)) return this.#store.get(handle.id);
    throw new MillraceError('handle-dead', `value ${handle.id} is gone`);
  }

  #runAll({ nodes }: Batch, listener: BatchListener): [result: BatchResult, hangs: boolean] {
    const made = new Map<number, readonly unknown[]>();
    const unattempted: number[] = [];
    for (const [index, node] of nodes.entries()) {
      const values = this.#argumentsOf(node, made);
      if (values === undefined) {
        unattempted.push(index);
        continue;
      }
      this.calls.push(node.nodeId);
      listener.onStarted(index);
      if (!this.#runOne(index, { node, values, made, listener }))
        return [{ unattempted, lost: [] }, true];
    }
    return [{ unattempted, lost: [] }, false];
  }

  #runOne(
    index: number,
    {
      node,
      values,
      made,
      listener,
    }: {
      readonly node: BatchNode;
      readonly values: readonly unknown[];
      readonly made: Map<number, readonly unknown[]>;
      readonly listener: BatchListener;
    },
  ): boolean {
    let outcome: NodeOutcome;
    try {
      const returned: unknown = this.#functions[node.export]!(...values, node.context);
      if (returned === FOREVER) return false;
      const outputs = node.returns === 'tuple' ? (returned as readonly unknown[]) : [returned];
      made.set(index, outputs);
      const remote = outputs.map((value, at) => this.#put(value, node.outputs[at]!.keep));
      outcome = { status: 'success', outputs: remote, durationMs: 0 };
    } catch (thrown) {
      outcome = { status: 'error', error: toErrorInfo(thrown), durationMs: 0 };
    }
    listener.onSettled(index, outcome);
    return true;
  }

  /** Undefined when a value inside the batch did not come. */
  #argumentsOf(
    node: BatchNode,
    made: ReadonlyMap<number, readonly unknown[]>,
  ): readonly unknown[] | undefined {
    const values: unknown[] = [];
    for (const { source } of node.arguments) {
      if (source.type === 'value') values.push(source.value);
      else if (source.type === 'handle') values.push(this.#load(source.handle));
      else values.push(made.get(source.node)?.[source.output] ?? noValue);
    }
    return values.includes(noValue) ? undefined : values;
  }

  #put(value: unknown, keep: BatchKeep): RemoteOutput {
    if (value === noValue) return { noValue: true };
    const isOpaque = value instanceof Opaque;
    const crosses = !isOpaque && (keep.value !== 'never' || typeof value !== 'object');
    const preview = { type: isOpaque ? 'Opaque' : typeof value, text: 'a value' };
    const error = { name: 'TypeError', code: 'value-not-crossed', message: 'it is opaque' };
    return {
      ...(crosses ? { value: value ?? null } : { preview }),
      ...(isOpaque && keep.value !== 'never' ? { error } : {}),
      ...(keep.handle ? { handle: this.#keep(value) } : {}),
    };
  }

  #keep(value: unknown): HandleRef {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#store.set(id, value);
    return { epoch: this.#epoch, id };
  }
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
