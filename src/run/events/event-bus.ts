/** Events of any number of jobs, for any number of listeners. */
import { toEventTest } from './event-filter.js';
import type { EventFilter, EventTest } from './event-filter.js';
import { createEventResponse } from './event-response.js';
import type { EventResponseOptions } from './event-response.js';
import { EventStream } from './event-stream.js';
import type { EventStreamOptions } from './event-stream.js';
import type { JobEvent } from '../events.js';
import { tell } from './tell.js';

/** What an {@link EventBus} is made with. */
export interface EventBusOptions {
  /** Called with what a listener or a filter throws. @default prints it with console.error */
  readonly onListenerError?: (error: unknown, event: JobEvent) => void;
}

interface Subscription {
  readonly hear: (event: JobEvent) => unknown;
  isActive: boolean;
}

/**
 * Hands events on to whoever subscribed: to listeners, to consumers that take their time, to a
 * browser. It keeps nothing: who comes late has missed what was.
 *
 * @example
 * ```ts
 * const runner = new JobRunner(config, { functions });
 * const stream = runner.events.events({ once: true });
 * const running = runner.run(graph);
 * for await (const event of stream) console.log(event.type);
 * console.log((await running).status, stream.dropped);
 * ```
 */
export class EventBus {
  readonly #onListenerError: (error: unknown, event: JobEvent) => void;
  /** Replaced, never changed: an event goes to those who were there when it came. */
  #subscriptions: readonly Subscription[] = [];

  constructor({ onListenerError = printError }: EventBusOptions = {}) {
    this.#onListenerError = onListenerError;
  }

  /** False when an event would reach nobody. */
  get hasListeners(): boolean {
    return this.#subscriptions.length > 0;
  }

  /** Tells every listener, in the order they subscribed; one that throws disturbs no other. */
  readonly emit = (event: JobEvent): void => {
    for (const subscription of this.#subscriptions) {
      if (subscription.isActive) tell(subscription.hear, event, this.#onListenerError);
    }
  };

  /** @returns ends the subscription */
  subscribe(listener: (event: JobEvent) => void, filter?: EventFilter | EventTest): () => void {
    const test = toEventTest(filter);
    const filtered = (event: JobEvent): unknown => (test!(event) ? listener(event) : undefined);
    const subscription: Subscription = {
      hear: test === undefined ? listener : filtered,
      isActive: true,
    };
    this.#subscriptions = [...this.#subscriptions, subscription];
    return () => {
      subscription.isActive = false;
      this.#subscriptions = this.#subscriptions.filter((other) => other !== subscription);
    };
  }

  /**
   * The events from now on, for `for await`. A consumer that is slower than the jobs loses logs and
   * progress first, then details, but no status; see {@link EventStream}.
   * @throws MillraceError `bad-option`
   */
  events(options: EventStreamOptions = {}): EventStream {
    return new EventStream((listener) => this.subscribe(listener), options);
  }

  /**
   * The events from now on as a response of server-sent events: `id` is `<job id>/<seq>`, `event`
   * the type, `data` the event as a record has it ({@link parseEvent} reads it). The client's
   * going away ends it; a slow client is a slow consumer.
   * @throws MillraceError `bad-option`
   */
  toResponse(options: EventResponseOptions = {}): Response {
    return createEventResponse(this.events(options), options);
  }
}

function printError(error: unknown, event: JobEvent): void {
  console.error(`millrace: a listener threw at ${event.type} of job ${event.jobId}:`, error);
}
