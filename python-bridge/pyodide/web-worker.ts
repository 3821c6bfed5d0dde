/**
 * The worker's side in a browser, and `millrace/python/worker`: an interpreter that answers
 * messages. `worker-messages.ts` says what it posts, `web-worker-port.ts` starts it.
 */
import { isMillraceError } from '../../src/errors.js';
import type { BootReport } from '../runtime/boot-report.js';
import { createAnswer, type OnBroken } from './session.mjs';
import { isShared } from './snapshot.mjs';
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
const fail: OnBroken = (error, node) => {
  const where = node === undefined ? {} : { node };
  if (isMillraceError(error)) post({ type: 'fatal', text: error.message, code: error.code });
  else post({ type: 'fatal', text: String(error), ...where });
};

/** A snapshot that is not shared is given away: it is large. */
function transferOf(report: BootReport): readonly ArrayBuffer[] {
  if (report.type !== 'snapshot' || report.snapshot === null) return [];
  return isShared(report.snapshot) ? [] : [report.snapshot];
}

async function boot(options: WebBoot): Promise<void> {
  const session = await createWebSession(options, {
    onBoot: (event) => post({ type: 'booting', event }, transferOf(event)),
    // What no node printed.
    onPrinted: (line) => console.info(line),
    onBroken: fail,
  });
  const answer = createAnswer(session, post, fail);
  scope.addEventListener('message', ({ data }) => answer(data));
  post({ type: 'ready', text: session.version });
}

scope.addEventListener(
  'message',
  ({ data }) => void boot(data).catch((error: unknown) => fail(error)),
  { once: true },
);
