/** Takes the items a function gives one after another: `call.collect` (rules R4, R10 and T2). */
import type { Clock } from '../clock.js';
import { describe } from '../config/document.js';
import { MillraceError } from '../errors.js';
import { isThenable, toNative } from './invoke.js';
import { noValue } from './no-value.js';

/** More items are the node's error: a generator may have no end. */
export const MAX_ITEMS = 1_000_000;

/** Progress is told at most so often, in milliseconds; the last of it always. */
const TELL_EVERY_MS = 16;
/** Items are taken for this long before timers, messages and an abort get their turn. */
const PAUSE_AFTER_MS = 8;

/** What a collection asks of the run it belongs to. */
export interface CollectHost {
  readonly clock: Pick<Clock, 'now' | 'soon'>;
  /** Its abort ends the collection; what the function gives is let go of by `return()`. */
  readonly signal: AbortSignal | undefined;
  /** Named in messages. */
  readonly nodeId: string;
  onProgress(done: number): void;
}

type Step = IteratorResult<unknown>;
type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>;

/**
 * The list of all items; a promise of it where the function gives a promise, where items take their
 * time, or where there are so many that others need their turn. `noValue` in place of a generator
 * stays what it is.
 *
 * @throws MillraceError `not-iterable`, `too-many-items`, or what the generator throws
 */
export function collect(returned: unknown, host: CollectHost): unknown {
  if (isThenable(returned)) {
    return Promise.resolve(returned).then((value: unknown) => collect(value, host));
  }
  if (returned === noValue) return noValue;
  const collection = new Collection(returned, host);
  const { list } = collection;
  return collection.run() ? list : collection.rest().then(() => list);
}

/**
 * As {@link collect}, in one go: for runs that return no promise. Undefined when the signal was
 * aborted on the way.
 *
 * @throws MillraceError also `unexpected-promise`
 */
export function collectSync(returned: unknown, host: CollectHost): unknown {
  if (returned === noValue) return noValue;
  const collection = new Collection(returned, host);
  collection.run(Infinity);
  return host.signal?.aborted === true ? undefined : collection.list;
}

class Collection {
  readonly list: unknown[] = [];
  readonly #host: CollectHost;
  readonly #iterator: AnyIterator;
  #toldAt: number;
  #told = 0;
  /** The promise of the item that is being waited for. */
  #next: PromiseLike<Step> | undefined;

  constructor(returned: unknown, host: CollectHost) {
    this.#host = host;
    this.#iterator = iteratorOf(returned, host.nodeId);
    this.#toldAt = host.clock.now();
  }

  /**
   * Takes items until the end (then it returns true), until one has to be waited for, or until it is
   * others' turn. After an abort it takes none.
   */
  run(forMs = PAUSE_AFTER_MS): boolean {
    const { clock, signal } = this.#host;
    const until = clock.now() + forMs;
    for (;;) {
      if (signal?.aborted === true) {
        this.#letGo();
        return true;
      }
      const step = this.#iterator.next();
      const next = isThenable(step) ? step : this.#awaited(step);
      if (next !== undefined) {
        if (forMs === Infinity) throw this.#refuse(next);
        this.#next = next;
        return false;
      }
      if (this.#take(step as Step)) return true;
      if (clock.now() > until) return false;
    }
  }

  /** Takes all other items. */
  async rest(): Promise<void> {
    const { clock, signal } = this.#host;
    // One that waits for something of its own hears of the abort by this alone.
    const letGo = (): void => {
      if (this.#next !== undefined) this.#letGo();
    };
    signal?.addEventListener('abort', letGo, { once: true });
    try {
      let pausedAt = clock.now();
      do {
        const isLate = this.#next === undefined;
        if (this.#next !== undefined) {
          const step = await this.#next;
          this.#next = undefined;
          if (signal?.aborted === true || this.#take(step)) return;
        }
        // Promises that are there already would never let timers have their turn.
        if (isLate || clock.now() - pausedAt > PAUSE_AFTER_MS) {
          await new Promise<void>((resolve) => clock.soon(resolve));
          pausedAt = clock.now();
        }
      } while (!this.run());
    } finally {
      signal?.removeEventListener('abort', letGo);
    }
  }

  /** An item that is a promise is waited for, as `for await` does; else nobody hears it reject. */
  #awaited({ done, value }: Step): PromiseLike<Step> | undefined {
    if (done === true || !isThenable(value)) return undefined;
    return toNative(value).then(
      (item): Step => ({ done: false, value: item }),
      (error: unknown) => {
        this.#letGo();
        throw error;
      },
    );
  }

  /** Returns true at the end. */
  #take(step: Step): boolean {
    const { clock, nodeId } = this.#host;
    if (step.done === true) {
      this.#tell();
      return true;
    }
    if (this.list.length >= MAX_ITEMS) {
      this.#letGo();
      throw new MillraceError(
        'too-many-items',
        `${nodeId} gives more than ${MAX_ITEMS.toLocaleString('en')} items one after another; end it earlier, or return what is too much for a list in parts`,
      );
    }
    if (step.value !== noValue) this.list.push(step.value);
    const now = clock.now();
    if (now - this.#toldAt >= TELL_EVERY_MS) {
      this.#toldAt = now;
      this.#tell();
    }
    return false;
  }

  #tell(): void {
    const { length } = this.list;
    if (this.#told === length) return;
    this.#told = length;
    this.#host.onProgress(length);
  }

  /** What it does in its `finally`, and whether that fails, is its own business. */
  #letGo(): void {
    try {
      const returned: unknown = this.#iterator.return?.();
      if (isThenable(returned)) returned.then(undefined, () => undefined);
    } catch {
      // It ends all the same.
    }
  }

  #refuse(step: PromiseLike<Step>): MillraceError {
    step.then(undefined, () => undefined);
    this.#letGo();
    return new MillraceError(
      'unexpected-promise',
      `${this.#host.nodeId} gives its items by promises, but is not marked async; run codegen again or use the async method`,
    );
  }
}

function iteratorOf(returned: unknown, nodeId: string): AnyIterator {
  const given = (returned ?? {}) as {
    [Symbol.asyncIterator]?: () => AsyncIterator<unknown>;
    [Symbol.iterator]?: () => Iterator<unknown>;
    next?: unknown;
  };
  // A text has letters, but nobody means these.
  if (typeof given === 'object') {
    const start: (() => AnyIterator) | undefined =
      given[Symbol.asyncIterator] ?? given[Symbol.iterator];
    if (typeof start === 'function') return start.call(given);
    if (typeof given.next === 'function') return given as AnyIterator;
  }
  throw new MillraceError(
    'not-iterable',
    `expected ${nodeId} to give its items one after another (a generator, an iterator or a list), got ${describe(returned)}`,
  );
}
