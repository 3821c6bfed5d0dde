/** Nodes that ask servers. */
import type { NodeContext, Port } from 'millrace';
import { systemClock } from '../clock.js';
import { describe } from '../config/document.js';
import { MillraceError, toErrorInfo } from '../errors.js';
import { isHttp, sendRequest } from './send-request.js';

/** What a server answered. */
export interface Answer {
  /** 200, 404 … */
  readonly status: number;
  readonly body: string;
  /** By name in lower case. */
  readonly headers: Record<string, string>;
}

/**
 * Asks a server over http or https. An answer like 404 is an answer, too: look at its status.
 *
 * @param url Where to ask. Only http and https.
 * @param method What to do.
 * @param headers What to send along, by name. Secrets belong in none of them.
 * @param body What to send; not with GET or HEAD.
 * @param timeoutMs How long all of it may take, in milliseconds.
 * @param maxBytes How long the answer may be, unpacked.
 * @param maxRedirects How often a server may name another address. In a browser 0 means none, and
 * any other number as many as it likes.
 * @id http.request
 * @label HTTP request
 * @category HTTP
 * @outputs status, body, headers
 */
export async function request(
  url: Port<string, { label: 'URL'; placeholder: 'https://…' }>,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS' = 'GET',
  headers: Record<string, string> = {},
  body: Port<string, { control: 'textarea' }> = '',
  timeoutMs: Port<number, { label: 'Limit (ms)'; min: 1; step: 1000 }> = 30_000,
  maxBytes: Port<number, { label: 'Max. bytes'; min: 0; step: 1000 }> = 10_000_000,
  maxRedirects: Port<number, { label: 'Redirects'; min: 0; step: 1 }> = 5,
  context: NodeContext,
): Promise<Answer> {
  if (body !== '' && (method === 'GET' || method === 'HEAD')) {
    const message = `expected no body with ${method}, got ${describe(body)}; leave it empty, or choose POST`;
    throw new MillraceError('http-bad-request', message);
  }
  checkCount('timeoutMs', timeoutMs, 1);
  checkCount('maxBytes', maxBytes, 0);
  checkCount('maxRedirects', maxRedirects, 0);
  const sent = {
    url: parseUrl(url),
    method,
    headers: toHeaders(headers),
    body: body === '' ? undefined : body,
    maxBytes,
    maxRedirects,
  };
  const controller = new AbortController();
  const { signal } = context;
  const onAbort = (): void => controller.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort);
  const stopTimer = systemClock.after(timeoutMs, () => {
    const message = `${sent.url.origin} did not answer within ${timeoutMs} ms; raise \`timeoutMs\`, or let the node be tried again`;
    controller.abort(new MillraceError('http-timeout', message));
  });
  try {
    const answer = await sendRequest(sent, controller.signal);
    return { status: answer.status, body: answer.text, headers: answer.headers };
  } finally {
    stopTimer();
    signal.removeEventListener('abort', onAbort);
    // Whatever of the exchange is still open is not wanted any more.
    controller.abort();
  }
}

function checkCount(name: string, value: number, least: number): void {
  if (value >= least) return;
  const message = `expected \`${name}\` to be at least ${least}, got ${describe(value)}`;
  throw new MillraceError('http-bad-request', message);
}

function parseUrl(text: string): URL {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    const message = `expected an address such as https://example.com/path, got ${describe(text)}`;
    throw new MillraceError('http-bad-url', message);
  }
  if (!isHttp(url)) {
    const message = `expected an address that begins with http:// or https://, got ${describe(url.protocol)}`;
    throw new MillraceError('http-bad-url', message);
  }
  if (url.username !== '' || url.password !== '') {
    const message = `expected an address without a name and a password, got one for ${url.host}; send them as the header \`authorization\``;
    throw new MillraceError('http-bad-url', message);
  }
  return url;
}

function toHeaders(record: Readonly<Record<string, string>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(record)) {
    try {
      headers.append(name, value);
    } catch (error) {
      // The message of the platform repeats the value, which may be nobody's business.
      const { name: kind } = toErrorInfo(error);
      const message = `the header ${describe(name)} can't be sent: its name or its value has characters that headers can't have (${kind})`;
      throw new MillraceError('http-bad-request', message);
    }
  }
  return headers;
}
