/** A runtime whose code comes with its first call: few pages run Python the moment they open. */
import { MillraceError } from '../../src/errors.js';
import type {
  Batch,
  BatchListener,
  BatchResult,
  HandleRef,
  LiveModule,
  LiveSource,
  ModuleIntrospection,
  PythonModule,
  PythonRuntime,
  RuntimeUsage,
  SyncPython,
} from '../../src/run/python/python-runtime.js';
import { orAborted } from './or-aborted.js';

/** Passes every call on, in order, to the runtime that `load` makes. */
export class LazyRuntime implements PythonRuntime {
  readonly placement: PythonRuntime['placement'];
  declare readonly sync?: SyncPython;
  readonly #load: () => Promise<PythonRuntime>;
  #loading: Promise<PythonRuntime> | undefined;
  #runtime: PythonRuntime | undefined;
  #isClosed = false;

  constructor(placement: PythonRuntime['placement'], load: () => Promise<PythonRuntime>) {
    this.placement = placement;
    this.#load = load;
    // Absent until there is one, which a getter of the class could not say.
    Object.defineProperty(this, 'sync', { get: () => this.#runtime?.sync, enumerable: true });
  }

  boot(): Promise<void> {
    return this.#with((runtime) => runtime.boot());
  }

  addModules(modules: Readonly<Record<string, PythonModule>>): Promise<void> {
    return this.#with((runtime) => runtime.addModules(modules));
  }

  introspect(modules: readonly string[]): Promise<readonly ModuleIntrospection[]>;
  introspect(source: LiveSource): Promise<LiveModule>;
  introspect(asked: readonly string[] | LiveSource): Promise<unknown> {
    return this.#with<unknown>((runtime) =>
      'source' in asked ? runtime.introspect(asked) : runtime.introspect(asked),
    );
  }

  findImports(module: string, source: string): Promise<readonly string[]> {
    return this.#with((runtime) => runtime.findImports(module, source));
  }

  runBatch(batch: Batch, listener: BatchListener, signal?: AbortSignal): Promise<BatchResult> {
    const run = (runtime: PythonRuntime): Promise<BatchResult> =>
      runtime.runBatch(batch, listener, signal);
    // A part of the package that is slow to come holds up no cancel.
    if (this.#runtime !== undefined) return run(this.#runtime);
    return orAborted(() => this.#get(), signal).then(run);
  }

  fetch(handle: HandleRef): Promise<unknown> {
    return this.#with((runtime) => runtime.fetch(handle));
  }

  async usage(): Promise<RuntimeUsage> {
    const nothing = { stored: 0, running: 0, memoryBytes: 0 };
    // Nothing is loaded to say that there is nothing.
    if (this.#loading === undefined && !this.#isClosed) return nothing;
    return this.#with(async (runtime) => (await runtime.usage?.()) ?? nothing);
  }

  isLive(handle: HandleRef): boolean {
    return this.#runtime?.isLive?.(handle) ?? false;
  }

  release(handles: readonly HandleRef[]): void {
    this.#runtime?.release(handles);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const runtime = await this.#loading?.catch(() => undefined);
    await runtime?.close();
  }

  #with<T>(call: (runtime: PythonRuntime) => Promise<T>): Promise<T> {
    return this.#runtime === undefined ? this.#get().then(call) : call(this.#runtime);
  }

  async #get(): Promise<PythonRuntime> {
    this.#loading ??= this.#load();
    try {
      this.#runtime = await this.#loading;
    } catch (error) {
      // The next call may have better luck with the network.
      this.#loading = undefined;
      throw notLoaded(error);
    }
    // A closed runtime says so itself.
    if (this.#isClosed) await this.#runtime.close();
    return this.#runtime;
  }
}

function notLoaded(cause: unknown): MillraceError {
  return new MillraceError(
    'python-boot-failed',
    `Python could not start: a part of this package could not be loaded (${String(cause)}); check ` +
      'that the files that the build has made beside this one are served',
    { cause },
  );
}
