/** Events as `text/event-stream`, the format of server-sent events (HTML Living Standard, §9.2). */
import { systemClock } from '../../clock.js';
import type { Clock } from '../../clock.js';
import type { EventStream, EventStreamOptions } from './event-stream.js';
import type { JobEvent } from '../events.js';
import { encodeEvent } from '../records/record-event.js';
import { createRedactor } from './redact.js';
import type { Redact } from './redact.js';

/** Which events a response has, and how it is sent. */
export interface EventResponseOptions extends EventStreamOptions {
  /** A comment is sent after so much silence, which keeps proxies from hanging up. @default 15000 */
  readonly heartbeatMs?: number;
  /** Their texts are taken out of what is sent. */
  readonly secrets?: Readonly<Record<string, unknown>>;
  /** @default the system's time */
  readonly clock?: Clock;
}

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  // nginx would gather events otherwise.
  'x-accel-buffering': 'no',
};

const COMMENT = ':\n\n';

/** The stream as a response body; an event leaves the stream only when the client takes it. */
export function createEventResponse(events: EventStream, options: EventResponseOptions): Response {
  const { heartbeatMs = 15_000, clock = systemClock } = options;
  const redact = createRedactor(options.secrets);
  const encoder = new TextEncoder();
  let next: ReturnType<EventStream['next']> | undefined;
  let stopTimer: (() => void) | undefined;
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Servers send the head with the first bytes: the client knows at once that it is connected.
        controller.enqueue(encoder.encode(COMMENT));
      },
      async pull(controller) {
        next ??= events.next();
        const silence = new Promise<'silence'>((resolve) => {
          stopTimer = clock.after(heartbeatMs, () => resolve('silence'));
        });
        const result = await Promise.race([next, silence]);
        stopTimer?.();
        if (result === 'silence') {
          controller.enqueue(encoder.encode(COMMENT));
          return;
        }
        next = undefined;
        if (result.done !== true) controller.enqueue(encoder.encode(toText(result.value, redact)));
        else if (!isCancelled) controller.close();
      },
      cancel() {
        isCancelled = true;
        stopTimer?.();
        void events.return();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: HEADERS });
}

function toText(event: JobEvent, redact: Redact | undefined): string {
  // A line break would end the field, a NUL void it.
  const id = `${event.jobId}/${event.seq}`.replaceAll(/[\0\r\n]/g, ' ');
  const data = JSON.stringify(encodeEvent(event, redact));
  return `id: ${id}\nevent: ${event.type}\ndata: ${data}\n\n`;
}
