// Installs packages into an interpreter that has just started. Plain JavaScript, for it runs
// unbuilt in a worker of Node, too; its types are in packages.d.mts.

const BRAND = Symbol.for('millrace.error');

/**
 * @param {any} python
 * @param {import('../packages/package-load.js').PackageLoad} load
 * @param {(event: object) => void} onInstall
 */
export async function installPackages(python, load, onInstall) {
  const host = python.pyimport('millrace_host.packages');
  try {
    await installAll(python, host, load.files, onInstall);
    if (load.index !== undefined) await askIndex(python, host, load, onInstall);
    const problem = host.find_problem(JSON.stringify(load.requested), load.place);
    if (problem !== undefined) throw failure('python-package-missing', problem);
  } finally {
    host.destroy();
  }
}

async function installAll(python, host, files, onInstall) {
  const total = files.length;
  for (const [done, item] of files.entries()) {
    onInstall({ type: 'install', name: item.name, done, total });
    await install(python, host, item);
  }
  if (total > 0) {
    onInstall({ type: 'install', name: files[total - 1].name, done: total, total });
    host.forget_finders();
  }
}

async function install(python, host, { file, name, from, bytes, sha256, isLibrary }) {
  // Pyodide checks what it fetches, but not what it finds on a disk or is handed.
  if (sha256 !== '') {
    const found = host.digest(bytes);
    if (found !== sha256) {
      throw failure(
        'python-package-broken',
        `expected the package ${name} from ${from} to have the SHA-256 ${sha256}, as its lock file ` +
          `says, got ${found}; fetch it again with \`millrace wheels\``,
      );
    }
  }
  const { sitepackages, dsodir } = python._api;
  const metadata = new Map([
    ['INSTALLER', 'millrace'],
    ['PYODIDE_SOURCE', from],
  ]);
  try {
    await python._api.install(bytes, file, isLibrary ? dsodir : sitepackages, metadata);
  } catch (error) {
    throw failure(
      'python-package-broken',
      `expected the package ${name} from ${from} to be a wheel that can be unpacked, got ` +
        `${lastLine(error)}; fetch it again`,
    );
  }
}

/** Lets micropip find what is missing, and keeps what it fetches for the next interpreter. */
async function askIndex(python, host, { index, requested, place }, onInstall) {
  const api = python._api;
  const { install: original, lockfile_packages } = api;
  const kept = [];
  try {
    await install(python, host, index.resolver);
    host.forget_finders();
    // Otherwise it would rather take Pyodide's own packages, from another server.
    api.lockfile_packages = {};
    api.install = async (bytes, file, folder, metadata) => {
      const name = file.slice(0, file.indexOf('-')).toLowerCase().replaceAll(/[._]+/g, '-');
      onInstall({ type: 'install', name, done: kept.length, total: kept.length + 1 });
      const from = metadata.get('PYODIDE_URL') ?? index.url;
      kept.push({ file, name, from, bytes: bytes.slice(), sha256: '', isLibrary: false });
      return original.call(api, bytes, file, folder, metadata);
    };
    const problem = await host.ask_index(JSON.stringify(requested), index.url);
    if (problem !== undefined) {
      throw failure(
        'python-package-missing',
        `expected the packages ${requested.join(', ')} from ${place}, got: ${problem}; correct the ` +
          'names, or list wheels for this platform by URL',
      );
    }
  } finally {
    api.lockfile_packages = lockfile_packages;
    api.install = original;
  }
  const total = kept.length;
  if (total > 0) onInstall({ type: 'install', name: kept.at(-1).name, done: total, total });
  const packages = JSON.parse(host.describe(JSON.stringify(requested)));
  onInstall({ type: 'installed', files: kept, packages });
}

function lastLine(error) {
  return String(error?.message ?? error)
    .trimEnd()
    .split('\n')
    .at(-1);
}

/** A MillraceError, as far as anybody looks: that class is no file a worker of Node can load. */
function failure(code, text) {
  const error = new Error(`Python could not start: ${text}`);
  Object.defineProperty(error, BRAND, { value: true });
  return Object.assign(error, { name: 'MillraceError', code, details: {} });
}
