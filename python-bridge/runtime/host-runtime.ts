/** The PythonRuntime over interpreters that come and go. */
import type { MillraceError } from '../../src/errors.js';
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
import { BatchRuns } from './batch-runs.js';
import { bootFailed, closed, handleDead, isForged } from './errors.js';
import type { Interpreter, SyncInterpreter } from './interpreter.js';
import {
  readFetched,
  readImports,
  readIntrospections,
  readReply,
  readUsage,
  type HostRequest,
  type ToHandle,
} from './messages.js';
import type { LiveReader } from './live-source.js';
import { orAborted } from './or-aborted.js';
import type { Packet } from './packet.js';
import { ThreadPython } from './sync-python.js';

/** One interpreter with the user's modules in it. */
interface Living {
  readonly epoch: number;
  readonly interpreter: Interpreter;
  readonly ready: Promise<void>;
  /** What its store holds, as far as anybody can know. */
  readonly held: Set<number>;
  readonly toHandle: ToHandle;
  readonly runs: BatchRuns;
}

/** What {@link HostRuntime} is made of. */
export interface HostRuntimeOptions {
  readonly placement: PythonRuntime['placement'];
  /** Starts an interpreter. */
  readonly spawn: () => Interpreter;
  readonly modules: Readonly<Record<string, PythonModule>>;
}

/**
 * Asks `spawn` for an interpreter at its first call, and for a new one after the last has ended:
 * aborted, crashed or never booted.
 */
export class HostRuntime implements PythonRuntime {
  readonly placement: PythonRuntime['placement'];
  sync?: SyncPython;
  readonly #spawn: () => Interpreter;
  readonly #known: Map<string, PythonModule>;
  readonly #syncPython: ThreadPython;
  #epoch = 0;
  #living: Living | undefined;
  #closing: Promise<void> | undefined;
  #liveReader: Promise<LiveReader> | undefined;

  constructor({ placement, spawn, modules }: HostRuntimeOptions) {
    this.placement = placement;
    this.#spawn = spawn;
    this.#known = new Map(Object.entries(modules));
    const epoch = (): number => this.#epoch;
    this.#syncPython = new ThreadPython({
      get epoch() {
        return epoch();
      },
      toHandle: (id) => this.#living!.toHandle(id),
      askSync: (request) => this.#askSync(request),
      requireAlive: (handle) => this.#requireAlive(handle),
      culprit: () => this.#living?.interpreter.culprit?.node,
    });
  }

  async boot(): Promise<void> {
    await this.#live();
  }

  async addModules(added: Readonly<Record<string, PythonModule>>): Promise<void> {
    if (this.#closing !== undefined) throw closed();
    const changed = new Map(Object.entries(added));
    for (const [name, module] of changed) this.#take(name, module);
    if (this.#isAlive()) await this.#ask(addModulesRequest(changed));
  }

  introspect(modules: readonly string[]): Promise<readonly ModuleIntrospection[]>;
  introspect(source: LiveSource): Promise<LiveModule>;
  async introspect(asked: readonly string[] | LiveSource): Promise<unknown> {
    if (!('source' in asked)) {
      return this.#ask({ type: 'introspect', modules: asked }, readIntrospections);
    }
    // Few need what makes nodes of it.
    this.#liveReader ??= this.#makeLiveReader();
    this.#liveReader.catch(() => (this.#liveReader = undefined));
    return (await this.#liveReader).read(asked);
  }

  async findImports(module: string, source: string): Promise<readonly string[]> {
    return this.#ask({ type: 'findImports', module, source }, readImports);
  }

  async runBatch(
    batch: Batch,
    listener: BatchListener,
    signal?: AbortSignal,
  ): Promise<BatchResult> {
    const { runs } = await orAborted(() => this.#live(), signal);
    return runs.run(batch, listener, signal);
  }

  async usage(): Promise<RuntimeUsage> {
    if (this.#closing !== undefined) throw closed();
    if (!this.#isAlive()) return { stored: 0, running: 0, memoryBytes: 0 };
    return this.#ask({ type: 'usage' }, readUsage);
  }

  async fetch(handle: HandleRef): Promise<unknown> {
    if (this.#closing !== undefined) throw closed();
    this.#requireAlive(handle);
    return this.#send({ type: 'fetch', id: handle.id }, readFetched);
  }

  isLive({ epoch, id }: HandleRef): boolean {
    return epoch === this.#epoch && this.#isAlive() && this.#living!.held.has(id);
  }

  release(handles: readonly HandleRef[]): void {
    const ids = handles.filter(({ epoch }) => epoch === this.#epoch).map(({ id }) => id);
    for (const id of ids) this.#living?.held.delete(id);
    if (ids.length === 0 || this.#closing !== undefined || !this.#isAlive()) return;
    // An interpreter that ends meanwhile has released everything.
    this.#ask({ type: 'release', ids }).catch(() => undefined);
  }

  close(): Promise<void> {
    this.#closing ??=
      this.#living === undefined ? Promise.resolve() : this.#end(this.#living, closed());
    return this.#closing;
  }

  async #live(): Promise<Living> {
    if (this.#closing !== undefined) throw closed();
    if (this.#living === undefined || !this.#isAlive()) this.#living = this.#start();
    const mine = this.#living;
    await mine.ready;
    return mine;
  }

  #start(): Living {
    delete this.sync;
    this.#epoch += 1;
    const interpreter = this.#spawn();
    const ready = interpreter.ready.then(() => this.#prepare(interpreter));
    // One that could not be prepared is no use: the next call starts another.
    ready.catch((error: unknown) => interpreter.end(bootFailed(error)));
    const held = new Set<number>();
    const epoch = this.#epoch;
    const toHandle: ToHandle = (id) => {
      held.add(id);
      return { epoch, id };
    };
    const release = (handles: readonly HandleRef[]): void => this.release(handles);
    const runs = new BatchRuns({ interpreter, epoch, toHandle, release });
    return { epoch, interpreter, ready, held, toHandle, runs };
  }

  async #prepare(interpreter: Interpreter): Promise<void> {
    const request = addModulesRequest(this.#known);
    readReply(await interpreter.call(JSON.stringify(request)));
    if (interpreter.sync !== undefined) this.sync = this.#syncPython;
  }

  #ask(request: HostRequest): Promise<unknown>;
  #ask<T>(request: HostRequest, read: (ok: unknown) => T): Promise<T>;
  #ask(request: HostRequest, read = (ok: unknown): unknown => ok): Promise<unknown> {
    return this.#send(request, (reply) => read(readReply(reply)));
  }

  async #send<T>(request: HostRequest, read: (reply: Packet) => T): Promise<T> {
    const living = await this.#live();
    const reply = await living.interpreter.call(JSON.stringify(request));
    try {
      return read(reply);
    } catch (error) {
      // Nothing that such an interpreter says can be relied on.
      if (isForged(error)) void this.#end(living, error);
      throw error;
    }
  }

  #askSync(request: (interpreter: SyncInterpreter) => Packet): Packet {
    if (this.#closing !== undefined) throw closed();
    const { sync, ended } = this.#living?.interpreter ?? {};
    if (sync === undefined) throw ended ?? closed();
    try {
      return request(sync);
    } finally {
      // It broke: only a boot, which takes its time, brings another.
      if (!this.#isAlive()) delete this.sync;
    }
  }

  #end({ interpreter }: Living, reason: MillraceError): Promise<void> {
    delete this.sync;
    return interpreter.end(reason);
  }

  async #makeLiveReader(): Promise<LiveReader> {
    const { LiveReader } = await import('./live-source.js');
    return new LiveReader({
      ask: (request) => this.#ask(request),
      end: async (reason) => this.#living && this.#end(this.#living, reason),
      take: (name, module) => this.#take(name, module),
    });
  }

  /** What was made before a module was replaced may be of classes that are gone: nobody gets it anew. */
  #take(name: string, module: PythonModule): void {
    const before = this.#known.get(name);
    this.#known.set(name, module);
    if (before !== undefined && before.source !== module.source) this.#living?.held.clear();
  }

  #isAlive(): boolean {
    return this.#living !== undefined && this.#living.interpreter.ended === undefined;
  }

  #requireAlive(handle: HandleRef): void {
    if (handle.epoch !== this.#epoch || !this.#isAlive()) throw handleDead(handle);
  }
}

function addModulesRequest(modules: ReadonlyMap<string, PythonModule>): HostRequest {
  return { type: 'addModules', modules: Object.fromEntries(modules) };
}
