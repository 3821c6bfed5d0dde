/** Fits Web Workers and workers of `node:worker_threads` to one form, from both sides. */
import { toErrorInfo } from '../../errors.js';

/**
 * A `new Worker(…)` of the browser or of `node:worker_threads` whose entry calls `serveFunctions`.
 * It belongs to whom it is given.
 */
export interface WorkerLike {
  terminate(): unknown;
  /** The browser's. */
  addEventListener?(type: string, listener: (event: unknown) => void): void;
  /** Node's. */
  on?(type: string, listener: (payload: unknown) => void): unknown;
  ref?(): void;
  unref?(): void;
}

/** A `MessagePort` of the browser or of Node. */
export interface PortLike {
  postMessage(message: unknown): void;
  addEventListener(type: string, listener: (event: unknown) => void): void;
  start(): void;
  close(): void;
  unref?(): void;
}

/** Who hears a worker. */
export interface WorkerListener {
  /** Anything posted to the page or thread that opened it. */
  readonly onMessage: (message: unknown) => void;
  /**
   * It can't go on; `reason` is for people, `exitCode` is there when it ended by itself. True when
   * a call fails of it.
   */
  readonly onBroken: (reason: string, exitCode?: number) => boolean;
}

/** Listens for as long as the worker lives: an error that nobody hears would end a Node process. */
export function listenToWorker(worker: WorkerLike, { onMessage, onBroken }: WorkerListener): void {
  if (worker.on !== undefined) {
    worker.on('message', onMessage);
    worker.on('error', (error) => onBroken(toErrorInfo(error).message));
    worker.on('exit', (code) => onBroken(`it exited with code ${String(code)}`, code as number));
    return;
  }
  worker.addEventListener?.('message', (event) => onMessage(dataOf(event)));
  worker.addEventListener?.('error', (event) => {
    const { message = 'its script could not be loaded' } = event as ErrorLike;
    // The error of a call is no longer one of the page.
    if (onBroken(message)) (event as ErrorLike).preventDefault();
  });
}

/** A script that can't be loaded is an event without words. */
interface ErrorLike {
  readonly message?: string;
  preventDefault(): void;
}

function dataOf(event: unknown): unknown {
  return (event as { readonly data: unknown }).data;
}

/** Hears what arrives at a port, from now on. */
export function listenToPort(
  port: PortLike,
  onMessage: (message: unknown) => void,
  onUnreadable: () => void,
): void {
  port.addEventListener('message', (event) => onMessage(dataOf(event)));
  port.addEventListener('messageerror', onUnreadable);
  port.start();
}

/** Posts to whoever opened this worker. */
export type PostToOpener = (message: unknown, transfer: readonly PortLike[]) => void;

interface Surroundings {
  readonly process?: { getBuiltinModule?(id: string): unknown };
  readonly navigator?: {
    readonly hardwareConcurrency?: number;
    /** Only where the page came over HTTPS, or from this machine. */
    readonly locks?: { request(name: string, held: () => unknown): Promise<unknown> };
  };
  /** Only dedicated workers have it. */
  readonly DedicatedWorkerGlobalScope?: unknown;
  readonly postMessage?: PostToOpener;
  readonly MessageChannel: new () => { readonly port1: PortLike; readonly port2: PortLike };
}

const surroundings = globalThis as unknown as Surroundings;

/** Node's own module, where there is one; bundlers don't see it. */
function nodeModule(name: string): unknown {
  return surroundings.process?.getBuiltinModule?.(`node:${name}`);
}

type Threads = { readonly parentPort: { readonly postMessage: PostToOpener } | null } | undefined;
type System = { availableParallelism(): number } | undefined;

/** A way to post to the opener of this worker; undefined where this is none. */
export function findOpener(): PostToOpener | undefined {
  const port = (nodeModule('worker_threads') as Threads)?.parentPort;
  if (port) return (message, transfer) => port.postMessage(message, transfer);
  if (surroundings.DedicatedWorkerGlobalScope === undefined) return undefined;
  return (message, transfer) => surroundings.postMessage!(message, transfer);
}

/** The name of a lock that this worker holds for life; undefined where there are no locks. */
export async function holdLock(): Promise<string | undefined> {
  const locks = surroundings.navigator?.locks;
  if (locks === undefined) return undefined;
  const name = `millrace.${Math.random()}`;
  return new Promise((resolve) => {
    const hold = (): Promise<never> => {
      resolve(name);
      return new Promise(() => undefined);
    };
    // A worker without an origin may not have any.
    locks.request(name, hold).catch(() => resolve(undefined));
  });
}

/** Calls `next` when nobody holds the lock: browsers say in no other way that a worker is gone. */
export function awaitLock(name: string, next: () => void): void {
  surroundings.navigator?.locks?.request(name, next).catch(() => undefined);
}

/** Two ports that belong together. */
export function createChannel(): { readonly port1: PortLike; readonly port2: PortLike } {
  return new surroundings.MessageChannel();
}

/** The cores of this machine but one, which is left to the thread that asks; at least 1. */
export function countSpareCores(): number {
  const cores =
    surroundings.navigator?.hardwareConcurrency ??
    (nodeModule('os') as System)?.availableParallelism() ??
    1;
  return Math.max(1, cores - 1);
}
