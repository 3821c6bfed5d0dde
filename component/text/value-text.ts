/** Values in a line, and what is wrong with numbers. */

export const VALUE_TEXT = {
  nothing: 'Nothing',
  picture: 'Picture',
  branchNotTaken: 'Branch not taken',
  notANumber: 'Expected a number such as 0.5, -2 or 1e3',
  tooLarge: 'This number is too large',
  notWhole: 'Expected a whole number',
  atLeast: (least: number) => `Must be at least ${least}`,
  atMost: (most: number) => `Must be at most ${most}`,
  /** For {@link PANEL_TEXT.copyWhat}. */
  theError: 'error',
  theLog: 'log',
};
