/** Lock files of Pyodide's form: which wheels there are, and what each needs. */
import { howToFetch, missingPackage, unfit } from './package-errors.js';
import { normalizeName, type Requirement } from './requirement.js';
import { TARGET } from './wheel-name.js';

/** How a lock file is called in a folder of wheels. */
export const LOCK_FILE = 'pyodide-lock.json';

/** One package of a lock file. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Relative to the lock file, or absolute. */
  readonly file: string;
  /** In lower case; empty where the lock file has none. */
  readonly sha256: string;
  /** What it needs, by normalized name. */
  readonly depends: readonly string[];
  /** Shared libraries go elsewhere than packages. */
  readonly isLibrary: boolean;
}

/** A lock file as it was read. */
export interface Lock {
  /** Where it was, for messages. */
  readonly place: string;
  /** By normalized name. */
  readonly packages: ReadonlyMap<string, LockedPackage>;
}

/** @throws MillraceError `python-package-unfit` when it is none, or another Python's */
export function parseLock(json: unknown, place: string): Lock {
  const { info, packages } = isRecord(json) ? json : {};
  if (!isRecord(packages)) {
    throw unfit(
      `expected ${place} to be a lock file of packages ({ info, packages }); make one with ` +
        '`millrace wheels <names…> --out <folder>`',
      { place },
    );
  }
  const { abi_version: abi, python } = isRecord(info) ? info : {};
  const isOther =
    (abi !== undefined && abi !== TARGET.abi) ||
    (typeof python === 'string' && !`${python}.`.startsWith(`${TARGET.python}.`));
  if (isOther) {
    throw unfit(
      `expected ${place} to lock packages for Python ${TARGET.python} with the ABI ${TARGET.abi}, ` +
        `got Python ${String(python)} with ${String(abi)}; make it anew with \`millrace wheels\``,
      { place, abi, python },
    );
  }
  const entries = Object.entries(packages).map(([key, entry]) => readEntry(key, entry, place));
  return { place, packages: new Map(entries.map((entry) => [entry.name, entry])) };
}

/**
 * What is asked for and all that it needs, the needed first.
 * @throws MillraceError `python-package-missing`
 */
export function selectLocked(lock: Lock, asked: readonly Requirement[]): readonly LockedPackage[] {
  const chosen = new Map<string, LockedPackage>();
  const visiting = new Set<string>();
  const visit = (name: string, because: string): void => {
    if (visiting.has(name)) return;
    visiting.add(name);
    const found = lock.packages.get(name);
    if (found === undefined) throw notLocked(lock, name, because);
    for (const needed of found.depends) visit(needed, `, which ${found.name} needs,`);
    chosen.set(name, found);
  };
  for (const { name } of asked) visit(name, '');
  return [...chosen.values()];
}

const SHOWN = 20;

function notLocked({ place, packages }: Lock, name: string, because: string): Error {
  const all = [...packages.keys()];
  const rest = all.length > SHOWN ? ` and ${all.length - SHOWN} more` : '';
  const has = all.length === 0 ? 'nothing' : all.slice(0, SHOWN).join(', ') + rest;
  return missingPackage(
    `expected the package ${name}${because} in ${place}, which has ${has}; ${howToFetch([name])}`,
    { name, place },
  );
}

function readEntry(key: string, entry: unknown, place: string): LockedPackage {
  const { file_name: file, version, sha256, depends, install_dir } = isRecord(entry) ? entry : {};
  const needed: unknown = depends ?? [];
  if (typeof file !== 'string' || !Array.isArray(needed) || !needed.every(isText)) {
    throw unfit(
      `expected the package ${key} of the lock file ${place} to have file_name (text) and depends ` +
        '(names); make it anew with `millrace wheels`',
      { place, name: key },
    );
  }
  return {
    name: normalizeName(key),
    version: isText(version) ? version : '',
    file,
    sha256: isText(sha256) ? sha256.toLowerCase() : '',
    depends: needed.map(normalizeName),
    isLibrary: install_dir === 'dynlib',
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
