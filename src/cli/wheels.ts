/** `millrace wheels`: a folder with the wheels of Python packages for Pyodide. */
import { readFile } from 'node:fs/promises';
import type { ParseArgsConfig } from 'node:util';
import { Misuse } from './command.js';
import type { ExitCode, Output } from './command.js';
import { parseOptions } from './options.js';

const OPTIONS = {
  out: { type: 'string', short: 'o' },
  'index-url': { type: 'string' },
  requirements: { type: 'string', short: 'r' },
  check: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

const INDEX_URL = 'https://pypi.org/simple';

const USAGE = `Usage: millrace wheels <names and wheels…> --out <folder>

Fetches Python packages for Pyodide, with all that they need, into a folder with
a lock file. createPyodide({ packages, packageSource: folder }) installs them
from there; no network is needed then.

  pydantic, 'pydantic>=2.14', 'pydantic[email]'
                       packages of the index; micropip picks the versions
  ./rules-1.0-py3-none-any.whl
                       a wheel of your own, as a path or URL
  (nothing)            fetches what a folder's lock file has, and the folder has
                       not: keep pyodide-lock.json in git, and no wheel

Options:
  -o, --out <folder>   where the wheels and pyodide-lock.json go
  -r, --requirements <file>
                       names and wheels, one in each line
  --index-url <url>    a package index, ${INDEX_URL} by default
  --check              write and fetch nothing: say what is missing or changed,
                       or asked for and not in the lock file
  -h, --help           print this

Exit code: 0 done, 1 a package can't be had or a check failed, 2 wrong arguments.`;

/** @throws Misuse, and MillraceError when a package can't be had */
export async function runWheels(args: readonly string[], output: Output): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    output.out(USAGE);
    return 0;
  }
  const { out: folder, requirements, check, 'index-url': indexURL = INDEX_URL } = values;
  if (folder === undefined) throw new Misuse('say where the wheels go: --out <folder>');
  if (!/^https?:\/\//.test(indexURL)) throw new Misuse(`--index-url \`${indexURL}\` is no URL`);
  const listed = requirements === undefined ? [] : await readRequirements(requirements);
  const packages = [...new Set([...positionals, ...listed])];
  if (check === true) return checkFolder(folder, packages, output);
  if (packages.length === 0) return restore(folder, output);
  return fetchInto(folder, { packages, indexURL }, output);
}

async function fetchInto(
  folder: string,
  wanted: { readonly packages: readonly string[]; readonly indexURL: string },
  output: Output,
): Promise<ExitCode> {
  const [{ fetchWheels }, { writeWheelFolder }] = await Promise.all([
    import('../../python-bridge/packages/fetch-wheels.js'),
    import('../../python-bridge/packages/wheel-folder.js'),
  ]);
  output.progress?.('starting Python');
  const onProgress = (name: string): void => output.progress?.(`installing ${name}`);
  const { files, packages } = await fetchWheels({ ...wanted, onProgress });
  const about = { requested: wanted.packages, packages };
  const lock = await writeWheelFolder(folder, files, about);
  for (const { file } of lock.files) output.out(file);
  const bytes = files.reduce((sum, item) => sum + item.bytes.length, 0);
  output.error(`${count(lock.files.length)} in ${folder}, ${(bytes / 1e6).toFixed(1)} MB`);
  return 0;
}

async function restore(folder: string, output: Output): Promise<ExitCode> {
  const [{ restoreWheelFolder }, { nodeAccess }] = await Promise.all([
    import('../../python-bridge/packages/wheel-folder.js'),
    import('../../python-bridge/packages/node-access.js'),
  ]);
  const fetched = await restoreWheelFolder(folder, (url) => nodeAccess.read(url));
  for (const { file } of fetched) output.out(file);
  output.error(`${count(fetched.length)} fetched, the rest is in ${folder}`);
  return 0;
}

async function checkFolder(
  folder: string,
  packages: readonly string[],
  output: Output,
): Promise<ExitCode> {
  const { checkWheelFolder, readLock } =
    await import('../../python-bridge/packages/wheel-folder.js');
  const { files, requested } = await readLock(folder);
  const wrong = await checkWheelFolder(folder);
  for (const { file, problem } of wrong) output.error(`${file} ${WRONG[problem]}`);
  const unlocked = packages.filter((text) => !requested.includes(text));
  for (const text of unlocked)
    output.error(`${text} was not asked for when the lock file was made`);
  if (wrong.length > 0) {
    output.error(`Run \`millrace wheels --out ${folder}\`.`);
  } else if (unlocked.length > 0) {
    const typed = packages.map(quote).join(' ');
    output.error(`Run \`millrace wheels ${typed} --out ${folder}\`.`);
  } else output.out(`${count(files.length)} in ${folder}, all as the lock file says`);
  return wrong.length + unlocked.length === 0 ? 0 : 1;
}

const WRONG = {
  missing: 'is missing',
  changed: 'is not what the lock file says: its SHA-256 differs',
} as const;

/** @throws Misuse for a line that says more than what is wanted */
async function readRequirements(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Misuse(`--requirements \`${file}\` can't be read: ${(error as Error).message}`);
  });
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  const at = lines.findIndex((line) => line.startsWith('-'));
  if (at !== -1) {
    throw new Misuse(
      `${file}:${at + 1} expected a name or a wheel, got the option \`${lines[at]}\` of pip`,
    );
  }
  return lines.filter((line) => line !== '');
}

/** As a shell takes it: `pydantic>=2` would write a file. */
function quote(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text}'`;
}

function count(number: number): string {
  return `${number} wheel${number === 1 ? '' : 's'}`;
}
