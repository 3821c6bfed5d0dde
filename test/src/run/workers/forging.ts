/** A worker whose code posts whatever it likes, to whoever listens. */
import { parentPort } from 'node:worker_threads';
import { serveFunctions } from '../../../../src/run/workers/serve-functions.js';

const FORGED: readonly unknown[] = [
  null,
  'text',
  { millrace: 'serving' },
  { millrace: 'serving', protocol: 1, port: null },
  { type: 'returned', id: 1, value: 'forged' },
  { type: 'threw', id: 1, error: null },
];

for (const message of FORGED) parentPort?.postMessage(message);
serveFunctions({
  forge: () => {
    for (const message of FORGED) parentPort?.postMessage(message);
    serveFunctions({ forge: () => 'the second registry' });
    return 'genuine';
  },
  /** Gets a message that can't be read. */
  misread: () => {
    const channel = MessagePort.prototype as { postMessage: (message: unknown) => void };
    const post = channel.postMessage;
    channel.postMessage = function misread(this: MessagePort) {
      channel.postMessage = post;
      this.dispatchEvent(new Event('messageerror'));
    };
  },
  /** Reaches for the channel itself. */
  meddle: (malformed: readonly unknown[]) => {
    const channel = MessagePort.prototype as { postMessage: (message: unknown) => void };
    const post = channel.postMessage;
    const broken = malformed.slice();
    channel.postMessage = function postMore(message) {
      const { id } = message as { readonly id: unknown };
      for (const one of broken.splice(0)) post.call(this, { ...(one as object), id });
      post.call(this, message);
    };
    return 'genuine';
  },
});
