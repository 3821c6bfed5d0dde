/** Fits a Web Worker to the port. */
import { MillraceError } from '../../src/errors.js';
import { bootFailed } from '../runtime/errors.js';
import { createFlags, raiseFlag } from './interrupts.mjs';
import type { WebBoot } from './web-session.js';
import { buffersOf, type OpenWorker } from '../runtime/worker-port.js';

/** Workers that `create` makes, each told what to boot. */
export function webWorker(
  create: () => Worker | Promise<Worker>,
  boot: () => Promise<WebBoot>,
): OpenWorker {
  return async (listener) => {
    const worker = await startWorker(create);
    const stop = new AbortController();
    const { signal } = stop;
    worker.addEventListener('message', ({ data }) => listener.onMessage(data), { signal });
    worker.addEventListener('error', (event) => listener.onBroken(reasonOf(event)), { signal });
    worker.addEventListener(
      'messageerror',
      () => listener.onBroken('its worker posted a message that could not be read'),
      { signal },
    );
    // Where memory can be shared, a worker that Python blocks is reached as well.
    const flags = globalThis.crossOriginIsolated ? createFlags() : undefined;
    boot()
      .then((options) => worker.postMessage({ ...options, flags }))
      .catch((error: unknown) => {
        if (signal.aborted) return;
        const { code, message: text } = bootFailed(error);
        listener.onMessage({ type: 'fatal', code, text });
      });
    return {
      post(message) {
        if (message.type === 'stop' && flags !== undefined) raiseFlag(flags, message.id);
        worker.postMessage(message, buffersOf(message));
      },
      async end() {
        stop.abort();
        worker.terminate();
      },
    };
  };
}

/** The script in a worker of its own; the URL it needs for that is given back. */
export function startInlineWorker(script: string): Worker {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  try {
    return new Worker(url, { type: 'module', name: 'millrace-python' });
  } finally {
    URL.revokeObjectURL(url);
  }
}

const CSP_ADVICE =
  'where a Content-Security-Policy forbids blob: workers, pass the option worker, which makes one ' +
  'from a file: () => new Worker(urlOf("millrace/python/worker"), { type: "module" })';

async function startWorker(create: () => Worker | Promise<Worker>): Promise<Worker> {
  try {
    return await create();
  } catch (error) {
    throw new MillraceError(
      'python-boot-failed',
      `Python could not start: its worker could not be made (${String(error)}); ${CSP_ADVICE}`,
      { cause: error },
    );
  }
}

/** A script that can't be loaded is an event without words. */
function reasonOf({ message }: { readonly message?: string }): string {
  return message ?? `the script of its worker could not be loaded; ${CSP_ADVICE}`;
}
