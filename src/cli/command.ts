/** What commands share. */

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** `error` goes to a terminal that shows colors, and the user has not said `NO_COLOR`. */
  readonly colors: boolean;
  /** Characters in a line of the terminal that `out` goes to; none for a file or a pipe. */
  readonly columns?: number;
  /** Shows a line on the terminal until the next output; there is none unless `error` is one. */
  readonly progress?: (text: string) => void;
}

/** 0: done; 1: it did not work; 2: it was asked wrongly. */
export type ExitCode = 0 | 1 | 2;

/** What a command throws when it was asked wrongly. */
export class Misuse extends Error {}
