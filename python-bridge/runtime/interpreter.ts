/** One Python interpreter, in this thread or another; a runtime replaces it when it has ended. */
import type { MillraceError } from '../../src/errors.js';
import type { Packet } from './packet.js';

/** Takes messages of events, in order. */
export type OnEvents = (events: Packet) => void;

/** A node, and the batch it is of, both by number. */
export interface NodeOfBatch {
  readonly batch: number;
  readonly node: number;
}

/** A batch under way. */
export interface SentBatch {
  readonly id: number;
  readonly reply: Promise<Packet>;
  /** Ends what is left of it, as far as it lets itself be ended; the reply comes soon then. */
  stop(): void;
}

/** Requests and replies are JSON texts with buffers, see `messages.ts`. */
export interface Interpreter {
  /** Settles when it has booted; rejects with the reason when it has not. */
  readonly ready: Promise<void>;
  /** Why it can't be used any more. */
  readonly ended: MillraceError | undefined;
  /** Present after the boot when the interpreter lives in this thread. */
  readonly sync?: SyncInterpreter;
  /** A request that runs none of the user's functions. */
  call(request: string): Promise<Packet>;
  /** Sends a batch; for an interpreter that is ready. */
  batch(request: Packet, onEvents: OnEvents): SentBatch;
  /** Which node broke it, where that is known. */
  readonly culprit?: NodeOfBatch | undefined;
  /** Rejects everything under way with `reason`; settles when nothing is left running. */
  end(reason: MillraceError): Promise<void>;
}

/** The requests that answer at once. */
export interface SyncInterpreter {
  call(request: string): Packet;
  batch(request: Packet, onEvents: OnEvents): Packet;
}
