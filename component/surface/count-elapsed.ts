/** How long nodes have been running, written into their badges past React. */
import type { StatusStore } from '../store/status-store.js';

/** What {@link countElapsed} works with. */
export interface ElapsedOptions {
  /** All nodes that may be running already. */
  readonly ids: Iterable<string>;
  /** The card of a node; undefined while it is out of sight. */
  readonly find: (nodeId: string) => Element | undefined;
  /** Whole seconds in words. */
  readonly format: (seconds: number) => string;
  /** Milliseconds of a clock that only goes on. @default performance.now */
  readonly now?: () => number;
}

const SECOND = 1_000;

/**
 * Counts the seconds of each running node, from when its status came. One timer for all of them, and
 * none while nothing runs or the page is hidden. The first second is not shown.
 * @returns ends it
 */
export function countElapsed(statuses: StatusStore, options: ElapsedOptions): () => void {
  const { find, format, now = () => performance.now() } = options;
  const began = new Map<string, number>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const show = (): void => {
    for (const [id, start] of began) {
      const seconds = Math.floor((now() - start) / SECOND);
      const place = seconds < 1 ? null : find(id)?.querySelector('.mr-elapsed');
      if (place) place.textContent = format(seconds);
    }
  };
  const adjust = (): void => {
    const isNeeded = began.size > 0 && !document.hidden;
    if (isNeeded === (timer !== undefined)) return;
    clearInterval(timer);
    timer = isNeeded ? setInterval(show, SECOND) : undefined;
    if (isNeeded) show();
  };
  const follow = (ids: Iterable<string>): void => {
    for (const id of ids) {
      if (statuses.get(id).status !== 'running') began.delete(id);
      else if (!began.has(id)) began.set(id, now());
    }
    adjust();
  };
  follow(options.ids);
  const unsubscribe = statuses.subscribeAll(follow);
  document.addEventListener('visibilitychange', adjust);
  return () => {
    unsubscribe();
    document.removeEventListener('visibilitychange', adjust);
    began.clear();
    clearInterval(timer);
  };
}
