/** The actions a host asks for, until the code that runs them has come. */

type Run = (actionId: string) => boolean;

/** Of one editor. */
export interface ActionQueue {
  /** Runs an action, now or when it can be; false where it can't be done now. */
  readonly run: Run;
  /** From now on each action that has to wait is told of: somebody has to fetch what runs it. */
  readonly onWaiting: (tell: () => void) => void;
  /** From now on actions are run by this, first those that were asked for before. */
  readonly take: (run: Run) => void;
  /** @returns whether there was something to forget */
  readonly forget: () => boolean;
}

export function createActionQueue(): ActionQueue {
  let taken: Run | undefined;
  let tell = (): void => undefined;
  let waiting: string[] = [];
  return {
    run(id) {
      if (taken !== undefined) return taken(id);
      waiting.push(id);
      tell();
      return true;
    },
    onWaiting: (listener) => void (tell = listener),
    take(run) {
      taken = run;
      // What one of them throws is the host's to see, and keeps none of the others.
      for (const id of waiting) queueMicrotask(() => void run(id));
      waiting = [];
    },
    forget() {
      const hadSome = waiting.length > 0;
      waiting = [];
      return hadSome;
    },
  };
}
