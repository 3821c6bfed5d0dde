/**
 * What a function returns, or puts into a tuple, for an output whose branch is not taken: the nodes
 * wired to it are skipped (rule R5). One symbol in all copies of the package.
 */
export const noValue: unique symbol = Symbol.for('millrace.noValue');
