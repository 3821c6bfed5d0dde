/** What a worker posts; Python code in it can post messages of its own. */
import { parseBootReport, type BootReport } from './boot-report.js';
import { forged } from './errors.js';

/** A message that is ours by its form. */
export type WorkerMessage =
  /** A step of the boot. */
  | { readonly type: 'booting'; readonly event: BootReport }
  /** The interpreter is there; `text` is Pyodide's version. */
  | { readonly type: 'ready'; readonly text: string }
  /** It can't start or go on; `code` is that of a MillraceError, `node` the one that had control. */
  | {
      readonly type: 'fatal';
      readonly text: string;
      readonly code?: string;
      readonly node?: { readonly batch: number; readonly node: number };
    }
  | WorkerAnswer;

/** What belongs to a request. */
export interface WorkerAnswer {
  readonly type: 'events' | 'reply';
  readonly id: number;
  readonly text: string;
  /** What `text` refers to by number. */
  readonly buffers?: readonly ArrayBuffer[];
}

/** @throws MillraceError `python-protocol` when it is none of ours */
export function parseWorkerMessage(message: unknown): WorkerMessage {
  if (isRecord(message)) {
    const { type, id, text, event } = message;
    if (type === 'booting') return { type, event: parseBootReport(event) };
    if (typeof text === 'string' && areBuffers(message['buffers'])) {
      if (type === 'ready') return message as unknown as WorkerMessage;
      if (type === 'fatal' && isCode(message['code']) && isNode(message['node'])) {
        return message as unknown as WorkerMessage;
      }
      if ((type === 'events' || type === 'reply') && typeof id === 'number') {
        return message as unknown as WorkerMessage;
      }
    }
  }
  throw forged('a message of unknown form');
}

/** Of any realm. */
function isBuffer(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

function areBuffers(value: unknown): boolean {
  if (value === undefined) return true;
  return Array.isArray(value) && value.every(isBuffer);
}

function isCode(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isNode(value: unknown): boolean {
  if (value === undefined) return true;
  return isRecord(value) && Number.isInteger(value['batch']) && Number.isInteger(value['node']);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
