/** Rule R14: how listeners are told. */
import type { JobEvent } from '../events.js';

/** Hears what a listener threw, or rejected with. */
export type OnListenerError = (error: unknown, event: JobEvent) => unknown;

/** Tells one listener. It changes nothing by throwing, nor by a promise that rejects. */
export function tell(
  listener: (event: JobEvent) => unknown,
  event: JobEvent,
  onError: OnListenerError,
): void {
  try {
    const returned = listener(event);
    if (returned instanceof Promise) {
      returned.catch((error: unknown) => report(error, event, onError));
    }
  } catch (error) {
    report(error, event, onError);
  }
}

function report(error: unknown, event: JobEvent, onError: OnListenerError): void {
  try {
    const returned = onError(error, event);
    if (returned instanceof Promise) returned.catch(() => undefined);
  } catch {
    // Who hears of listeners changes nothing, either.
  }
}
