/** A program that calls a function in a worker, and never closes its pool. */
import { Worker } from 'node:worker_threads';
import { WorkerPool } from '../../../../src/run/workers/worker-pool.js';

const pool = new WorkerPool({ open: () => new Worker(process.argv[2]!), size: 1 });
const listener = { onStarted() {}, onLogged() {}, onProgressed() {} };
const { signal } = new AbortController();
const call = (n: number) =>
  pool.call({ nodeId: 'n', nodeType: 'later', args: [n] }, listener, signal);

console.log(await call(1));
// Nothing but the call itself keeps the process alive now.
void call(2).then(console.log);
