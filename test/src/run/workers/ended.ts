/** A worker entry that forgot to call serveFunctions, and has nothing else to do. */
export const functions = {};
