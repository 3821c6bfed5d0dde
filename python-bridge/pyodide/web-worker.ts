/**
 * The worker's side in a browser, and `millrace/python/worker`: an interpreter that answers
 * messages. `worker-messages.ts` says what it posts, `web-worker-port.ts` starts it.
 */
import { isMillraceError } from '../../src/errors.js';
import { createAnswer } from './session.mjs';
import { createWebSession, type WebBoot } from './web-session.js';

/** What this needs of a worker's global scope; the DOM's types know pages only. */
interface WorkerScope {
  postMessage(message: object, transfer: readonly ArrayBuffer[]): void;
  addEventListener(
    type: 'message',
    listener: (event: MessageEvent) => void,
    options?: { readonly once: boolean },
  ): void;
}

const scope = globalThis as unknown as WorkerScope;
const post = (message: object, transfer: readonly ArrayBuffer[] = []): void =>
  scope.postMessage(message, transfer);
const fail = (error: unknown): void => {
  if (isMillraceError(error)) post({ type: 'fatal', text: error.message, code: error.code });
  else post({ type: 'fatal', text: String(error) });
};

async function boot(options: WebBoot): Promise<void> {
  const session = await createWebSession(options, {
    onBoot: (event) => post({ type: 'booting', event }),
    // What no node printed.
    onPrinted: (line) => console.info(line),
    onBroken: fail,
  });
  const answer = createAnswer(session, post, fail);
  scope.addEventListener('message', ({ data }) => answer(data));
  post({ type: 'ready', text: session.version });
}

scope.addEventListener('message', ({ data }) => void boot(data).catch(fail), { once: true });
