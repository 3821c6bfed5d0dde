/** Values in a line, and what is wrong with numbers. */

export const VALUE_TEXT = {
  nothing: 'Nothing',
  picture: 'Picture',
  branchNotTaken: 'Branch not taken',
  /** Within a value that is written out, where it has no notation. */
  nothingWithin: 'nothing',
  branchNotTakenWithin: 'branch not taken',
  itself: '(itself)',
  unreadable: '(can’t be read)',
  invalidDate: 'an invalid date',
  aFunction: (name: string) => `function ${name}`,
  bytes: (count: number) => `${count} bytes`,
  notANumber: 'Expected a number such as 0.5, -2 or 1e3',
  tooLarge: 'This number is too large',
  notWhole: 'Expected a whole number',
  atLeast: (least: number) => `Must be at least ${least}`,
  atMost: (most: number) => `Must be at most ${most}`,
  /** For {@link PANEL_TEXT.copyWhat}. */
  theError: 'error',
  theLog: 'log',
};
