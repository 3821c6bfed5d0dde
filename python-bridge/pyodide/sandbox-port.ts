/**
 * Fits Pyodide in a sandboxed iframe to the port: a worker with an origin of its own, which has no
 * cookies, no storage, no page, and of the network only Pyodide's files.
 */
import { MillraceError } from '../../src/errors.js';
import { buffersOf, type OpenWorker, type WorkerListener } from '../runtime/worker-port.js';
import { sandboxPage, type SandboxMessage, type SandboxStart } from './sandbox-frame.js';
import type { WebBoot } from './web-session.js';
import { workerText } from './worker-text.mjs';

/** How long the frame's own script may take; the page itself waits for nothing here. */
const HELLO_MS = 10_000;

/** Sandboxes that are told what to boot; each is an element of the document until it has ended. */
export function sandboxWorker(boot: () => Promise<WebBoot>): OpenWorker {
  return async (listener) => {
    const options = await boot();
    await requireAccess(options.indexUrl);
    const nonce = makeNonce();
    const frame = makeFrame(sandboxPage({ ...options, library: options.library }, nonce));
    const { port1: port, port2: given } = new MessageChannel();
    const stop = new AbortController();
    const { signal } = stop;
    port.addEventListener('message', ({ data }) => listener.onMessage(data), { signal });
    port.addEventListener(
      'messageerror',
      () => listener.onBroken('its sandbox posted a message that could not be read'),
      { signal },
    );
    port.start();
    watch(frame, { nonce, listener, signal }, () => {
      const start: SandboxStart = { nonce, script: workerText, boot: options };
      frame.contentWindow?.postMessage(start, '*', [given]);
    });
    document.documentElement.append(frame);
    return {
      post: (message) => port.postMessage(message, buffersOf(message)),
      async end() {
        stop.abort();
        port.close();
        frame.remove();
      },
    };
  };
}

function makeFrame(text: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.hidden = true;
  frame.title = 'Python';
  frame.srcdoc = text;
  return frame;
}

interface Watching {
  readonly nonce: string;
  readonly listener: WorkerListener;
  readonly signal: AbortSignal;
}

/** Hears the frame itself; what its worker says comes by the port. */
function watch(
  frame: HTMLIFrameElement,
  { nonce, listener, signal }: Watching,
  onHello: () => void,
): void {
  let greeted = false;
  const hear = ({ source, data }: MessageEvent<SandboxMessage | null>): void => {
    // Any frame of the page can post here.
    if (source !== frame.contentWindow || data?.nonce !== nonce) return;
    if (typeof data.broken === 'string') listener.onBroken(data.broken);
    else if (!greeted) {
      greeted = true;
      onHello();
    }
  };
  addEventListener('message', hear, { signal });
  const timer = setTimeout(() => {
    if (!greeted) listener.onBroken(`its sandbox was not let run its script; ${POLICY_ADVICE}`);
  }, HELLO_MS);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}

const POLICY_ADVICE =
  "a sandbox obeys the page's Content-Security-Policy besides its own: one that limits scripts has " +
  'to allow inline scripts and data: workers, so put Python on a page of its own';

/** An origin of its own may load nothing that is not offered to all. */
async function requireAccess(indexUrl: string): Promise<void> {
  const url = `${indexUrl}pyodide.mjs`;
  let came: string;
  try {
    const response = await fetch(url, { method: 'HEAD', credentials: 'omit' });
    // What is wrong with the files themselves is said where they are read.
    if (!response.ok || new URL(indexUrl).origin !== location.origin) return;
    const allowed = response.headers.get('access-control-allow-origin');
    if (allowed === '*' || allowed === 'null') return;
    came = allowed === null ? 'none' : allowed;
  } catch (error) {
    came = String(error);
  }
  throw new MillraceError(
    'python-boot-failed',
    `Python could not start: expected ${url} to be sent with the header ` +
      `Access-Control-Allow-Origin: *, for a sandbox is an origin of its own, got ${came}; have the ` +
      'server send it with all files of that folder (the plugin of millrace/vite does while developing)',
    { details: { url } },
  );
}

function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
