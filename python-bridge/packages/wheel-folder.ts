/** Folders of wheels with a lock file: written, restored and checked. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MillraceError } from '../../src/errors.js';
import { PYODIDE_VERSION } from '../pyodide/version.js';
import { LOCK_FILE, parseLock } from './lock-file.js';
import type { InstalledPackage, PackageFile } from './package-load.js';
import { normalizeName } from './requirement.js';
import { TARGET } from './wheel-name.js';

/** A file of a folder, as its lock file has it. */
export interface LockedFile {
  readonly file: string;
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  /** Where it came from. */
  readonly url: string;
}

/** A lock file of a folder. */
export interface FolderLock {
  readonly requested: readonly string[];
  readonly files: readonly LockedFile[];
}

/** What is not as the lock file says: `missing`, or with other bytes. */
export interface WrongFile extends LockedFile {
  readonly problem: 'missing' | 'changed';
}

interface LockEntry {
  readonly file_name: string;
  readonly version: string;
  readonly sha256: string;
  readonly tool?: { readonly millrace?: { readonly url?: string } };
}

interface LockJson {
  readonly packages: Readonly<Record<string, LockEntry>>;
  readonly tool?: { readonly millrace?: { readonly requested?: readonly string[] } };
}

/**
 * Writes the files and their lock file; the same files give the same bytes. Wheels of the lock file
 * that was there before, and are not among these, are removed.
 */
export async function writeWheelFolder(
  folder: string,
  files: readonly PackageFile[],
  about: { readonly requested: readonly string[]; readonly packages: readonly InstalledPackage[] },
): Promise<FolderLock> {
  const before = await readLock(folder).catch(() => undefined);
  const text = `${JSON.stringify(toLockJson(files, about), null, 2)}\n`;
  await mkdir(folder, { recursive: true });
  for (const { file, bytes } of files) await writeFile(join(folder, file), bytes);
  await writeFile(join(folder, LOCK_FILE), text);
  const kept = new Set(files.map(({ file }) => file));
  for (const { file } of before?.files ?? []) {
    if (!kept.has(file)) await rm(join(folder, file), { force: true });
  }
  return readLock(folder);
}

/** The lock file of a folder. @throws MillraceError `python-package-missing`, `python-package-unfit` */
export async function readLock(folder: string): Promise<FolderLock> {
  const path = join(folder, LOCK_FILE);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const what = `expected the lock file ${path}, got ${(error as Error).message}; ${MAKE_ANEW}`;
    throw wrong('missing', what, { place: path });
  }
  const { packages } = parseLock(json, path);
  const { packages: entries, tool } = json as LockJson;
  const files = Object.keys(entries).map((key) => {
    const { file, version, sha256, name } = packages.get(normalizeName(key))!;
    requireInside(file, path);
    return { file, name, version, sha256, url: entries[key]?.tool?.millrace?.url ?? '' };
  });
  return { requested: tool?.millrace?.requested ?? [], files };
}

/** The files that are not there, or have other bytes than the lock file says. */
export async function checkWheelFolder(folder: string): Promise<readonly WrongFile[]> {
  const { files } = await readLock(folder);
  const found: WrongFile[] = [];
  for (const item of files) {
    const bytes = await readFile(join(folder, item.file)).catch(() => undefined);
    if (bytes === undefined) found.push({ ...item, problem: 'missing' });
    else if (digest(bytes) !== item.sha256) found.push({ ...item, problem: 'changed' });
  }
  return found;
}

/**
 * Fetches the files that are not as the lock file says.
 * @throws MillraceError `python-package-missing`, `python-package-broken` before anything is written
 */
export async function restoreWheelFolder(
  folder: string,
  read: (url: string) => Promise<Uint8Array>,
): Promise<readonly WrongFile[]> {
  const found = await checkWheelFolder(folder);
  const fetched = await Promise.all(found.map(async (item) => fetchAgain(item, read)));
  for (const [at, { file }] of found.entries()) await writeFile(join(folder, file), fetched[at]!);
  return found;
}

async function fetchAgain(
  { file, name, url, sha256 }: WrongFile,
  read: (url: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const say = (came: string): string =>
    `expected the wheel ${file} from ${url === '' ? 'where it came from' : url}, got ${came}; ${MAKE_ANEW}`;
  if (url === '') throw wrong('missing', say('no address in its lock file'), { name });
  const bytes = await read(url).catch((error: unknown) => {
    throw wrong('missing', say((error as Error).message), { name, place: url });
  });
  const found = digest(bytes);
  if (found === sha256) return bytes;
  const came = `one with the SHA-256 ${found} instead of ${sha256}`;
  throw wrong('broken', say(came), { name, place: url });
}

function toLockJson(
  files: readonly PackageFile[],
  { requested, packages }: Parameters<typeof writeWheelFolder>[2],
): object {
  const about = new Map(packages.map((item) => [normalizeName(item.name), item]));
  const names = new Set(files.map(({ name }) => normalizeName(name)));
  const entries = files.map(({ name, file, from, bytes }) => {
    const key = normalizeName(name);
    const found = about.get(key);
    const entry = {
      name: found?.name ?? name,
      version: found?.version ?? '',
      file_name: file,
      install_dir: 'site',
      sha256: digest(bytes),
      package_type: 'package',
      imports: found?.imports ?? [],
      depends: (found?.depends ?? []).filter((one) => names.has(one)),
      unvendored_tests: false,
      // A path of this machine is of no use on another.
      ...(/^https?:/.test(from) ? { tool: { millrace: { url: from } } } : {}),
    };
    return [key, entry] as const;
  });
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    info: {
      arch: 'wasm32',
      platform: `emscripten_${TARGET.emscripten}`,
      version: PYODIDE_VERSION,
      python: TARGET.python,
      abi_version: TARGET.abi,
    },
    packages: Object.fromEntries(entries),
    tool: { millrace: { requested } },
  };
}

/** A lock file may come from anywhere, and files are written where it says. */
function requireInside(file: string, path: string): void {
  const base = 'file:///folder/';
  const url = new URL(file, base).href;
  if (url.startsWith(base) && !file.includes('/') && !file.includes('\\')) return;
  throw wrong('unfit', `expected the files of ${path} to be beside it, got ${file}; ${MAKE_ANEW}`, {
    place: pathToFileURL(path).href,
    file,
  });
}

const MAKE_ANEW = 'fetch all anew: `millrace wheels <names…> --out <folder>`';

function wrong(
  how: 'missing' | 'broken' | 'unfit',
  what: string,
  details: Readonly<Record<string, unknown>>,
): MillraceError {
  return new MillraceError(`python-package-${how}`, what, { details });
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
