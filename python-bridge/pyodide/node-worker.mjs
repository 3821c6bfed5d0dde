// The worker's side: an interpreter that answers messages. Plain JavaScript, for worker_threads
// loads it unbuilt. Each message is `{ type, id?, text? }`; node-interpreter.ts is the other side.
import { parentPort, workerData } from 'node:worker_threads';
import { createSession } from './session.mjs';

const post = (message) => parentPort.postMessage(message);
const fail = (error) => post({ type: 'fatal', text: String(error) });

// What no node printed goes where it harms no program that reads this one's output.
const onPrinted = (line) => process.stderr.write(`${line}\n`);

createSession({ ...workerData, onPrinted, onBroken: fail }).then((session) => {
  parentPort.on('message', async ({ type, id, text }) => {
    try {
      const emit = (events) => post({ type: 'events', id, text: events });
      const reply = type === 'batch' ? await session.start(text, emit) : session.call(text);
      post({ type: 'reply', id, text: reply });
    } catch (error) {
      fail(error);
    }
  });
  post({ type: 'ready', text: session.version });
}, fail);
