/** The page inside a sandbox: it may run Pyodide in a worker, and nothing else. */
import { PYODIDE_FILES } from './pyodide-files.js';

/** What the frame is told, with the port for the worker. */
export interface SandboxStart {
  readonly nonce: string;
  /** The worker's script. */
  readonly script: string;
  /** The worker's first message. */
  readonly boot: object;
}

/** What the frame says: that its script runs, or why there is no worker. */
export interface SandboxMessage {
  readonly nonce: string;
  readonly broken?: string;
}

/** What a sandbox may load. */
export interface SandboxPlace {
  readonly indexUrl: string;
  readonly library: string | undefined;
}

/** The policy of the frame, which its worker inherits. */
function sandboxPolicy({ indexUrl, library }: SandboxPlace, nonce: string): string {
  const files = PYODIDE_FILES.map((file) => indexUrl + file);
  const scripts = files.filter((file) => file.endsWith('.mjs'));
  const data = [...files, ...(library === undefined ? [] : [library])];
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval' ${scripts.join(' ')}`,
    `connect-src ${data.join(' ')}`,
    // A worker of an opaque origin starts from no other URL.
    'worker-src data:',
  ].join('; ');
}

/** The frame's text. */
export function sandboxPage(place: SandboxPlace, nonce: string): string {
  const policy = escapeHtml(sandboxPolicy(place, nonce));
  const script = `(${RUN_FRAME})(${JSON.stringify(nonce)})`;
  return (
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<script nonce="${nonce}">${script}</script>`
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** A text, for a bundler may change functions so that they need more than themselves. */
const RUN_FRAME = `(nonce) => {
  const say = (message) => parent.postMessage({ nonce, ...message }, '*');
  const start = ({ source, data, ports }) => {
    if (source !== parent || !data || data.nonce !== nonce) return;
    removeEventListener('message', start);
    const url = 'data:text/javascript,' + encodeURIComponent(data.script);
    const worker = new Worker(url, { type: 'module', name: 'millrace-python' });
    worker.onerror = (event) => say({ broken: event.message || 'its worker did not start' });
    worker.postMessage({ ...data.boot, port: ports[0] }, [ports[0]]);
  };
  addEventListener('message', start);
  say({});
}`;
