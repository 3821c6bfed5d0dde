/** What commands share. */

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** 0: done; 1: it did not work; 2: it was asked wrongly. */
export type ExitCode = 0 | 1 | 2;

/** What a command throws when it was asked wrongly. */
export class Misuse extends Error {}
