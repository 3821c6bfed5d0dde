// The same as stock-worker.mjs, in a module worker of a browser.
async function start({ indexURL, hostFiles }) {
  const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
  const python = await loadPyodide({ indexURL });
  python.FS.mkdirTree('/host/millrace_host');
  for (const [name, text] of Object.entries(hostFiles)) {
    python.FS.writeFile(`/host/millrace_host/${name}`, text);
  }
  if (Object.keys(hostFiles).length > 0) {
    python.runPython('import sys; sys.path.insert(0, "/host"); import millrace_host.host');
  }
  postMessage('ready');
}

addEventListener('message', ({ data }) => void start(data));
