// The worker's side: an interpreter that answers messages. Plain JavaScript, for worker_threads
// loads it unbuilt. worker-messages.ts says what it posts, node-worker-port.ts starts it.
import { parentPort, workerData } from 'node:worker_threads';
import { createAnswer } from './answer.mjs';
import { createSession, loadFrom } from './session.mjs';

const post = (message, transfer) => parentPort.postMessage(message, transfer);
const fail = (error, node) => {
  // An error of ours keeps its code.
  const isOurs = error instanceof Error && Symbol.for('millrace.error') in error;
  post({
    type: 'fatal',
    ...(node === undefined ? {} : { node }),
    ...(isOurs ? { text: error.message, code: error.code } : { text: String(error) }),
  });
};

const onBoot = (event) => post({ type: 'booting', event });

createSession({
  ...workerData,
  load: loadFrom(workerData, onBoot),
  onBoot,
  // What no node printed goes where it harms no program that reads this one's output.
  onPrinted: (line) => process.stderr.write(`${line}\n`),
  onBroken: fail,
}).then((session) => {
  parentPort.on('message', createAnswer(session, post, fail));
  post({ type: 'ready', text: session.version });
}, fail);
