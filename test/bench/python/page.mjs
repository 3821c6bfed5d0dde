// What the page of the benchmark does; each function answers with milliseconds of its clock.
import { createPyodide } from '../dist/python.js';

const SILENT = { onStarted() {}, onLogged() {}, onProgressed() {}, onSettled() {} };
const SPIN = 'import os\ndef spin():\n    while True: pass\ndef leave(): os._exit(1)';
const indexURL = new URL('/pyodide/', location.href).href;

const call = (name) => ({
  nodes: [
    {
      nodeId: 'n',
      module: 'm',
      export: name,
      returns: 'value',
      arguments: [],
      outputs: [{ name: 'result', keep: { value: 'small', handle: false } }],
    },
  ],
});

const since = (began) => performance.now() - began;
const make = () => createPyodide({ indexURL, modules: { m: SPIN } });

/** A runtime that has started once. */
const living = make();

export async function stock(hostFiles) {
  const began = performance.now();
  const worker = new Worker('/bench/stock-web-worker.mjs', { type: 'module' });
  await new Promise((ready) => {
    worker.addEventListener('message', ready, { once: true });
    worker.postMessage({ indexURL, hostFiles });
  });
  const took = since(began);
  worker.terminate();
  return took;
}

export async function first() {
  const python = make();
  const began = performance.now();
  await python.boot();
  const took = since(began);
  await python.close();
  return took;
}

export async function again() {
  await living.boot();
  await living.runBatch(call('leave'), SILENT);
  const began = performance.now();
  await living.boot();
  return since(began);
}

export async function stopped() {
  await living.boot();
  const controller = new AbortController();
  let began = 0;
  setTimeout(() => {
    began = performance.now();
    controller.abort();
  }, 60);
  await living.runBatch(call('spin'), SILENT, controller.signal).catch(() => undefined);
  return since(began);
}
