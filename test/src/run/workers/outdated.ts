/** A worker that was built with another version. */
import { MessageChannel, parentPort } from 'node:worker_threads';

const { port1, port2 } = new MessageChannel();
port1.start();
parentPort?.postMessage({ millrace: 'serving', protocol: 99, port: port2 }, [port2]);
