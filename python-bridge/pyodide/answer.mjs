// What a worker does with the messages it gets: asks its session and posts what comes. Plain
// JavaScript, for it runs unbuilt in a worker, too.

const NOTHING_DONE = { text: '{"ok":{"unattempted":[]}}', buffers: [] };

/** Answers a worker's messages, `{ type, id, text, buffers }`; see worker-messages.ts. */
export function createAnswer(session, post, fail) {
  const waiting = new Set();
  const answer = async (message) => {
    const { type, id } = message;
    if (type === 'stop') {
      if (!waiting.delete(id)) session.stop(id);
      return;
    }
    const send = (sent, packet) => {
      const said = { type: sent, id, ...packet };
      // Most have none, and an empty list costs a little in each of them.
      if (packet.buffers.length === 0) delete said.buffers;
      post(said, packet.buffers);
    };
    if (type === 'call') return send('reply', session.call(message.text));
    waiting.add(id);
    // Python may have kept this thread busy: who asked may have thought better of it.
    if (session.hearsLate) await hear();
    const isWanted = waiting.delete(id) && !session.isStopped(id);
    send(
      'reply',
      isWanted ? await session.start(message, (e) => send('events', e), id) : NOTHING_DONE,
    );
  };
  return (message) => void answer(message).catch((error) => fail(error, session.inControl()));
}

/** Longer than this and somebody else had his turn: what arrived meanwhile is heard first. */
const BUSY_MS = 8;

async function hear() {
  const began = performance.now();
  await turn();
  if (performance.now() - began > BUSY_MS) await turn();
}

/** After the messages that have already arrived. */
function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const done = () => {
      port1.close();
      resolve();
    };
    port1.addEventListener('message', done, { once: true });
    port1.start();
    port2.postMessage(null);
  });
}
