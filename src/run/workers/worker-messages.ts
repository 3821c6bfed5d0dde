/**
 * What the pool and its workers say to each other. A worker opens a channel of its own and posts one
 * end of it; all else goes through that, so that other messages of the worker or of its host disturb
 * nothing.
 */
import { isRecord } from '../../config/document.js';
import type { ErrorInfo } from '../../errors.js';
import type { ExecutorCall } from '../executor.js';
import type { LogLevel } from '../python/python-runtime.js';
import type { PortLike } from './worker-port.js';
import type { SentReturn } from './worker-values.js';

/** Counts the versions of this protocol. */
export const PROTOCOL = 1;

/** The one message outside of the channel: the worker is ready. */
export interface ServingMessage {
  readonly millrace: 'serving';
  readonly protocol: number;
  readonly port: PortLike;
  /** Of a lock that the worker holds while it lives. */
  readonly lock?: string | undefined;
}

/** To the worker. `id` counts its calls from 1; there is one at a time. */
export type HostMessage = { readonly id: number } & (
  ({ readonly type: 'call' } & ExecutorCall) | { readonly type: 'abort'; readonly error: ErrorInfo }
);

/** From the worker. The last message of a call is `returned` or `threw`. */
export type WorkerMessage = { readonly id: number } & (
  | { readonly type: 'logged'; readonly level: LogLevel; readonly message: string }
  | {
      readonly type: 'progressed';
      readonly done: number;
      readonly total: number | undefined;
      readonly message: string | undefined;
    }
  | ({ readonly type: 'returned' } & SentReturn)
  | { readonly type: 'threw'; readonly error: ErrorInfo }
);

/** What a worker posted, if it says that it is ready. */
export function parseServing(posted: unknown): ServingMessage | undefined {
  const isOurs = isRecord(posted) && posted['millrace'] === 'serving' && isRecord(posted['port']);
  return isOurs ? (posted as unknown as ServingMessage) : undefined;
}

/** A message of the host; undefined for one of unknown form. */
export function parseHostMessage(posted: unknown): HostMessage | undefined {
  if (!isRecord(posted) || typeof posted['id'] !== 'number') return undefined;
  const { type, nodeType, args, error } = posted;
  const isCall = type === 'call' && typeof nodeType === 'string' && Array.isArray(args);
  return isCall || (type === 'abort' && isErrorInfo(error))
    ? (posted as unknown as HostMessage)
    : undefined;
}

const LEVELS: readonly unknown[] = ['debug', 'info', 'warning', 'error'] satisfies LogLevel[];

/** A message of a worker; undefined for one of unknown form. */
export function parseWorkerMessage(posted: unknown): WorkerMessage | undefined {
  if (!isRecord(posted) || typeof posted['id'] !== 'number') return undefined;
  return isWorkerMessage(posted) ? (posted as unknown as WorkerMessage) : undefined;
}

function isWorkerMessage(posted: Readonly<Record<string, unknown>>): boolean {
  const { type, level, message, done, total, missing, error } = posted;
  switch (type) {
    case 'logged':
      return LEVELS.includes(level) && typeof message === 'string';
    case 'progressed':
      return (
        typeof done === 'number' &&
        (total === undefined || typeof total === 'number') &&
        (message === undefined || typeof message === 'string')
      );
    case 'returned':
      return missing === undefined || missing === true || Array.isArray(missing);
    case 'threw':
      return isErrorInfo(error);
    default:
      return false;
  }
}

function isErrorInfo(value: unknown): value is ErrorInfo {
  return (
    isRecord(value) && ['name', 'code', 'message'].every((key) => typeof value[key] === 'string')
  );
}

/** The error that `toErrorInfo` made `info` from, as far as that goes. */
export function toError({ name, code, message, stack, cause }: ErrorInfo): Error {
  const error = new Error(message, isErrorInfo(cause) ? { cause: toError(cause) } : undefined);
  const fields = { name, code, stack: stack ?? `${name}: ${message}` };
  for (const [key, value] of Object.entries(fields)) {
    Object.defineProperty(error, key, { value, writable: true, configurable: true });
  }
  return error;
}
