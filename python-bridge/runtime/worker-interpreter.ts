/** An interpreter in a worker: it can be ended whatever it is doing. */
import { isMillraceError, MillraceError } from '../../src/errors.js';
import type { OnReport } from './boot-report.js';
import { Deferred } from './deferred.js';
import { bootFailed, bootTimedOut, crashed, forged } from './errors.js';
import type { Interpreter, NodeOfBatch, OnEvents, SentBatch } from './interpreter.js';
import { NO_BUFFERS, type Packet } from './packet.js';
import { parseWorkerMessage, type WorkerAnswer, type WorkerMessage } from './worker-messages.js';
import type { OpenWorker, WorkerPort } from './worker-port.js';

/** How {@link WorkerInterpreter} starts. */
export interface WorkerInterpreterOptions {
  readonly bootTimeoutMs: number;
  /** May not throw. */
  readonly onBoot?: OnReport | undefined;
  /** Throws where the version that has booted is not the one expected. */
  readonly checkReady: (version: string) => void;
}

interface Pending {
  readonly reply: Deferred<Packet>;
  readonly onEvents?: OnEvents | undefined;
}

/** Opens its worker at once; every request settles: by its reply, or by the end. */
export class WorkerInterpreter implements Interpreter {
  readonly #booted = new Deferred<void>();
  readonly #pending = new Map<number, Pending>();
  readonly #onBoot: OnReport | undefined;
  readonly #checkReady: (version: string) => void;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #opened: Promise<void>;
  #port: WorkerPort | undefined;
  #isReady = false;
  #lastId = 0;
  #ended: MillraceError | undefined;
  #culprit: NodeOfBatch | undefined;
  #gone: Promise<void> | undefined;

  constructor(open: OpenWorker, options: WorkerInterpreterOptions) {
    const { bootTimeoutMs, onBoot, checkReady } = options;
    this.#onBoot = onBoot;
    this.#checkReady = checkReady;
    this.#timer = setTimeout(() => void this.end(bootTimedOut(bootTimeoutMs)), bootTimeoutMs);
    this.#opened = this.#open(open);
  }

  get ready(): Promise<void> {
    return this.#booted.promise;
  }

  get ended(): MillraceError | undefined {
    return this.#ended;
  }

  call(request: string): Promise<Packet> {
    return this.#call({ text: request, buffers: NO_BUFFERS });
  }

  batch(request: Packet, onEvents: OnEvents): SentBatch {
    const { id, reply } = this.#send('batch', request, onEvents);
    const stop = (): void => {
      if (this.#pending.has(id)) this.#port?.post({ type: 'stop', id });
    };
    return { id, reply, stop };
  }

  get culprit(): NodeOfBatch | undefined {
    return this.#culprit;
  }

  end(reason: MillraceError): Promise<void> {
    if (this.#ended === undefined) {
      this.#ended = reason;
      clearTimeout(this.#timer);
      this.#booted.reject(reason);
      for (const { reply } of this.#pending.values()) reply.reject(reason);
      this.#pending.clear();
      this.#gone = this.#opened.then(() => this.#port?.end());
    }
    return this.#gone ?? Promise.resolve();
  }

  async #open(open: OpenWorker): Promise<void> {
    try {
      this.#port = await open({
        onMessage: (message) => this.#take(message),
        onBroken: (reason) => this.#break(reason),
      });
    } catch (error) {
      void this.end(bootFailed(error));
    }
  }

  async #call(request: Packet): Promise<Packet> {
    if (!this.#isReady) await this.ready;
    return this.#send('call', request).reply;
  }

  #send(type: 'call' | 'batch', request: Packet, onEvents?: OnEvents): Omit<SentBatch, 'stop'> {
    this.#lastId += 1;
    const id = this.#lastId;
    const reply = new Deferred<Packet>();
    if (this.#ended === undefined) {
      this.#pending.set(id, { reply, onEvents });
      this.#port?.post({ type, id, ...request });
    } else {
      reply.reject(this.#ended);
    }
    return { id, reply: reply.promise };
  }

  #take(message: unknown): void {
    if (this.#ended !== undefined) return;
    try {
      this.#handle(parseWorkerMessage(message));
    } catch (error) {
      void this.end(isMillraceError(error) ? error : forged(String(error)));
    }
  }

  #handle(message: WorkerMessage): void {
    if (message.type === 'events' || message.type === 'reply') return this.#answer(message);
    if (message.type === 'fatal') {
      this.#culprit = message.node;
      return this.#break(message.text, message.code);
    }
    if (this.#isReady) throw forged(`a second message '${message.type}'`);
    if (message.type === 'booting') return this.#onBoot?.(message.event);
    this.#checkReady(message.text);
    this.#isReady = true;
    clearTimeout(this.#timer);
    this.#booted.resolve();
  }

  #answer({ type, id, text, buffers = NO_BUFFERS }: WorkerAnswer): void {
    const one = this.#pending.get(id);
    if (one === undefined) throw forged(`a message of request ${id}, which was not made`);
    if (type === 'events') return one.onEvents?.({ text, buffers });
    this.#pending.delete(id);
    one.reply.resolve({ text, buffers });
  }

  #break(reason: string, code?: string): void {
    if (this.#isReady) void this.end(crashed(reason));
    else void this.end(code === undefined ? bootFailed(reason) : new MillraceError(code, reason));
  }
}
