/** The batches of one interpreter: how they are stopped, and what becomes of them when it ends. */
import { isMillraceError, type MillraceError } from '../../src/errors.js';
import type {
  Batch,
  BatchListener,
  BatchResult,
  HandleRef,
} from '../../src/run/python/python-runtime.js';
import { Alarm } from './alarm.js';
import { Deferred } from './deferred.js';
import { encodeBatch } from './encode-batch.js';
import { cancelled, crashed, isForged, resisted, timedOut } from './errors.js';
import type { Interpreter, SentBatch } from './interpreter.js';
import { readReply, readUnattempted, type ToHandle } from './messages.js';
import type { Packet } from './packet.js';
import { Report } from './report.js';
import { RESIST_MS, RunningBatch } from './running-batch.js';

/** The interpreter they run in. */
export interface BatchRunsOptions {
  readonly interpreter: Interpreter;
  readonly epoch: number;
  readonly toHandle: ToHandle;
  readonly release: (handles: readonly HandleRef[]) => void;
}

interface Run {
  readonly running: RunningBatch;
  readonly sent: SentBatch;
}

/** Why the interpreter ended, by whose fault, and what that node is told. */
interface Verdict {
  readonly running?: RunningBatch | undefined;
  readonly node?: number | undefined;
  readonly error: MillraceError;
  /** No other batch was under way. */
  readonly isAlone: boolean;
}

/** Runs batches, and tells whose fault it was when the interpreter ends under them. */
export class BatchRuns {
  readonly #options: BatchRunsOptions;
  readonly #runs = new Set<Run>();
  #verdict: Verdict | undefined;
  #hasWorked = false;

  constructor(options: BatchRunsOptions) {
    this.#options = options;
  }

  /** @throws MillraceError `python-cancelled`, `python-closed`, `python-protocol` */
  async run(batch: Batch, listener: BatchListener, signal?: AbortSignal): Promise<BatchResult> {
    const { interpreter, epoch, toHandle, release } = this.#options;
    const running: RunningBatch = new RunningBatch(batch, listener, {
      onOverdue: (node) => this.#overdue(running, node),
      onDropped: release,
    });
    const report = new Report(toHandle, running, (error) => this.#end({ running, error }));
    const sent = interpreter.batch(encodeBatch(batch, epoch), report.onEvents);
    const run: Run = { running, sent };
    this.#runs.add(run);
    const stopping = new Stopping(() => this.#resisted(run));
    const stop = (): void => {
      running.mute();
      sent.stop();
      stopping.begin();
    };
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
    try {
      const reply = await Promise.race([sent.reply, stopping.givenUp]);
      if (signal?.aborted === true) throw cancelled();
      report.rethrow();
      running.rethrow();
      const result = running.finish(readUnattempted(this.#read(reply, running)));
      this.#hasWorked = true;
      return result;
    } catch (error) {
      if (signal?.aborted === true) throw cancelled();
      if (isForged(error)) this.#end({ running, error });
      if (interpreter.ended === undefined || interpreter.ended !== error) throw error;
      return this.#breakOff(running, interpreter.ended);
    } finally {
      signal?.removeEventListener('abort', stop);
      stopping.close();
      running.close();
      this.#runs.delete(run);
    }
  }

  /**
   * A host that can't run a batch to its end is no use any more: a node has changed what it stands
   * on. But where memory was short before the first node, nothing has happened.
   */
  #read(reply: Packet, running: RunningBatch): unknown {
    try {
      return readReply(reply);
    } catch (error) {
      if (!isMillraceError(error) || error.code === 'python-protocol') throw error;
      const isShort = error.details?.['name'] === 'MemoryError';
      if (isShort && running.isUntouched) throw error;
      const broken = crashed(error.message);
      this.#end({ ...this.#findCulprit(broken), error: broken });
      // One that was never any better: another would be no help, and so on for ever.
      if (running.isUntouched && !this.#hasWorked) throw error;
      throw this.#options.interpreter.ended ?? broken;
    }
  }

  /** Its time was up, and it would not end. */
  #overdue(running: RunningBatch, node: number): void {
    const error = timedOut(running.nameOf(node), running.limitOf(node)!);
    this.#end({ running, node, error });
  }

  #end(verdict: Omit<Verdict, 'isAlone'>): void {
    const { interpreter } = this.#options;
    if (interpreter.ended !== undefined) return;
    this.#verdict = { ...verdict, isAlone: this.#runs.size === 1 };
    const { error } = verdict;
    void interpreter.end(error.code === 'node-timeout' ? resisted(error.message) : error);
  }

  /**
   * A stopped batch that has not ended. Where another's node has control, that is why: the batch
   * runs nothing, and ends when it is heard. Else it takes the interpreter along.
   */
  #resisted({ running }: Run): 'wait' | 'end' {
    const others = [...this.#runs].filter((run) => run.running !== running);
    const isBusy = others.some((run) => run.running.inControl !== undefined);
    if (isBusy && running.inControl === undefined) return 'wait';
    if (this.#options.interpreter.ended === undefined) {
      this.#verdict = { error: cancelled(), isAlone: false };
      void this.#options.interpreter.end(cancelled());
    }
    return 'end';
  }

  #breakOff(running: RunningBatch, reason: MillraceError): BatchResult {
    if (reason.code === 'python-closed') throw reason;
    this.#verdict ??= { ...this.#findCulprit(reason), isAlone: this.#runs.size === 1 };
    const verdict = this.#verdict;
    const isMine = verdict.running === running;
    if (reason.code === 'python-protocol' && (isMine || verdict.isAlone)) throw reason;
    const result = running.breakOff(verdict.error, isMine ? verdict.node : undefined);
    running.rethrow();
    return result;
  }

  /** The node that had control, else the only one that had started. */
  #findCulprit(error: MillraceError): Omit<Verdict, 'isAlone'> {
    const runs = [...this.#runs];
    const named = this.#options.interpreter.culprit;
    const ofNamed = runs.find(({ sent }) => sent.id === named?.batch);
    if (named !== undefined && ofNamed !== undefined) {
      return { running: ofNamed.running, node: named.node, error };
    }
    const control = runs.find(({ running }) => running.inControl !== undefined)?.running;
    if (control !== undefined) return { running: control, node: control.inControl, error };
    const started = runs.flatMap(({ running }) =>
      running.running.map((node) => ({ running, node })),
    );
    return started.length === 1 ? { ...started[0]!, error } : { error };
  }
}

/** The time between the wish that a batch ends and the means to that end. */
class Stopping {
  readonly #onResisted: () => 'wait' | 'end';
  readonly #givenUp = new Deferred<Packet>();
  #alarm: Alarm | undefined;

  constructor(onResisted: () => 'wait' | 'end') {
    this.#onResisted = onResisted;
  }

  /** Rejects when it makes no sense to wait any longer. */
  get givenUp(): Promise<Packet> {
    return this.#givenUp.promise;
  }

  begin(): void {
    this.#alarm = new Alarm(RESIST_MS, () => {
      if (this.#onResisted() === 'wait') this.#givenUp.reject(cancelled());
    });
  }

  close(): void {
    this.#alarm?.clear();
  }
}
