/** An interpreter in the caller's own thread: what sync mode needs. */
import type { MillraceError } from '../../src/errors.js';
import { Deferred } from './deferred.js';
import { bootFailed, bootTimedOut, crashed } from './errors.js';
import type { Packet } from './packet.js';
import type {
  Interpreter,
  NodeOfBatch,
  OnEvents,
  SentBatch,
  SyncInterpreter,
} from './interpreter.js';
import type { Session, SessionHooks } from '../pyodide/session.mjs';

/** Loads Pyodide and the host. */
export type SessionLoader = (hooks: SessionHooks) => Promise<Session>;

/** How {@link ThreadInterpreter} starts. */
export interface ThreadInterpreterOptions {
  readonly load: SessionLoader;
  readonly bootTimeoutMs: number;
  /** Throws where the version that has booted is not the one expected. */
  readonly checkReady: (version: string) => void;
}

/** Starts loading at once; while Python code runs, this thread does nothing else. */
export class ThreadInterpreter implements Interpreter {
  readonly ready: Promise<void>;
  sync?: SyncInterpreter;
  /** Everything that waits races with the end. */
  readonly #end = new Deferred<never>();
  readonly #booting: Promise<void>;
  #session: Session | undefined;
  #ended: MillraceError | undefined;
  #culprit: NodeOfBatch | undefined;
  #lastId = 0;

  constructor({ load, bootTimeoutMs, checkReady }: ThreadInterpreterOptions) {
    this.#booting = within(this.#load(load, checkReady), bootTimeoutMs);
    this.ready = Promise.race([this.#end.promise, this.#booting]);
    this.ready.catch((error: MillraceError) => this.#finish(error));
  }

  get ended(): MillraceError | undefined {
    return this.#ended;
  }

  async call(request: string): Promise<Packet> {
    return this.#ask((session) => session.call(request));
  }

  batch(request: Packet, onEvents: OnEvents): SentBatch {
    this.#lastId += 1;
    const id = this.#lastId;
    const reply = this.#batch(request, onEvents, id);
    // Who asked for the batch may have given it up.
    reply.catch(() => undefined);
    return { id, reply, stop: () => this.#stop(id) };
  }

  #stop(id: number): void {
    try {
      this.#session?.stop(id);
    } catch (error) {
      this.#break(error, this.#session?.inControl());
    }
  }

  get culprit(): NodeOfBatch | undefined {
    return this.#culprit;
  }

  async #batch(request: Packet, onEvents: OnEvents, id: number): Promise<Packet> {
    const emit: OnEvents = (events) => {
      if (this.#ended === undefined) onEvents(events);
    };
    const reply = this.#ask((session) => session.start(request, emit, id));
    if ('text' in reply) return reply;
    const settled = reply.catch((error: unknown) => {
      throw this.#break(error, this.#session?.inControl());
    });
    return Promise.race([this.#end.promise, settled]);
  }

  async end(reason: MillraceError): Promise<void> {
    this.#finish(reason);
    // A load can't be stopped; it is waited for, but not for one that never settles.
    await this.#booting.catch(() => undefined);
  }

  async #load(load: SessionLoader, checkReady: (version: string) => void): Promise<void> {
    const loaded = await load({
      onPrinted: (line) => console.error(line),
      onBroken: (error, node) => void this.#break(error, node),
    });
    if (this.#ended !== undefined) return;
    checkReady(loaded.version);
    this.#session = loaded;
    this.sync = {
      call: (request) => this.#ask((session) => session.call(request)),
      batch: (request, onEvents) => {
        this.#lastId += 1;
        const id = this.#lastId;
        return this.#ask((session) => session.startSync(request, onEvents, id));
      },
    };
  }

  #ask<T>(request: (session: Session) => T): T {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#session === undefined) throw bootFailed('it was not awaited');
    try {
      return request(this.#session);
    } catch (error) {
      throw this.#break(error, this.#session.inControl());
    }
  }

  #break(error: unknown, node: NodeOfBatch | undefined): MillraceError {
    this.#culprit ??= node;
    this.#finish(crashed(String(error)));
    return this.#ended!;
  }

  #finish(reason: MillraceError): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    delete this.sync;
    this.#session?.end();
    this.#session = undefined;
    this.#end.reject(reason);
  }
}

async function within(loading: Promise<void>, milliseconds: number): Promise<void> {
  const timeout = new Deferred<never>();
  const timer = setTimeout(() => timeout.reject(bootTimedOut(milliseconds)), milliseconds);
  try {
    await Promise.race([timeout.promise, loading]);
  } catch (error) {
    throw bootFailed(error);
  } finally {
    clearTimeout(timer);
  }
}
