/** The PythonRuntime over interpreters that come and go. */
import { MillraceError } from '../../src/errors.js';
import type {
  Batch,
  BatchListener,
  BatchResult,
  HandleRef,
  ModuleIntrospection,
  PythonModule,
  PythonRuntime,
  SyncPython,
} from '../../src/run/python-runtime.js';
import { decodeValue } from '../../src/wire/value.js';
import {
  bootFailed,
  type Interpreter,
  type OnEvents,
  type SyncInterpreter,
} from './interpreter.js';
import {
  deliverEvents,
  encodeBatch,
  readReply,
  readUnattempted,
  type HostRequest,
} from './messages.js';

/** One interpreter with the user's modules in it. */
interface Living {
  readonly epoch: number;
  readonly interpreter: Interpreter;
  readonly ready: Promise<void>;
}

/**
 * A runtime that asks `spawn` for an interpreter at its first call, and for a new one after the
 * last has ended: aborted, crashed or never booted.
 */
export function createRuntime(
  spawn: () => Interpreter,
  modules: Readonly<Record<string, PythonModule>>,
): PythonRuntime {
  const known = new Map(Object.entries(modules));
  let epoch = 0;
  let living: Living | undefined;
  let closing: Promise<void> | undefined;

  const live = async (): Promise<Living> => {
    if (closing !== undefined) throw closed();
    if (living === undefined || living.interpreter.ended !== undefined) {
      delete runtime.sync;
      epoch += 1;
      const interpreter = spawn();
      const ready = interpreter.ready.then(() => prepare(interpreter));
      // One that could not be prepared is no use: the next call starts another.
      ready.catch((error: unknown) => interpreter.end(bootFailed(String(error), error)));
      living = { epoch, interpreter, ready };
    }
    const mine = living;
    await mine.ready;
    return mine;
  };

  const prepare = async (interpreter: Interpreter): Promise<void> => {
    const request = addModulesRequest(known);
    readReply(await interpreter.call(JSON.stringify(request)));
    if (interpreter.sync !== undefined) runtime.sync = createSync();
  };

  const ask = async (request: HostRequest): Promise<unknown> => {
    const { interpreter } = await live();
    return readReply(await interpreter.call(JSON.stringify(request)));
  };

  const end = ({ interpreter }: Living, reason: MillraceError): Promise<void> => {
    delete runtime.sync;
    return interpreter.end(reason);
  };

  const requireAlive = (handle: HandleRef): void => {
    if (handle.epoch !== epoch || living?.interpreter.ended !== undefined) throw handleDead(handle);
  };

  const runBatch = async (
    batch: Batch,
    listener: BatchListener,
    signal?: AbortSignal,
  ): Promise<BatchResult> => {
    if (signal?.aborted === true) throw terminated();
    const mine = await orAborted(live(), signal);
    const stop = (): void => void end(mine, terminated());
    signal?.addEventListener('abort', stop, { once: true });
    const report = createReport(mine.epoch, listener, (error) => void end(mine, error));
    try {
      const text = encodeBatch(batch, mine.epoch);
      const reply = await mine.interpreter.batch(text, report.onEvents);
      report.rethrow();
      return { unattempted: readUnattempted(readReply(reply)) };
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };

  const createSync = (): SyncPython => {
    const ask = (request: (live: SyncInterpreter) => string): unknown => {
      const { sync, ended } = living?.interpreter ?? {};
      if (closing !== undefined) throw closed();
      if (sync === undefined) throw ended ?? closed();
      try {
        return readReply(request(sync));
      } finally {
        // It broke: only a boot, which takes its time, brings another.
        if (living?.interpreter.ended !== undefined) delete runtime.sync;
      }
    };
    return {
      runBatch(batch, listener) {
        const report = createReport(epoch, listener);
        const ok = ask((live) => live.batch(encodeBatch(batch, epoch), report.onEvents));
        report.rethrow();
        return { unattempted: readUnattempted(ok) };
      },
      fetch(handle) {
        requireAlive(handle);
        const request: HostRequest = { type: 'fetch', id: handle.id };
        return readFetched(ask((live) => live.call(JSON.stringify(request))));
      },
    };
  };

  const runtime: Writable<PythonRuntime> = {
    placement: 'pyodide',
    boot: async () => void (await live()),
    async addModules(added) {
      if (closing !== undefined) throw closed();
      const changed = new Map(Object.entries(added));
      for (const [name, module] of changed) known.set(name, module);
      if (living === undefined || living.interpreter.ended !== undefined) return;
      await ask(addModulesRequest(changed));
    },
    introspect: async (names) =>
      (await ask({ type: 'introspect', modules: names })) as readonly ModuleIntrospection[],
    findImports: async (module, source) =>
      (await ask({ type: 'findImports', module, source })) as readonly string[],
    runBatch,
    async fetch(handle) {
      if (closing !== undefined) throw closed();
      requireAlive(handle);
      return readFetched(await ask({ type: 'fetch', id: handle.id }));
    },
    release(handles) {
      const ids = handles.filter((handle) => handle.epoch === epoch).map((handle) => handle.id);
      if (ids.length === 0 || closing !== undefined || living?.interpreter.ended !== undefined) {
        return;
      }
      // An interpreter that ends meanwhile has released everything.
      ask({ type: 'release', ids }).catch(() => undefined);
    },
    close() {
      closing ??= living === undefined ? Promise.resolve() : end(living, closed());
      return closing;
    },
  };
  return runtime;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

interface Report {
  readonly onEvents: OnEvents;
  /** Throws what the listener threw: the batch itself has gone on. */
  rethrow(): void;
}

function createReport(
  epoch: number,
  listener: BatchListener,
  onForged?: (error: MillraceError) => void,
): Report {
  let thrown: { readonly error: unknown } | undefined;
  return {
    onEvents(events) {
      try {
        deliverEvents(events, epoch, listener);
      } catch (error) {
        thrown ??= { error };
        if (error instanceof MillraceError && error.code === 'python-protocol') onForged?.(error);
      }
    },
    rethrow() {
      if (thrown !== undefined) throw thrown.error;
    },
  };
}

function addModulesRequest(modules: ReadonlyMap<string, PythonModule>): HostRequest {
  return { type: 'addModules', modules: Object.fromEntries(modules) };
}

function readFetched(ok: unknown): unknown {
  return decodeValue((ok as { value: unknown }).value);
}

/** Waits for `promise`, but not longer than until the abort. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(terminated());
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function terminated(): MillraceError {
  return new MillraceError(
    'python-terminated',
    'the Python interpreter was ended because a batch on it was aborted; the next call starts a ' +
      'new one, values kept in the old one are lost',
  );
}

function closed(): MillraceError {
  return new MillraceError(
    'python-closed',
    'this Python runtime was closed by close(); create another one',
  );
}

function handleDead(handle: HandleRef): MillraceError {
  return new MillraceError(
    'handle-dead',
    `the value ${handle.id} of interpreter ${handle.epoch} is gone: that interpreter was ended; ` +
      'run the node again',
    { details: { handle } },
  );
}
