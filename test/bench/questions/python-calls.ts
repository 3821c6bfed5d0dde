/** One call of a Python function that does nothing worth mentioning. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { builtPython, callOf, expectValue, lastOf, MODULES, valueOf } from '../python/nodes.js';
import { inTurns, rowsOf, sample, type Way } from '../python/turns.js';
import type { Question } from '../question.js';

interface Reply {
  readonly id: number;
  readonly value?: unknown;
}

/** Each call adds a listener of its own and takes it away, as comlink does. */
function asking(worker: Worker): (message: object) => Promise<Reply> {
  let last = 0;
  return (message) =>
    new Promise((resolve) => {
      last += 1;
      const id = last;
      const take = (reply: Reply): void => {
        if (reply.id !== id) return;
        worker.off('message', take);
        resolve(reply);
      };
      worker.on('message', take);
      worker.postMessage({ ...message, id });
    });
}

export const pythonCalls: Question = async ({ quick }) => {
  const { createPyodide, createCPython } = await builtPython();
  const indexURL = join(process.cwd(), 'node_modules/pyodide/');
  const worker = new Worker(join(process.cwd(), 'test/bench/python/echo-worker.mjs'), {
    workerData: {
      indexURL,
      pyodideUrl: pathToFileURL(join(indexURL, 'pyodide.mjs')).href,
      stdLibURL: join(process.cwd(), 'dist/python-stdlib-314.0.7.zip'),
    },
  });
  await new Promise((ready) => {
    worker.once('message', ready);
  });
  const ask = asking(worker);
  const pyodide = createPyodide({ modules: MODULES });
  const cpython = createCPython({ modules: MODULES });
  const batch = [callOf('add', { a: valueOf(1), b: valueOf(2) })];
  const times = quick ? 200 : 1_000;
  const way = (name: string, action: () => Promise<unknown>, expected: unknown): Way => ({
    name,
    take: () => sample(async () => expectValue(await action(), expected), times),
  });
  const echo = async (): Promise<unknown> => (await ask({ type: 'echo', value: 4 })).value;
  const proxy = async (): Promise<unknown> => (await ask({ type: 'call', args: [1, 2] })).value;
  const ways = [
    way('a message that comes back', echo, 4),
    way('a function behind a proxy object', proxy, 4),
    way('a batch of one node, Pyodide', () => lastOf(pyodide, batch), 4),
    way('a batch of one node, CPython', () => lastOf(cpython, batch), 4),
  ];
  const samples = await inTurns(quick ? 3 : 9, ways, quick ? 1 : 3);
  await Promise.all([worker.terminate(), pyodide.close(), cpython.close()]);
  return {
    title: 'One call after the other in Node, by the clock',
    columns: ['time', 'ratio'],
    rows: rowsOf(ways, samples, { clock: 'ms', unit: 'µs' }),
    notes: [
      'limit: the message, that is two threads that wake each other',
      'a batch converts by type, times its nodes, catches what they print, and can be stopped',
    ],
  };
};
