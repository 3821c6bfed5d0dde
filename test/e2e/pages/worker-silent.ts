/** A worker entry that forgot to call serveFunctions. */
export const functions = {};
