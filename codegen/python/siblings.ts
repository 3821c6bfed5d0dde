/** Finds on disk what Python modules import from their own project. */
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Diagnostic } from '../../src/config/signature.js';
import type { PythonModule, PythonRuntime } from '../../src/run/python/python-runtime.js';
import { fileError } from '../diagnostics.js';
import type { ShowPath } from '../read-module.js';

/** A Python file and the name it is imported by. */
export interface PythonFile {
  /** Absolute path. */
  readonly file: string;
  /** Dotted module name. */
  readonly module: string;
  readonly root: string;
}

/** Every module of the project that the given files need, themselves included. */
export interface CollectedModules {
  readonly sources: Readonly<Record<string, PythonModule>>;
  /** The absolute path of each. */
  readonly paths: ReadonlyMap<string, string>;
  /** Which modules import a module; names of modules that are not there yet are among the keys. */
  readonly importers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly diagnostics: readonly Diagnostic[];
}

interface Collecting {
  readonly sources: Record<string, PythonModule>;
  readonly paths: Map<string, string>;
  readonly importers: Map<string, Set<string>>;
}

/** A stub goes beside its module under this name: no module can be called so. */
const STUB = '-stubs';

/** A file as it was read; by whom it is imported decides what its imports mean. */
interface ReadFile {
  readonly source: string;
  readonly isUtf8: boolean;
  readonly imports: Map<string, readonly string[]>;
}

/**
 * Follows imports through the project: absolute names from the root, relative ones, and, as in a
 * script, names beside the importing file. What is not on disk is the interpreter's business.
 * Remembers the files it has read.
 */
export class SourceTree {
  readonly #showPath: ShowPath;
  readonly #files = new Map<string, Promise<ReadFile>>();

  constructor(showPath: ShowPath) {
    this.#showPath = showPath;
  }

  /** Reads these files, and all in these folders, again when they are needed again. */
  forget(paths: readonly string[]): void {
    for (const path of paths) {
      if (this.#files.delete(path)) continue;
      for (const file of this.#files.keys()) {
        if (file.startsWith(path + sep)) this.#files.delete(file);
      }
    }
  }

  /** The modules that `files` need. */
  async collect(
    files: readonly PythonFile[],
    runtime: Pick<PythonRuntime, 'findImports'>,
  ): Promise<CollectedModules> {
    const sources = Object.create(null) as Record<string, PythonModule>;
    const importers = new Map<string, Set<string>>();
    const paths = new Map<string, string>();
    const diagnostics: Diagnostic[] = [];
    const queue = files.flatMap((file) => [file, ...packagesOf(file)]);
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { file, module } = next;
      const known = paths.get(module);
      if (known !== undefined) {
        if (known !== file) diagnostics.push(ambiguous(module, known, file, this.#showPath));
        continue;
      }
      paths.set(module, file);
      const read = await this.#read(file);
      if (!read.isUtf8) diagnostics.push(notUtf8(this.#showPath(file)));
      sources[module] = { source: read.source, file: this.#showPath(file) };
      const needed = [
        ...(await this.#needed(next, read, runtime, importers)),
        ...(await this.#stub(next, { sources, paths, importers }, runtime)),
      ];
      queue.push(...needed, ...needed.flatMap(packagesOf));
    }
    return { sources, paths, importers, diagnostics };
  }

  /** The stub beside a module, taken along; and what that imports. */
  async #stub(
    { file, module, root }: PythonFile,
    { sources, paths, importers }: Collecting,
    runtime: Pick<PythonRuntime, 'findImports'>,
  ): Promise<readonly PythonFile[]> {
    const stub = `${file}i`;
    if (!isFile(stub)) return [];
    const read = await this.#read(stub);
    sources[`${module}${STUB}`] = { source: read.source, file: this.#showPath(stub) };
    paths.set(`${module}${STUB}`, stub);
    note(importers, `${module}${STUB}`, module);
    return this.#needed({ file: stub, module, root }, read, runtime, importers);
  }

  async #needed(
    importer: PythonFile,
    { source, imports }: ReadFile,
    runtime: Pick<PythonRuntime, 'findImports'>,
    importers: Map<string, Set<string>>,
  ): Promise<readonly PythonFile[]> {
    const name = importerName(importer);
    let names = imports.get(name);
    if (names === undefined) {
      names = await runtime.findImports(name, source);
      imports.set(name, names);
    }
    const parents = packagesOf(importer);
    for (const needed of [...names, ...parents.map(({ module }) => module)]) {
      note(importers, needed, importer.module);
    }
    return names.flatMap((needed): readonly PythonFile[] => {
      const found = locate(needed, importer.root, dirname(importer.file));
      return found === undefined ? [] : [found];
    });
  }

  #read(file: string): Promise<ReadFile> {
    const known = this.#files.get(file) ?? readSource(file);
    this.#files.set(file, known);
    known.catch(() => this.#files.delete(file));
    return known;
  }
}

function note(importers: Map<string, Set<string>>, imported: string, importer: string): void {
  const known = importers.get(imported);
  if (known === undefined) importers.set(imported, new Set([importer]));
  else known.add(importer);
}

async function readSource(file: string): Promise<ReadFile> {
  const text = decode(await readFile(file));
  return { source: normalise(text ?? ''), isUtf8: text !== undefined, imports: new Map() };
}

function notUtf8(file: string): Diagnostic {
  return { ...fileError(file, 'encoding', 'the file is not UTF-8'), fix: 'save it as UTF-8' };
}

/** A package's own file resolves relative imports from inside the package. */
function importerName({ file, module }: PythonFile): string {
  return /[\\/]__init__\.pyi?$/.test(file) ? `${module}.__init__` : module;
}

/** The text of bytes that are UTF-8: anything else would reach the functions as other characters. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Line ends and byte order marks depend on the machine that checked the file out. */
function normalise(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

function ambiguous(module: string, one: string, other: string, showPath: ShowPath): Diagnostic {
  const message = `the module name \`${module}\` stands for ${showPath(one)} and for ${showPath(other)}`;
  const fix = 'rename one of them, or generate them apart';
  return { ...fileError(showPath(one), 'ambiguous-module', message), fix };
}

/** The file of a dotted name, from the root or else beside the importing file. */
function locate(name: string, root: string, beside: string): PythonFile | undefined {
  for (const base of [root, beside]) {
    const stem = join(base, ...name.split('.'));
    const file = [`${stem}.py`, join(stem, '__init__.py')].find(isFile);
    if (file !== undefined) return { file, module: name, root: base };
  }
  return undefined;
}

/** The packages round a module that have a file of their own. */
function packagesOf({ module, root }: PythonFile): readonly PythonFile[] {
  const parts = module.split('.').slice(0, -1);
  return parts.flatMap((_part, index): readonly PythonFile[] => {
    const names = parts.slice(0, index + 1);
    const file = join(root, ...names, '__init__.py');
    return isFile(file) ? [{ file, module: names.join('.'), root }] : [];
  });
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
