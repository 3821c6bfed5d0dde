// One Pyodide interpreter with the Python host in it. Plain JavaScript, for it runs unbuilt in a
// worker, too; its types are in session.d.mts.

const ROOT = '/millrace';

/**
 * Loads Pyodide and starts the host.
 * @param {import('./session.mjs').SessionOptions} options
 * @returns {Promise<import('./session.mjs').Session>}
 */
export async function createSession({ pyodideUrl, indexUrl, hostFiles, onPrinted }) {
  const { loadPyodide, version } = await import(/* @vite-ignore */ pyodideUrl);
  const python = await loadPyodide({
    indexURL: indexUrl,
    stdout: onPrinted,
    stderr: onPrinted,
  });
  python.FS.mkdirTree(`${ROOT}/millrace_host`);
  for (const [name, text] of Object.entries(hostFiles)) {
    python.FS.writeFile(`${ROOT}/millrace_host/${name}`, text);
  }
  const path = python.pyimport('sys').path;
  path.insert(0, ROOT);
  path.destroy();
  const module = python.pyimport('millrace_host.host');
  const host = module.Host();
  module.destroy();
  // Fetched once and kept: looking a function up costs more than calling it.
  const call = host.call;
  const start = host.start;
  const cancel = host.cancel;
  return {
    version,
    call: (request) => call(request),
    startSync: (request, emit) => start(request, emit, false),
    start: (request, emit) => {
      const reply = start(request, emit, true);
      return typeof reply === 'string' ? reply : finish(reply);
    },
    cancel: () => cancel(),
  };
}

/** Waits for a coroutine of the host and lets it go. */
async function finish(awaitable) {
  try {
    return await awaitable;
  } finally {
    awaitable.destroy();
  }
}
