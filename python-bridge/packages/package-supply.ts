/** Reads the packages of a runtime once, and has them for every interpreter it starts. */
import { isMillraceError, type MillraceError } from '../../src/errors.js';
import { LOCK_FILE, parseLock, selectLocked, type Lock, type LockedPackage } from './lock-file.js';
import { howToFetch, missingPackage, unfit } from './package-errors.js';
import type { PackageFile, PackageLoad } from './package-load.js';
import type { PackageSource, ReadPackages } from './package-options.js';
import { isWheelFile, parseRequirement, type Requirement } from './requirement.js';
import { newestPureWheel } from './simple-index.js';
import { fileOf, readWheelName } from './wheel-name.js';

/** How files are read where this runs. */
export interface FileAccess {
  /** Absolute. @throws when it can't be resolved */
  toUrl(text: string): string;
  /** @throws with the reason: `HTTP 404`, `no such file` */
  read(url: string): Promise<Uint8Array<ArrayBuffer>>;
}

type Index = NonNullable<PackageLoad['index']>;

const RESOLVER = 'micropip';

/** What a runtime's interpreters install; nothing is read before the first of them asks. */
export class PackageSupply {
  readonly #options: ReadPackages;
  readonly #files: FileAccess;
  #loading: Promise<PackageLoad> | undefined;

  constructor(options: ReadPackages, files: FileAccess) {
    this.#options = options;
    this.#files = files;
  }

  /** @throws MillraceError `python-package-missing`, `python-package-unfit` */
  load(): Promise<PackageLoad> {
    this.#loading ??= this.#read();
    // What was not there may be there at the next boot.
    this.#loading.catch(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** Keeps what an index gave: the next interpreter gets the same, without asking. */
  keep(files: readonly PackageFile[]): void {
    this.#loading = this.#loading?.then((load) => {
      if (load.index === undefined) return load;
      const { index: _asked, ...rest } = load;
      return { ...rest, files: [...load.files, ...files] };
    });
  }

  async #read(): Promise<PackageLoad> {
    const { requested, source } = this.#options;
    const wheels = requested.filter(isWheelFile);
    const asked = requested.filter((text) => !isWheelFile(text)).map(readRequirement);
    const given = await Promise.all(wheels.map((text) => this.#readWheel(text)));
    const has = new Set(given.map(({ name }) => name));
    const open = asked.filter(({ name }) => !has.has(name));
    const texts = asked.map(({ text }) => text);
    const place = describeSource(source);
    if (typeof source === 'object' && 'indexURL' in source) {
      const index = await this.#openIndex(source.indexURL, open);
      return { files: given, requested: texts, place, index };
    }
    if (open.length === 0) return { files: given, requested: texts, place };
    if (source === undefined) throw sourceless(open);
    const { lock, folder } = await this.#openLock(source, open);
    const locked = selectLocked(lock, open).filter(({ name }) => !has.has(name));
    const files = await Promise.all(locked.map((entry) => this.#readLocked(entry, lock, folder)));
    return { files: [...files, ...given], requested: texts, place: lock.place };
  }

  async #readWheel(text: string): Promise<PackageFile> {
    const url = this.#files.toUrl(text);
    const { file, name } = readWheelName(url);
    const bytes = await this.#readFile(
      url,
      (came) => `expected the wheel ${file} at ${url}, got ${came}; correct its place in packages`,
      { name, place: url },
    );
    return { file, name, from: url, bytes, sha256: '', isLibrary: false };
  }

  async #readLocked(entry: LockedPackage, lock: Lock, folder: string): Promise<PackageFile> {
    const { name, sha256, isLibrary } = entry;
    const url = new URL(entry.file, folder).href;
    if (isWheelFile(url)) readWheelName(url);
    const say = (came: string): string =>
      `expected the package ${name} ${entry.version} at ${url}, as ${lock.place} says, got ${came}; ` +
      'run `millrace wheels --out <that folder>`, which fetches what is missing';
    const bytes = await this.#readFile(url, say, { name, place: url });
    return { file: fileOf(url), name, from: url, bytes, sha256, isLibrary };
  }

  async #openLock(
    source: Exclude<PackageSource, { readonly indexURL: string }>,
    open: readonly Requirement[],
  ): Promise<{ readonly lock: Lock; readonly folder: string }> {
    if (typeof source !== 'string') {
      const folder = this.#files.toUrl(withSlash(source.folder));
      return { lock: parseLock(source.lock, 'the lock file in packageSource'), folder };
    }
    const isFile = /\.json(?:[?#].*)?$/.test(source);
    const url = this.#files.toUrl(isFile ? source : withSlash(source) + LOCK_FILE);
    const names = open.map(({ name }) => name);
    const nowhere = (came: string): MillraceError =>
      missingPackage(
        `expected the packages ${names.join(', ')} in the lock file ${url}, got ${came} in its ` +
          `place; ${howToFetch(names)}`,
        { names, place: url },
      );
    let json: unknown;
    try {
      const text = new TextDecoder().decode(await this.#files.read(url));
      if (text.trimStart().startsWith('<')) throw new Error('a page');
      json = JSON.parse(text);
    } catch (error) {
      throw nowhere((error as Error).message);
    }
    return { lock: parseLock(json, url), folder: url };
  }

  async #openIndex(indexURL: string, open: readonly Requirement[]): Promise<Index> {
    const url = indexURL.replace(/\/+$/, '');
    const page = `${url}/${RESOLVER}/`;
    const say = (came: string): string =>
      `expected the index ${url} to have ${RESOLVER}, which resolves its packages, got ${came} from ` +
      `${page}; correct indexURL (https://pypi.org/simple is one), or ` +
      howToFetch(open.map(({ name }) => name));
    const details = { names: open.map(({ name }) => name), place: url };
    const text = new TextDecoder().decode(await this.#readFile(page, say, details, false));
    const wheel = newestPureWheel(text, page);
    if (wheel === undefined) throw missingPackage(say('no wheel of it'), details);
    const bytes = await this.#readFile(wheel.url, say, details);
    const { sha256 } = wheel;
    const file = fileOf(wheel.url);
    return {
      url,
      resolver: { file, name: RESOLVER, from: wheel.url, bytes, sha256, isLibrary: false },
    };
  }

  async #readFile(
    url: string,
    say: (came: string) => string,
    details: Readonly<Record<string, unknown>>,
    isArchive = true,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.#files.read(url).catch((error: unknown) => {
      throw isMillraceError(error) ? error : missingPackage(say((error as Error).message), details);
    });
    // "PK": a server may send a page under any name.
    if (isArchive && !(bytes[0] === 0x50 && bytes[1] === 0x4b)) {
      const beginning = new TextDecoder().decode(bytes.subarray(0, 40)).replaceAll(/\s+/g, ' ');
      throw missingPackage(say(`what begins with ${JSON.stringify(beginning)}`), details);
    }
    return bytes;
  }
}

function readRequirement(text: string): Requirement {
  const requirement = parseRequirement(text);
  if (requirement !== undefined) return requirement;
  throw unfit(
    `expected each of packages to be a name with or without limits ("pydantic>=2") or a wheel, got ` +
      JSON.stringify(text),
    { text },
  );
}

function describeSource(source: PackageSource | undefined): string {
  if (typeof source !== 'object') return source ?? 'the option packages';
  return 'indexURL' in source ? source.indexURL : 'the lock file in packageSource';
}

function sourceless(open: readonly Requirement[]): MillraceError {
  const names = open.map(({ name }) => name);
  const listed = open.map(({ text }) => JSON.stringify(text)).join(', ');
  return missingPackage(
    `expected the packages ${listed} from somewhere, and packageSource is not given; ` +
      `${howToFetch(names)}, list wheels by URL, or pass { indexURL: "https://pypi.org/simple" }, ` +
      'which asks the network',
    { names },
  );
}

function withSlash(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}
