/** The sync worker: a whole graph, Python included, in one thread that is not the page's. */
import { createPyodide } from 'millrace/python';
import { indexURL } from 'virtual:millrace/pyodide';
import { config, functions, python as modules } from '../nodes.generated.js';
import { createSyncServer } from './serve-sync.js';
import type { RunRequest, SyncMessage } from './sync-messages.js';

const post = (message: SyncMessage): void => self.postMessage(message);

const python = createPyodide({
  thread: 'main',
  indexURL,
  modules,
  onBoot: (event) => post({ type: 'boot', event }),
});
const serve = createSyncServer({ config, functions, python, post });

self.addEventListener('message', (event: MessageEvent<RunRequest>) => serve(event.data));
