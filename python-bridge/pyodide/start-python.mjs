// From nothing to a Python with the host in it, in the fastest way that works: from a snapshot,
// else with Python's own modules as bytecode, else as Pyodide comes. Plain JavaScript, for it runs
// unbuilt in a worker, too; its types are in start-python.d.mts.
import { fromSnapshot, takeSnapshot } from './snapshot.mjs';

const ROOT = '/millrace';
/** The bytecode knows itself by this path: what lies below it is no frame of the user's. */
const ARCHIVE = `${ROOT}/host.zip`;

/**
 * @param {import('./start-python.mjs').StartOptions} options
 * @returns {Promise<import('./start-python.mjs').StartedPython>}
 */
export async function startPython(options) {
  const { load, settings, library, snapshot, onBoot } = options;
  if (snapshot !== undefined && snapshot !== 'take') {
    const restored = await attempt(async () => {
      const from = { ...settings, ...fromSnapshot(snapshot) };
      const loaded = await load(from, { library, step: 'restore' });
      writeHost(loaded.python, options.hostFiles);
      const module = loaded.python.pyimport('millrace_host.restored');
      module.refresh();
      module.destroy();
      return loaded;
    });
    if (restored !== undefined) return restored;
    onBoot({ type: 'snapshot', snapshot: null });
  }
  const step = 'compile';
  const fast = library && (await attempt(() => load(settings, { library, step })));
  const { version, python } = fast ?? (await load(settings, { step }));
  const path = python.pyimport('sys.path');
  path.insert(0, writeHost(python, options.hostFiles));
  path.destroy();
  // All that it imports is to be in the snapshot, and where there is none it is needed anyway.
  python.pyimport('millrace_host.host').destroy();
  if (snapshot === 'take') {
    python.pyimport('millrace_host.restored').destroy();
    onBoot({ type: 'snapshot', snapshot: takeSnapshot(python) });
  }
  return { version, python };
}

/** What Pyodide fails at has another try; what is wrong with its files has been said. */
async function attempt(start) {
  try {
    return await start();
  } catch (error) {
    if (typeof error?.code === 'string') throw error;
    return undefined;
  }
}

/** Files are not part of a snapshot. @returns what to put on Python's path */
function writeHost(python, hostFiles) {
  const { FS } = python;
  FS.mkdirTree(`${ROOT}/millrace_host`);
  if (hostFiles instanceof Uint8Array) {
    FS.writeFile(ARCHIVE, hostFiles);
    return ARCHIVE;
  }
  for (const [name, text] of Object.entries(hostFiles)) {
    FS.writeFile(`${ROOT}/millrace_host/${name}`, text);
  }
  return ROOT;
}
