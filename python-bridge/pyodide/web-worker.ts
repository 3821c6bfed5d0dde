/**
 * The worker's side in a browser, and `millrace/python/worker`: an interpreter that answers
 * messages. `worker-messages.ts` says what it posts, `web-worker-port.ts` starts it.
 */
import { isMillraceError } from '../../src/errors.js';
import type { BootReport } from '../runtime/boot-report.js';
import { createAnswer } from './answer.mjs';
import type { OnBroken } from './session.mjs';
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

/** A boot, and where to answer when that is not who sent it. */
type WorkerBoot = WebBoot & { readonly port?: MessagePort };

const scope = globalThis as unknown as WorkerScope;
/** In a sandbox it is a port that no code in here has a name for. */
let channel = scope;
const post = (message: object, transfer: readonly ArrayBuffer[] = []): void =>
  channel.postMessage(message, transfer);
const fail: OnBroken = (error, node) => {
  const where = node === undefined ? {} : { node };
  const isOurs = isMillraceError(error);
  const why = isOurs ? { text: error.message, code: error.code } : { text: String(error) };
  post({ type: 'fatal', ...where, ...why });
};

/** A snapshot that is not shared is given away: it is large. */
function transferOf(report: BootReport): readonly ArrayBuffer[] {
  if (report.type !== 'snapshot' || report.snapshot === null) return [];
  return isShared(report.snapshot) ? [] : [report.snapshot];
}

async function boot({ port, ...options }: WorkerBoot): Promise<void> {
  if (port !== undefined) {
    channel = port as unknown as WorkerScope;
    port.start();
  }
  const session = await createWebSession(options, {
    onBoot: (event) => post({ type: 'booting', event }, transferOf(event)),
    // What no node printed.
    onPrinted: (line) => console.info(line),
    onBroken: fail,
  });
  const answer = createAnswer(session, post, fail);
  channel.addEventListener('message', ({ data }) => answer(data));
  post({ type: 'ready', text: session.version });
}

scope.addEventListener(
  'message',
  ({ data }) => void boot(data).catch((error: unknown) => fail(error)),
  { once: true },
);
