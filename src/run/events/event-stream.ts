/** Events for a consumer that takes its time: bounded, and the statuses are never wrong. */
import { createRecord } from '../../config/document.js';
import type { EventFilter, EventTest } from './event-filter.js';
import { toEventTest } from './event-filter.js';
import { EventQueue } from './event-queue.js';
import type { JobEvent, Snapshot } from '../events.js';
import { badOption } from '../job-runner-options.js';
import { applyEvent } from '../reduce-events.js';
import type { Status } from '../status.js';

/** Which events a stream has, and when it ends. */
export interface EventStreamOptions {
  /** Only events of this job; the stream ends after its `jobFinished`. */
  readonly jobId?: string;
  /** Ends after the first `jobFinished` that the filter lets pass. @default true with `jobId` */
  readonly once?: boolean;
  readonly filter?: EventFilter | EventTest;
  /**
   * Events that may wait for the consumer; a `snapshot` and the `jobFinished` of each job may come
   * on top. @default 1000
   */
  readonly limit?: number;
  /** Its abort ends the stream at once. */
  readonly signal?: AbortSignal;
}

/** What the consumer has been told of a job, and what it has not. */
interface Track {
  nodes: Record<string, Status>;
  attempt: number;
  /** Logs and progress lost here, and before they came here. */
  dropped: number;
  droppedBefore: number;
  /** Stands in the queue for what was collapsed. */
  marker: Entry | undefined;
  /** The last event that was collapsed. */
  last: JobEvent | undefined;
}

/** An event in the queue; without one the marker of its job. */
interface Entry {
  readonly event: JobEvent | undefined;
  readonly track: Track;
}

type Result = IteratorResult<JobEvent, undefined>;

/**
 * The events since it was made, in order, for one consumer; `return()`, an abort or the end of its
 * job ends it. When `limit` events wait, the oldest logs and progress go first (`dropped` counts
 * them); when there are none left, what waits of each job collapses into one `snapshot`, whose
 * statuses are those the events would have led to. `jobFinished` always arrives.
 */
export class EventStream implements AsyncIterableIterator<JobEvent, undefined> {
  readonly #options: EventStreamOptions;
  readonly #limit: number;
  readonly #test: EventTest | undefined;
  readonly #unsubscribe: () => void;
  readonly #tracks = new Map<string, Track>();
  readonly #queue = new EventQueue<Entry>();
  /** Those entries of the queue that may be dropped. */
  readonly #logs = new EventQueue<Entry>();
  /** Entries of the queue that may be collapsed. */
  #collapsible = 0;
  #waiting: ((result: Result) => void)[] = [];
  #isEnded = false;
  #dropped = 0;

  /** @throws MillraceError `bad-option` for a limit below 1 */
  constructor(
    subscribe: (listener: (event: JobEvent) => void) => () => void,
    options: EventStreamOptions = {},
  ) {
    const { limit = 1000, signal } = options;
    if (!(limit >= 1)) throw badOption('limit', 'a number of at least 1', limit);
    this.#options = options;
    this.#limit = limit;
    this.#test = toEventTest(options.filter);
    this.#unsubscribe = subscribe((event) => this.#push(event));
    signal?.addEventListener('abort', this.#close);
    if (signal?.aborted === true) this.#close();
  }

  /** Logs and progress lost so far, of all jobs. */
  get dropped(): number {
    return this.#dropped;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result> {
    const entry = this.#queue.shift();
    if (entry !== undefined) return Promise.resolve({ done: false, value: this.#take(entry) });
    if (this.#isEnded) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  return(): Promise<Result> {
    this.#close();
    return Promise.resolve({ done: true, value: undefined });
  }

  readonly #close = (): void => {
    this.#queue.drain();
    this.#logs.drain();
    this.#end();
  };

  /** Nothing comes any more; what waits can still be taken. */
  #end(): void {
    this.#isEnded = true;
    this.#unsubscribe();
    this.#options.signal?.removeEventListener('abort', this.#close);
    for (const resolve of this.#waiting) resolve({ done: true, value: undefined });
    this.#waiting = [];
  }

  #push(event: JobEvent): void {
    const { jobId, once } = this.#options;
    if (jobId !== undefined && event.jobId !== jobId) return;
    const isWanted = this.#test === undefined || this.#test(event);
    if (isWanted) this.#deliver({ event, track: this.#trackOf(event) }, event);
    if (event.type !== 'jobFinished') return;
    this.#tracks.delete(event.jobId);
    if (jobId === undefined ? once === true && isWanted : once !== false) this.#end();
  }

  #trackOf({ jobId }: JobEvent): Track {
    let track = this.#tracks.get(jobId);
    if (track === undefined) {
      const none = { marker: undefined, last: undefined };
      track = { nodes: createRecord(), attempt: 1, dropped: 0, droppedBefore: 0, ...none };
      this.#tracks.set(jobId, track);
    }
    return track;
  }

  #deliver(entry: Entry, event: JobEvent): void {
    const resolve = this.#waiting.shift();
    if (resolve !== undefined) {
      apply(entry.track, event);
      resolve({ done: false, value: event });
    } else if (event.type === 'jobFinished') {
      this.#queue.add(entry);
    } else if (isLog(event)) {
      this.#addLog(entry);
    } else {
      this.#addLifecycle(entry, event);
    }
  }

  #addLog(entry: Entry): void {
    if (this.#queue.size >= this.#limit && !this.#dropOldestLog()) {
      this.#countDropped(entry);
      return;
    }
    this.#queue.add(entry);
    this.#logs.add(entry);
  }

  #addLifecycle(entry: Entry, event: JobEvent): void {
    if (this.#queue.size >= this.#limit && !this.#dropOldestLog()) {
      if (this.#collapsible > 0) this.#collapseAll();
      if (this.#queue.size >= this.#limit) {
        this.#collapse(entry.track, event);
        return;
      }
    }
    this.#queue.add(entry);
    this.#collapsible += 1;
  }

  #dropOldestLog(): boolean {
    const oldest = this.#logs.shift();
    if (oldest === undefined) return false;
    this.#queue.delete(oldest);
    this.#countDropped(oldest);
    return true;
  }

  #countDropped({ track }: Entry): void {
    track.dropped += 1;
    this.#dropped += 1;
  }

  #collapseAll(): void {
    this.#collapsible = 0;
    for (const entry of this.#queue.drain()) {
      const { event, track } = entry;
      if (event === undefined || event.type === 'jobFinished') this.#queue.add(entry);
      else this.#collapse(track, event);
    }
  }

  #collapse(track: Track, event: JobEvent): void {
    if (track.marker === undefined) {
      track.marker = { event: undefined, track };
      this.#queue.add(track.marker);
    }
    apply(track, event);
    track.last = event;
  }

  /** What the consumer gets for an entry that has left the queue. */
  #take(entry: Entry): JobEvent {
    const { event, track } = entry;
    if (event === undefined) {
      track.marker = undefined;
      return toSnapshot(track);
    }
    if (isLog(event)) this.#logs.delete(entry);
    else if (event.type !== 'jobFinished') this.#collapsible -= 1;
    apply(track, event);
    return event;
  }
}

function isLog({ type }: JobEvent): boolean {
  return type === 'nodeLogged' || type === 'nodeProgressed';
}

function apply(track: Track, event: JobEvent): void {
  track.nodes = applyEvent(track.nodes, event);
  if (event.type === 'jobRetried' || event.type === 'snapshot') track.attempt = event.attempt;
  if (event.type === 'snapshot') track.droppedBefore = event.dropped;
}

function toSnapshot({ nodes, attempt, dropped, droppedBefore, last }: Track): Snapshot {
  const { jobId, seq, time } = last!;
  const nodesStatus = Object.assign(createRecord<Status>(), nodes);
  return {
    type: 'snapshot',
    jobId,
    seq,
    time,
    nodesStatus,
    attempt,
    dropped: dropped + droppedBefore,
  };
}
