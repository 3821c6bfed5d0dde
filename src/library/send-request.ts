/** One exchange over http: redirects and answers bounded, failures in words. */
import { describe, isRecord } from '../config/document.js';
import { MillraceError, toErrorInfo } from '../errors.js';

/** What is sent, and how far it may go. */
export interface HttpRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly maxBytes: number;
  readonly maxRedirects: number;
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Meant for the host that was asked, not for the one it names. */
const PRIVATE_HEADERS = ['authorization', 'cookie', 'proxy-authorization'];
/** Of a body that is not sent again. */
const CONTENT_HEADERS = ['type', 'length', 'encoding', 'language', 'location'].map(
  (name) => `content-${name}`,
);

/**
 * Sends the request and follows its redirects.
 * @throws MillraceError `http-redirect`, `http-too-large`, `http-failed`; what aborted `signal`
 */
export async function sendRequest(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  let next = request;
  for (let count = 0; ; count += 1) {
    const response = await attempt(next, signal);
    const target = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
    if (target === null) return readAnswer(response, next, signal);
    await response.body?.cancel();
    if (count >= request.maxRedirects) throw tooManyRedirects(request, target);
    next = redirected(next, response.status, target);
  }
}

/** A web page can't see where it is redirected, but its browser goes nowhere but to http and https. */
function followsItself(): boolean {
  return 'location' in globalThis;
}

async function attempt(request: HttpRequest, signal: AbortSignal): Promise<Response> {
  const { url, method, headers, maxRedirects, body = null } = request;
  const redirect = !followsItself() ? 'manual' : maxRedirects > 0 ? 'follow' : 'error';
  try {
    return await fetch(url, { method, headers, body, redirect, signal });
  } catch (error) {
    throw failure(error, request, signal);
  }
}

/**
 * The request that a redirect asks for.
 * @throws MillraceError `http-redirect` for an address that is none, or of another scheme
 */
function redirected(request: HttpRequest, status: number, target: string): HttpRequest {
  let url: URL;
  try {
    url = new URL(target, request.url);
  } catch {
    throw badRedirect(request.url, target, 'which is no address');
  }
  if (!isHttp(url)) throw badRedirect(request.url, target, 'but only http and https are followed');
  if (url.username !== '' || url.password !== '') {
    throw badRedirect(request.url, url.host, 'with a name and password in the address');
  }
  const headers = new Headers(request.headers);
  if (url.origin !== request.url.origin) for (const name of PRIVATE_HEADERS) headers.delete(name);
  const { method } = request;
  const isSent = method !== 'GET' && method !== 'HEAD';
  const becomesGet = status === 303 ? isSent : status < 303 && method === 'POST';
  if (!becomesGet) return { ...request, url, headers };
  for (const name of CONTENT_HEADERS) headers.delete(name);
  return { ...request, url, headers, method: 'GET', body: undefined };
}

/** True for the schemes that may be asked. */
export function isHttp({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

function badRedirect(from: URL, target: string, problem: string): MillraceError {
  const message = `${from.origin} redirects to ${describe(target)}, ${problem}`;
  return new MillraceError('http-redirect', message);
}

function tooManyRedirects({ url, maxRedirects }: HttpRequest, target: string): MillraceError {
  const times = maxRedirects === 1 ? 'redirect' : 'redirects';
  const message = `${url.origin} redirects further, to ${describe(target)}, after ${maxRedirects} ${times}; is it a loop? If not, raise \`maxRedirects\``;
  return new MillraceError('http-redirect', message);
}

async function readAnswer(
  response: Response,
  request: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { url, method, maxBytes } = request;
  const { status, body } = response;
  const headers = Object.fromEntries(response.headers);
  const isCoded = response.headers.has('content-encoding');
  const length = Number(response.headers.get('content-length') ?? 0);
  if (body === null || method === 'HEAD') return { status, headers, text: '' };
  if (!isCoded && length > maxBytes) {
    await body.cancel();
    throw tooLarge(url, maxBytes);
  }
  try {
    const text = await readText(body, { maxBytes, url, decoder: decoderOf(headers) });
    return { status, headers, text };
  } catch (error) {
    throw failure(error, request, signal);
  }
}

interface Reading {
  readonly url: URL;
  readonly maxBytes: number;
  readonly decoder: InstanceType<typeof TextDecoder>;
}

/** The text of a body; what is counted is what a packed one unpacks to. */
async function readText(
  body: ReadableStream<Uint8Array>,
  { url, maxBytes, decoder }: Reading,
): Promise<string> {
  const reader = body.getReader();
  const texts: string[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      throw tooLarge(url, maxBytes);
    }
    texts.push(decoder.decode(value, { stream: true }));
  }
  texts.push(decoder.decode());
  return texts.join('');
}

/** By the `charset` of the content type; UTF-8 where it names none that is known. */
function decoderOf(headers: Readonly<Record<string, string>>): InstanceType<typeof TextDecoder> {
  const named = /charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1];
  try {
    return new TextDecoder(named);
  } catch {
    return new TextDecoder();
  }
}

function tooLarge(url: URL, maxBytes: number): MillraceError {
  const message = `${url.origin} answers with more than ${maxBytes} bytes; raise \`maxBytes\` if that is to be`;
  return new MillraceError('http-too-large', message);
}

/** What the codes of Node's network errors mean. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host could not be looked up; is there a network?',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was closed before the answer was complete',
  EPIPE: 'the connection was closed before the answer was complete',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  ETIMEDOUT: 'the host did not answer',
  UND_ERR_CONNECT_TIMEOUT: 'the host did not answer',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the host',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate can’t be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak https',
};

/** What went wrong on the way, in words; an abort stays what it is. */
function failure(error: unknown, request: HttpRequest, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason as unknown;
  if (error instanceof MillraceError) return error;
  const { cause } = error as { cause?: unknown };
  const code = isRecord(cause) ? String(cause['code']) : '';
  const detail = toErrorInfo(cause ?? error).message;
  const { url, maxRedirects } = request;
  const redirects = maxRedirects > 0 ? '' : ', or it redirects and `maxRedirects` is 0';
  const where = followsItself()
    ? ` (or the server lets no other site’s page ask: CORS${redirects})`
    : '';
  const known = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  const reason = known === undefined ? `${detail}${where}` : `${known} (${code})`;
  return new MillraceError('http-failed', `asking ${url.origin} failed: ${reason}`, {
    cause: error,
    details: code === '' ? {} : { code },
  });
}
