/** The calls that answer at once, on an interpreter in this thread. */
import { isMillraceError } from '../../src/errors.js';
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
import { RunningBatch } from './running-batch.js';

/** What it needs of the runtime it belongs to. */
export interface SyncOwner {
  readonly epoch: number;
  readonly toHandle: ToHandle;
  /** Asks the interpreter of this moment. @throws MillraceError when there is none */
  askSync(request: (interpreter: SyncInterpreter) => Packet): Packet;
  /** The node that broke the interpreter. */
  culprit(): number | undefined;
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
    const running = new RunningBatch(batch, listener);
    const report = new Report(toHandle, running);
    const request = encodeBatch(batch, epoch);
    try {
      const reply = this.#owner.askSync((live) => live.batch(request, report.onEvents));
      report.rethrow();
      running.rethrow();
      return running.finish(readUnattempted(readReply(reply)));
    } catch (error) {
      const culprit = this.#owner.culprit() ?? running.inControl;
      const isCrash = isMillraceError(error) && error.code === 'python-crashed';
      // One that had broken before is no fault of this batch.
      if (!isCrash || culprit === undefined || running.running.length === 0) throw error;
      return running.breakOff(error, culprit);
    } finally {
      running.close();
    }
  }

  fetch(handle: HandleRef): unknown {
    this.#owner.requireAlive(handle);
    const text = JSON.stringify({ type: 'fetch', id: handle.id });
    return readFetched(this.#owner.askSync((live) => live.call(text)));
  }
}
