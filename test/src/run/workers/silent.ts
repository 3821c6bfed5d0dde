/** A worker entry that forgot to call serveFunctions, and has something else to do. */
setInterval(() => undefined, 1_000);
