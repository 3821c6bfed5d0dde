/** An interpreter in a worker of `node:worker_threads`: it can be ended whatever it is doing. */
import { Worker } from 'node:worker_threads';
import { isMillraceError, MillraceError } from '../../src/errors.js';
import {
  bootFailed,
  bootTimedOut,
  checkVersion,
  crashed,
  type BootOptions,
  type Interpreter,
  type OnEvents,
} from './interpreter.js';

/** Python's own recursion limit is reached long before a stack of this size is used up. */
const STACK_MB = 32;

interface Pending {
  readonly resolve: (reply: string) => void;
  readonly reject: (reason: MillraceError) => void;
  readonly onEvents?: OnEvents | undefined;
}

/**
 * Starts a worker at once. It keeps the process alive only while it boots or has something to do,
 * so a forgotten `end` hangs no script.
 */
export function createWorkerInterpreter(options: BootOptions, workerFile: string): Interpreter {
  const { bootTimeoutMs, ...workerData } = options;
  const worker = new Worker(workerFile, {
    workerData,
    // A loader of this process (tsx, jest) is nothing the worker needs.
    execArgv: [],
    resourceLimits: { stackSizeMb: STACK_MB },
  });
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let ended: MillraceError | undefined;
  let isReady = false;
  let gone: Promise<void> | undefined;
  let settleReady: Pending | undefined;

  const ready = new Promise<string>((resolve, reject) => {
    settleReady = { resolve, reject };
  }).then(() => undefined);
  ready.catch(() => undefined);
  const bootTimer = setTimeout(() => void end(bootTimedOut(bootTimeoutMs)), bootTimeoutMs);

  const end = (reason: MillraceError): Promise<void> => {
    if (ended === undefined) {
      ended = reason;
      clearTimeout(bootTimer);
      settleReady?.reject(reason);
      for (const one of pending.values()) one.reject(reason);
      pending.clear();
      // An error that an ending worker still reports has nobody to tell.
      worker.removeAllListeners();
      worker.on('error', () => undefined);
      gone = worker.terminate().then(() => undefined);
    }
    return gone ?? Promise.resolve();
  };

  const broke = (reason: string): void => void end(isReady ? crashed(reason) : bootFailed(reason));

  const onReady = (version: string): void => {
    checkVersion(version);
    isReady = true;
    clearTimeout(bootTimer);
    worker.unref();
    settleReady?.resolve(version);
  };

  const onMessage = (message: unknown): void => {
    const { type, id, text } = parseMessage(message);
    if (type === 'ready') return onReady(text);
    if (type === 'fatal') return broke(text);
    const one = pending.get(id);
    if (one === undefined) throw forged(`a message of request ${id}, which was not made`);
    if (type === 'events') return one.onEvents?.(text);
    pending.delete(id);
    if (pending.size === 0) worker.unref();
    one.resolve(text);
  };

  worker.on('message', (message: unknown) => {
    try {
      onMessage(message);
    } catch (error) {
      void end(isMillraceError(error) ? error : forged(String(error)));
    }
  });
  worker.on('error', (error: unknown) => broke(String(error)));
  worker.on('messageerror', (error: unknown) => broke(String(error)));
  worker.on('exit', (code) => broke(`its worker exited with code ${code}`));

  const ask = (type: 'call' | 'batch', text: string, onEvents?: OnEvents): Promise<string> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      lastId += 1;
      if (pending.size === 0) worker.ref();
      pending.set(lastId, { resolve, reject, onEvents });
      worker.postMessage({ type, id: lastId, text });
    });

  return {
    ready,
    get ended() {
      return ended;
    },
    call: (request) => ask('call', request),
    batch: (request, onEvents) => ask('batch', request, onEvents),
    end,
  };
}

interface WorkerMessage {
  readonly type: 'ready' | 'fatal' | 'events' | 'reply';
  readonly id: number;
  readonly text: string;
}

/** Python code can post messages of its own; what is none of ours ends the interpreter. */
function parseMessage(message: unknown): WorkerMessage {
  if (typeof message === 'object' && message !== null) {
    const { type, id, text } = message as Record<string, unknown>;
    const isKnown = type === 'events' || type === 'reply' ? typeof id === 'number' : true;
    if (isKnown && typeof text === 'string' && TYPES.includes(type as string)) {
      return message as WorkerMessage;
    }
  }
  throw forged('a message of unknown form');
}

const TYPES: readonly string[] = ['ready', 'fatal', 'events', 'reply'];

function forged(what: string): MillraceError {
  return new MillraceError('python-protocol', `the Python worker sent ${what}, and was ended`);
}
