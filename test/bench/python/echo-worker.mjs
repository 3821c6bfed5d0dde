// What a call over a thread can't be faster than: a message that comes back; and Python's function
// behind a proxy object, in the way of comlink: a listener a call, an object a message.
import { parentPort, workerData } from 'node:worker_threads';

const { pyodideUrl, indexURL, stdLibURL } = workerData;
const { loadPyodide } = await import(pyodideUrl);
const python = await loadPyodide({ indexURL, stdLibURL });
const add = python.runPython('def add(a, b): return a + b + 1\nadd');

parentPort.on('message', (message) => {
  if (message.type === 'echo') parentPort.postMessage(message);
  else parentPort.postMessage({ id: message.id, value: add(...message.args) });
});
parentPort.postMessage('ready');
