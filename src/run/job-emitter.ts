/** Numbers and times the events of a job and hands them to who listens (rule R14). */
import type { Clock } from '../clock.js';
import type { JobEvent, JobEventBody } from './events.js';
import { tell } from './events/tell.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Hears every event of every job of a runner. */
export interface EventSink {
  readonly hasListeners: boolean;
  emit(event: JobEvent): void;
}

export interface JobEmitterOptions {
  readonly jobId: string;
  readonly clock: Clock;
  readonly onEvent: ((event: JobEvent) => void) | undefined;
  readonly onListenerError: (error: unknown, event: JobEvent) => void;
  readonly sink: EventSink;
}

export class JobEmitter {
  readonly startedAt: number;
  readonly #options: JobEmitterOptions;
  #seq = 0;
  #isClosed = false;

  constructor(options: JobEmitterOptions) {
    this.#options = options;
    this.startedAt = options.clock.now();
  }

  /** Someone hears: events are worth making. */
  get listening(): boolean {
    const { onEvent, sink } = this.#options;
    return !this.#isClosed && (onEvent !== undefined || sink.hasListeners);
  }

  /** Nobody hears of anything any more. */
  close(): void {
    this.#isClosed = true;
  }

  get jobId(): string {
    return this.#options.jobId;
  }

  nextSeq(): number {
    const seq = this.#seq;
    this.#seq += 1;
    return seq;
  }

  /** Milliseconds since the job started, at `now` or at present. */
  timeOf(now?: number): number {
    return (now ?? this.#options.clock.now()) - this.startedAt;
  }

  /** @param body Made for this call: completing it in place saves a copy of every event. */
  emit(body: JobEventBody): void {
    const event = body as Mutable<JobEvent>;
    event.jobId = this.#options.jobId;
    event.seq = this.nextSeq();
    event.time = this.timeOf();
    this.tell(event);
  }

  /** Hands on an event that is complete. */
  tell(event: JobEvent): void {
    const { onEvent, onListenerError, sink } = this.#options;
    if (onEvent !== undefined) tell(onEvent, event, onListenerError);
    if (sink.hasListeners) sink.emit(event);
  }
}
