/** What an interpreter reports while a batch runs, told to the batch's listener. */
import { isMillraceError, type MillraceError } from '../../src/errors.js';
import { deliverEvents, type HostListener, type ToHandle } from './messages.js';
import type { Packet } from './packet.js';

/** Stands between one batch and who hears it; an event that no host writes is told, not thrown. */
export class Report {
  readonly #toHandle: ToHandle;
  readonly #listener: HostListener;
  readonly #onForged: (error: MillraceError) => void;
  #thrown: { readonly error: unknown } | undefined;

  /** `onForged` hears of messages that no host writes. */
  constructor(
    toHandle: ToHandle,
    listener: HostListener,
    onForged: (error: MillraceError) => void = () => undefined,
  ) {
    this.#toHandle = toHandle;
    this.#listener = listener;
    this.#onForged = onForged;
  }

  readonly onEvents = (events: Packet): void => {
    try {
      deliverEvents(events, this.#toHandle, this.#listener);
    } catch (error) {
      this.#thrown ??= { error };
      if (isMillraceError(error) && error.code === 'python-protocol') this.#onForged(error);
    }
  };

  /** Throws what was wrong with an event, if something was. */
  rethrow(): void {
    if (this.#thrown !== undefined) throw this.#thrown.error;
  }
}
