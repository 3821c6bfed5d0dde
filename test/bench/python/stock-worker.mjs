// Pyodide as its documentation says, and the host from its sources, in a worker of Node.
import { parentPort, workerData } from 'node:worker_threads';

const { pyodideUrl, indexURL, hostFiles } = workerData;
const { loadPyodide } = await import(pyodideUrl);
const python = await loadPyodide({ indexURL });
python.FS.mkdirTree('/host/millrace_host');
for (const [name, text] of Object.entries(hostFiles)) {
  python.FS.writeFile(`/host/millrace_host/${name}`, text);
}
if (Object.keys(hostFiles).length > 0) {
  python.runPython('import sys; sys.path.insert(0, "/host"); import millrace_host.host');
}
parentPort.postMessage('ready');
// Stays until it is ended, as an interpreter in use does.
parentPort.on('message', () => undefined);
