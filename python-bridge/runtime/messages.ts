/** The texts an interpreter takes and gives; the host's side is `millrace_host/host.py`. */
import { MillraceError, type ErrorInfo } from '../../src/errors.js';
import type {
  BatchListener,
  HandleRef,
  LogLevel,
  ModuleIntrospection,
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

/** What was read of modules. @throws MillraceError `python-protocol` */
export function readIntrospections(ok: unknown): readonly ModuleIntrospection[] {
  const isRead = (item: unknown): boolean =>
    isRecord(item) &&
    typeof item['module'] === 'string' &&
    areRecords(item['functions']) &&
    areRecords(item['diagnostics']);
  if (Array.isArray(ok) && ok.every(isRead)) return ok as readonly ModuleIntrospection[];
  throw unexpected('an introspection');
}

/** Names of modules. @throws MillraceError `python-protocol` */
export function readImports(ok: unknown): readonly string[] {
  if (Array.isArray(ok) && ok.every((item) => typeof item === 'string')) return ok;
  throw unexpected('imports');
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
    else if (type === 'settled' || type === 'ran') {
      if (type === 'ran') listener.onStarted(node);
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
  const [done, total, message] = said.map((value) => readValue({ value }) ?? undefined);
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
  const isSaid = preview !== undefined || json['noValue'] === true;
  if (!isSaid && !Object.hasOwn(json, 'plain') && !Object.hasOwn(json, 'value')) {
    throw unexpected('an output');
  }
  return {
    ...('plain' in json || 'value' in json ? { value: readValue(json, unpack) } : {}),
    ...(typeof handle === 'number' ? { handle: toHandle(handle) } : {}),
    ...(preview === undefined ? {} : { preview: readPreview(preview) }),
    ...(error === undefined ? {} : { error: readError(error) }),
    ...(json['noValue'] === true ? { noValue: true } : {}),
  };
}

/** A value without tags is there as it is. */
function readValue(json: Record<string, unknown>, unpack?: Unpack): unknown {
  if ('plain' in json) return json['plain'];
  try {
    return decodeValue(json['value'], unpack);
  } catch {
    throw unexpected('a value');
  }
}

function readPreview(json: unknown): Preview {
  if (!isRecord(json)) throw unexpected('a preview');
  const { type, text, length } = json;
  if (typeof type !== 'string' || typeof text !== 'string') throw unexpected('a preview');
  return { type, text, ...(typeof length === 'number' ? { length } : {}) };
}

/** Deeper than any host writes them. */
const MAX_CAUSES = 20;

function readError(json: unknown, depth = 0): ErrorInfo {
  if (!isRecord(json) || depth > MAX_CAUSES) throw unexpected('an error');
  const { name, code, message, stack, cause } = json;
  if (typeof name !== 'string' || typeof code !== 'string' || typeof message !== 'string') {
    throw unexpected('an error');
  }
  if (stack !== undefined && typeof stack !== 'string') throw unexpected('an error');
  return {
    name,
    code,
    message,
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined ? {} : { cause: readError(cause, depth + 1) }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unexpected('text');
  }
}

function areRecords(value: unknown): boolean {
  return Array.isArray(value) && value.every(isRecord);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unexpected(what: string): MillraceError {
  return new MillraceError('python-protocol', `the Python host sent ${what} of unknown form`);
}
