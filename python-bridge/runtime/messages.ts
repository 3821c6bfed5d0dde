/** The texts an interpreter takes and gives; the host's side is `millrace_host/host.py`. */
import { MillraceError, type ErrorInfo } from '../../src/errors.js';
import type {
  BatchListener,
  HandleRef,
  LogLevel,
  NodeOutcome,
  Preview,
  PythonModule,
  RemoteOutput,
  RuntimeUsage,
} from '../../src/run/python/python-runtime.js';
import { unpackFrom } from '../../src/wire/buffers.js';
import { decodeValue, type Unpack } from '../../src/wire/value.js';
import type { Packet } from './packet.js';

/** Requests that run none of the user's functions. */
export type HostRequest =
  | { readonly type: 'addModules'; readonly modules: Readonly<Record<string, PythonModule>> }
  | { readonly type: 'introspect'; readonly modules: readonly string[] }
  | {
      readonly type: 'readLive';
      readonly module: string;
      readonly source: string;
      readonly file: string;
    }
  | { readonly type: 'findImports'; readonly module: string; readonly source: string }
  | { readonly type: 'fetch'; readonly id: number }
  | { readonly type: 'usage' }
  | { readonly type: 'release'; readonly ids: readonly number[] };

/** What a reply's `ok` holds. @throws MillraceError the host's own, or `python-protocol` */
export function readReply({ text }: Packet): unknown {
  const reply = parse(text);
  if (!isRecord(reply)) throw unexpected('a reply');
  if ('ok' in reply) return reply['ok'];
  const error = readError(reply['error']);
  throw new MillraceError(error.code, error.message, {
    details: { name: error.name, ...(error.stack === undefined ? {} : { stack: error.stack }) },
  });
}

/** The numbers of the nodes a batch left alone. */
export function readUnattempted(ok: unknown): readonly number[] {
  const unattempted = isRecord(ok) ? ok['unattempted'] : undefined;
  if (!Array.isArray(unattempted) || !unattempted.every((item) => typeof item === 'number')) {
    throw unexpected('the end of a batch');
  }
  return unattempted;
}

/** What an interpreter holds. @throws MillraceError `python-protocol` */
export function readUsage(ok: unknown): RuntimeUsage {
  if (!isRecord(ok)) throw unexpected('usage');
  const { stored, running, memoryBytes } = ok;
  const isRead =
    typeof stored === 'number' && typeof running === 'number' && typeof memoryBytes === 'number';
  if (!isRead) throw unexpected('usage');
  return { stored, running, memoryBytes };
}

/** The value that a `fetch` brought. @throws MillraceError the host's own, or `python-protocol` */
export function readFetched(packet: Packet): unknown {
  const ok = readReply(packet);
  if (!isRecord(ok)) throw unexpected('a value');
  return readValue(ok, unpackFrom(packet.buffers));
}

/** Makes the name of a value that the interpreter has just taken into its store. */
export type ToHandle = (id: number) => HandleRef;

/** Hears of what only the runtime has to know, too. */
export interface HostListener extends BatchListener {
  /** An async node gave control back for the first time. */
  onWaits?(node: number): void;
}

/** Tells a listener what a message of events says. */
export function deliverEvents(packet: Packet, toHandle: ToHandle, listener: HostListener): void {
  const events = parse(packet.text);
  const unpack = unpackFrom(packet.buffers);
  if (!Array.isArray(events)) throw unexpected('events');
  for (const event of events as unknown[]) {
    if (!Array.isArray(event) || typeof event[1] !== 'number') throw unexpected('an event');
    const [type, node, third, fourth] = event as [unknown, number, unknown, unknown];
    if (type === 'started') listener.onStarted(node);
    else if (type === 'waits') listener.onWaits?.(node);
    else if (type === 'logged') listener.onLogged(node, ...readLog(third, fourth));
    else if (type === 'progressed') listener.onProgressed(node, ...readProgress(event.slice(2)));
    else if (type === 'settled') {
      listener.onSettled(
        node,
        readOutcome(third, (json) => readOutput(json, toHandle, unpack)),
      );
    } else throw unexpected('an event');
  }
}

const LEVELS: readonly unknown[] = ['debug', 'info', 'warning', 'error'] satisfies LogLevel[];

function readLog(level: unknown, message: unknown): [level: LogLevel, message: string] {
  if (!LEVELS.includes(level) || typeof message !== 'string') throw unexpected('a log');
  return [level as LogLevel, message];
}

function readProgress(
  said: readonly unknown[],
): [done: number, total: number | undefined, message: string | undefined] {
  const [done, total, message] = said.map((item) => decodeValue(item) ?? undefined);
  const isRead =
    typeof done === 'number' &&
    (total === undefined || typeof total === 'number') &&
    (message === undefined || typeof message === 'string');
  if (!isRead) throw unexpected('progress');
  return [done, total, message];
}

function readOutcome(json: unknown, read: (output: unknown) => RemoteOutput): NodeOutcome {
  if (!isRecord(json) || typeof json['durationMs'] !== 'number') throw unexpected('an outcome');
  const durationMs = json['durationMs'];
  if (json['status'] === 'error') {
    return { status: 'error', error: readError(json['error']), durationMs };
  }
  if (!Array.isArray(json['outputs'])) throw unexpected('outputs');
  const outputs = (json['outputs'] as unknown[]).map(read);
  return { status: 'success', outputs, durationMs };
}

function readOutput(json: unknown, toHandle: ToHandle, unpack: Unpack): RemoteOutput {
  if (!isRecord(json)) throw unexpected('an output');
  const { handle, preview, error } = json;
  return {
    ...('plain' in json || 'value' in json ? { value: readValue(json, unpack) } : {}),
    ...(typeof handle === 'number' ? { handle: toHandle(handle) } : {}),
    ...(isRecord(preview) ? { preview: preview as unknown as Preview } : {}),
    ...(error === undefined ? {} : { error: readError(error) }),
    ...(json['noValue'] === true ? { noValue: true } : {}),
  };
}

/** A value without tags is there as it is. */
function readValue(json: Record<string, unknown>, unpack: Unpack): unknown {
  if ('plain' in json) return json['plain'];
  try {
    return decodeValue(json['value'], unpack);
  } catch {
    throw unexpected('a value');
  }
}

function readError(json: unknown): ErrorInfo {
  if (!isRecord(json)) throw unexpected('an error');
  const { name, code, message } = json;
  if (typeof name !== 'string' || typeof code !== 'string' || typeof message !== 'string') {
    throw unexpected('an error');
  }
  return json as unknown as ErrorInfo;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unexpected('text');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unexpected(what: string): MillraceError {
  return new MillraceError('python-protocol', `the Python host sent ${what} of unknown form`);
}
