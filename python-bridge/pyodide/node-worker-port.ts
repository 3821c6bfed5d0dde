/** Fits a worker of `node:worker_threads` to the port. */
import { Worker } from 'node:worker_threads';
import type { PackageLoad } from '../packages/package-load.js';
import { createFlags, raiseFlag } from './interrupts.mjs';
import type { HostFiles, Snapshot } from './start-python.mjs';
import { buffersOf, type OpenWorker } from '../runtime/worker-port.js';

/** Python's own recursion limit is reached long before a stack of this size is used up. */
const STACK_MB = 32;

/** Stands for the boot among the numbers of requests. */
const BOOT = 0;

/** What `node-worker.mjs` has to know. */
export interface NodeBoot {
  readonly pyodideUrl: string;
  readonly indexUrl: string;
  readonly hostFiles: HostFiles;
  readonly library?: string | undefined;
  readonly snapshot?: Snapshot | 'take' | undefined;
  readonly packages?: PackageLoad | undefined;
  readonly memoryLimitMb: number;
}

/**
 * Workers that keep the process alive only while they boot or have something to do, so a forgotten
 * `end` hangs no script.
 */
export function nodeWorker(file: string, boot: NodeBoot): OpenWorker {
  return (listener) => {
    const flags = createFlags();
    const worker = new Worker(file, {
      workerData: { ...boot, flags },
      // A loader of this process (tsx, jest) is nothing the worker needs.
      execArgv: [],
      resourceLimits: { stackSizeMb: STACK_MB },
    });
    const awaited = new Set([BOOT]);
    const settle = (id: number): void => {
      awaited.delete(id);
      if (awaited.size === 0) worker.unref();
    };
    worker.on('message', (message: { readonly type?: unknown; readonly id?: number } | null) => {
      if (message?.type === 'ready') settle(BOOT);
      if (message?.type === 'reply') settle(message.id ?? BOOT);
      listener.onMessage(message);
    });
    worker.on('error', (error: unknown) => listener.onBroken(String(error)));
    worker.on('messageerror', (error: unknown) => listener.onBroken(String(error)));
    worker.on('exit', (code) => listener.onBroken(`its worker exited with code ${code}`));
    return {
      post(message) {
        if (message.type === 'stop') {
          // Heard whatever Python is doing; the message is for nodes that wait.
          raiseFlag(flags, message.id);
          worker.postMessage(message);
          return;
        }
        if (awaited.size === 0) worker.ref();
        awaited.add(message.id);
        worker.postMessage(message, buffersOf(message));
      },
      async end() {
        // An error that an ending worker still reports has nobody to tell.
        worker.removeAllListeners();
        worker.on('error', () => undefined);
        await worker.terminate();
      },
    };
  };
}
