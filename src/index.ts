export { MillraceError, isMillraceError } from './errors.js';
export type { ErrorInfo, Issue, MillraceErrorOptions } from './errors.js';
