// Bytecode for Pyodide: Python's own modules and those of the host, compiled by the Pyodide that
// will load them, so that its magic number fits. Kept in node_modules/.cache; reproducible.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { labelOf, LABEL_NAME, libraryName } from '../../python-bridge/pyodide/library-name.mjs';
import { hostArchiveName } from '../../python-bridge/runtime/host-hash.mjs';
import { withLock } from './lock.mjs';
import { runNode } from './process.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'node_modules/.cache/millrace/python');

const KEPT_MS = 60 * 60_000;

/** How zip files call what is done to an entry. What is packed as a whole is not packed before. */
const STORED = 0;
const DEFLATED = 8;

/** What tracebacks call the files. */
const LIBRARY_PLACE = '/lib/python314.zip/';
const HOST_PLACE = '/millrace/host.zip/';

/** What only a process of CPython imports. */
const NOT_IN_PYODIDE = ['serve.py', 'frames.py', 'process_guard.py', 'process_limits.py'];

const REPACK = `
import importlib.util, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def put(archive, name, data, method):
    # Always the same time: the same sources make the same bytes.
    archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, method)

def repack(source, target, place, label_name, label, method):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        if label_name:
            put(new, label_name, label, zipfile.ZIP_STORED)
        for name in sorted(old.namelist()):
            data = old.read(name)
            if name.endswith(".py"):
                code = compile(data, place + name, "exec", dont_inherit=True)
                hashed = importlib.util.source_hash(data)
                put(new, name + "c", bytes(_code_to_hash_pyc(code, hashed, False)), method)
            else:
                put(new, name, data, method)

def pack(files, target):
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr("millrace_host/" + name, text)
`;

const pyodideFolder = () =>
  dirname(createRequire(join(root, 'index.js')).resolve('pyodide/package.json'));

const pyodideVersion = () =>
  JSON.parse(readFileSync(join(pyodideFolder(), 'package.json'), 'utf8')).version;

/** The sources of the host: name → text. */
function readHost() {
  const place = join(root, 'python-bridge/millrace_host');
  const names = readdirSync(place).filter((name) => name.endsWith('.py'));
  return Object.fromEntries(
    names.toSorted().map((name) => [name, readFileSync(join(place, name), 'utf8')]),
  );
}

/** Says how the library beside it was made. */
const recipeFile = join(folder, 'recipe.txt');
const recipe = createHash('sha256').update(REPACK).update(NOT_IN_PYODIDE.join()).digest('hex');

/** Where the two archives are, made or not. */
const places = () => ({
  library: join(folder, libraryName(pyodideVersion())),
  host: join(folder, hostArchiveName(readHost())),
});

const isMade = (library) =>
  existsSync(library) && existsSync(recipeFile) && readFileSync(recipeFile, 'utf8') === recipe;

/**
 * Makes what is missing, one process at a time.
 * @returns {Promise<{library: string, host: string}>} the paths of the archives
 */
export async function ensurePythonLibrary() {
  const { library, host } = places();
  if (isMade(library) && existsSync(host)) return { library, host };
  return withLock(join(folder, 'library.lock'), async () => {
    // In a process of its own: the hooks of the one that asks (Jest, Rollup) are nothing for Pyodide.
    const { code, output } = await runNode([fileURLToPath(import.meta.url)], { cwd: root });
    if (code !== 0) throw new Error(`Python's modules could not be compiled:\n${output}`);
    return places();
  });
}

async function makeMissing() {
  const { library, host } = places();
  const at = pyodideFolder();
  const { loadPyodide } = await import(join(at, 'pyodide.mjs'));
  const stdLib = isMade(library) ? { stdLibURL: library } : {};
  const python = await loadPyodide({ indexURL: `${at}/`, ...stdLib });
  python.runPython(REPACK);
  const repack = python.globals.get('repack');
  mkdirSync(folder, { recursive: true });
  const store = (from, to) => {
    // Whoever looks finds all of it or nothing.
    writeFileSync(`${to}.part`, python.FS.readFile(from));
    renameSync(`${to}.part`, to);
  };
  if (!isMade(library)) {
    // The others were made in the other way, too.
    removeOld(0);
    python.FS.writeFile('/stock.zip', new Uint8Array(readFileSync(join(at, 'python_stdlib.zip'))));
    repack(
      '/stock.zip',
      '/library.zip',
      LIBRARY_PLACE,
      LABEL_NAME,
      labelOf(pyodideVersion()),
      DEFLATED,
    );
    store('/library.zip', library);
    writeFileSync(recipeFile, recipe);
  }
  if (!existsSync(host)) {
    const entries = Object.entries(readHost()).filter(([name]) => !NOT_IN_PYODIDE.includes(name));
    python.globals.get('pack')(python.toPy(Object.fromEntries(entries)), '/sources.zip');
    repack('/sources.zip', '/host.zip', HOST_PLACE, '', '', STORED);
    store('/host.zip', host);
    removeOld(KEPT_MS);
  }
}

/** Those of sources that are gone; a test that is still running may need one of them. */
function removeOld(keptMs) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const isOld = Date.now() - statSync(path).mtimeMs > keptMs;
    if (isOld && name.startsWith('millrace_host-')) rmSync(path);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makeMissing();
