/** The calls that answer at once, on an interpreter in this thread. */
import type {
  Batch,
  BatchListener,
  BatchResult,
  HandleRef,
  SyncPython,
} from '../../src/run/python/python-runtime.js';
import { encodeBatch } from './encode-batch.js';
import type { SyncInterpreter } from './interpreter.js';
import { readFetched, readReply, readUnattempted, type ToHandle } from './messages.js';
import type { Packet } from './packet.js';
import { Report } from './report.js';

/** What it needs of the runtime it belongs to. */
export interface SyncOwner {
  readonly epoch: number;
  readonly toHandle: ToHandle;
  /** Asks the interpreter of this moment. @throws MillraceError when there is none */
  askSync(request: (interpreter: SyncInterpreter) => Packet): Packet;
  /** @throws MillraceError `handle-dead` */
  requireAlive(handle: HandleRef): void;
}

/** Stays usable when its runtime boots another interpreter. */
export class ThreadPython implements SyncPython {
  readonly #owner: SyncOwner;

  constructor(owner: SyncOwner) {
    this.#owner = owner;
  }

  runBatch(batch: Batch, listener: BatchListener): BatchResult {
    const { epoch, toHandle } = this.#owner;
    const report = new Report(toHandle, listener);
    const request = encodeBatch(batch, epoch);
    const reply = this.#owner.askSync((live) => live.batch(request, report.onEvents));
    const ok = readReply(reply);
    report.rethrow();
    return { unattempted: readUnattempted(ok), lost: [] };
  }

  fetch(handle: HandleRef): unknown {
    this.#owner.requireAlive(handle);
    const text = JSON.stringify({ type: 'fetch', id: handle.id });
    return readFetched(this.#owner.askSync((live) => live.call(text)));
  }
}
