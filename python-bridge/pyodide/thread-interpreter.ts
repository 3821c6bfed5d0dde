/** An interpreter in the caller's own thread: what sync mode needs. */
import type { MillraceError } from '../../src/errors.js';
import {
  bootFailed,
  bootTimedOut,
  checkVersion,
  crashed,
  type BootOptions,
  type Interpreter,
  type OnEvents,
  type SyncInterpreter,
} from './interpreter.js';
import { createSession, type Session } from './session.mjs';

/** Starts loading at once; while Python code runs, this thread does nothing else. */
export function createThreadInterpreter(options: BootOptions): Interpreter {
  let session: Session | undefined;
  let ended: MillraceError | undefined;
  let rejectAll: (reason: MillraceError) => void = () => undefined;
  const end = new Promise<never>((_, reject) => {
    rejectAll = reject;
  });
  // Everything that waits races with the end; nobody waiting is no error.
  end.catch(() => undefined);

  const finish = (reason: MillraceError): void => {
    if (ended !== undefined) return;
    ended = reason;
    delete interpreter.sync;
    session?.stop();
    session = undefined;
    rejectAll(reason);
  };

  const ask = <T>(request: (session: Session) => T): T => {
    if (ended !== undefined || session === undefined)
      throw ended ?? bootFailed('it was not awaited');
    try {
      return request(session);
    } catch (error) {
      const reason = crashed(String(error));
      finish(reason);
      throw reason;
    }
  };

  const sync: SyncInterpreter = {
    call: (request) => ask((live) => live.call(request)),
    batch: (request, onEvents) => ask((live) => live.startSync(request, onEvents)),
  };

  const load = async (): Promise<void> => {
    const loaded = await createSession({
      ...options,
      onPrinted: (line) => console.error(line),
      onBroken: (error) => finish(crashed(String(error))),
    });
    if (ended !== undefined) return;
    checkVersion(loaded.version);
    session = loaded;
    interpreter.sync = sync;
  };

  const batch = async (request: string, onEvents: OnEvents): Promise<string> => {
    const reply = ask((live) => live.start(request, (events) => ended ?? onEvents(events)));
    if (typeof reply === 'string') return reply;
    return Promise.race([
      end,
      reply.catch((error: unknown) => {
        const reason = crashed(String(error));
        finish(reason);
        throw reason;
      }),
    ]);
  };

  const booting = within(load(), options.bootTimeoutMs);
  const interpreter: Writable<Interpreter> = {
    ready: Promise.race([end, booting]),
    get ended() {
      return ended;
    },
    call: async (request) => sync.call(request),
    batch,
    async end(reason) {
      finish(reason);
      // A load can't be stopped; it is waited for, but not for one that never settles.
      await booting.catch(() => undefined);
    },
  };
  interpreter.ready.catch((error: MillraceError) => finish(error));
  return interpreter;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

async function within(loading: Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(bootTimedOut(milliseconds)), milliseconds);
  });
  try {
    await Promise.race([timeout, loading]);
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).match(/^(peer|python)-/)
      ? error
      : bootFailed(String(error), error);
  } finally {
    clearTimeout(timer);
  }
}
