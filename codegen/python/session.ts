/** Reads Python modules by import, again and again, in one interpreter. */
import { existsSync } from 'node:fs';
import { isMillraceError } from '../../src/errors.js';
import type { Diagnostic } from '../../src/config/signature.js';
import type { ModuleIntrospection, PythonModule } from '../../src/run/python/python-runtime.js';
import { fileError } from '../diagnostics.js';
import type { ReadModule, ShowPath } from '../read-module.js';
import { createPythonReader } from './runtime.js';
import type { CreatePython, PythonReader } from './runtime.js';
import { SourceTree } from './siblings.js';
import type { CollectedModules, PythonFile } from './siblings.js';

/**
 * A file of the project, or a module that the interpreter has: one of its standard library, or one
 * that is installed.
 */
export type PythonInput = PythonFile | { readonly module: string };

/** What was read, and every module of the project that an interpreter needs to run it. */
export interface ReadPython {
  /** In the order of the inputs; the `file` of an installed module is `python:<module>`. */
  readonly modules: readonly ReadModule[];
  readonly sources: Readonly<Record<string, PythonModule>>;
}

/** How a session reads. */
export interface OpenPythonOptions {
  readonly showPath: ShowPath;
  /** @default Pyodide */
  readonly createPython?: CreatePython | undefined;
  /** Milliseconds that the import of one module may take. @default 30_000 */
  readonly importTimeoutMs?: number | undefined;
  /** Called before each module that is really read, with its file as diagnostics show it. */
  readonly onRead?: ((name: string) => void) | undefined;
}

/** Reads modules and remembers what it has read. */
export interface PythonSession {
  /** Reads what is new or was invalidated, and gives what it knows of the rest. */
  read(inputs: readonly PythonInput[]): Promise<ReadPython>;
  /** Files or folders changed, appeared or are gone: absolute paths, of whatever. */
  invalidate(paths: readonly string[]): void;
  /** Ends the interpreter. Idempotent. */
  close(): Promise<void>;
}

/**
 * A session; nothing starts before the first read of an input. Importing is all that runs.
 *
 * Changed modules are imported again in the same interpreter, and with them every module of the
 * project, for any of them may hold what a changed one used to define. What a module does to others
 * while it is imported (to the standard library, to a package) stays until the session ends. An
 * interpreter that a module broke, or that still knows a file that is gone, is replaced.
 */
export function openPython(options: OpenPythonOptions): PythonSession {
  return new Session(options);
}

type Sources = Readonly<Record<string, PythonModule>>;

class Session implements PythonSession {
  readonly #create: CreatePython;
  readonly #importTimeoutMs: number;
  readonly #showPath: ShowPath;
  readonly #onRead: ((name: string) => void) | undefined;
  readonly #tree: SourceTree;
  readonly #read = new Map<string, ReadModule>();
  #runtime: PythonReader | undefined;
  #added: Sources = {};
  #paths: ReadonlyMap<string, string> = new Map();
  #last: Promise<unknown> = Promise.resolve();

  constructor({ createPython, showPath, importTimeoutMs, onRead }: OpenPythonOptions) {
    this.#onRead = onRead;
    this.#create = createPython ?? createPythonReader;
    this.#importTimeoutMs = importTimeoutMs ?? 30_000;
    this.#showPath = showPath;
    this.#tree = new SourceTree(showPath);
  }

  read(inputs: readonly PythonInput[]): Promise<ReadPython> {
    const read = this.#last.then(() => this.#readAll(inputs));
    this.#last = read.catch(() => undefined);
    return read;
  }

  invalidate(paths: readonly string[]): void {
    this.#tree.forget(paths);
  }

  async close(): Promise<void> {
    const runtime = this.#runtime;
    this.#runtime = undefined;
    await runtime?.close();
  }

  async #readAll(inputs: readonly PythonInput[]): Promise<ReadPython> {
    if (inputs.length === 0) return { modules: [], sources: {} };
    this.#runtime ??= await this.#create();
    const files = inputs.filter((input): input is PythonFile => 'file' in input);
    const collected = await this.#tree.collect(files, this.#runtime);
    await this.#update(collected);
    const modules: ReadModule[] = [];
    for (const input of inputs) modules.push(await this.#readOne(input, collected));
    return { modules, sources: collected.sources };
  }

  /** Gives the interpreter what has changed, and forgets what was read of it. */
  async #update({ sources, paths, importers }: CollectedModules): Promise<void> {
    const changed = Object.keys(sources).filter((name) => !isSame(this.#added, sources, name));
    const gone = [...this.#paths].filter(([name, path]) => !paths.has(name) && !existsSync(path));
    const names = [...changed, ...gone.map(([name]) => name)];
    for (const name of reached(names, importers)) this.#read.delete(name);
    // An interpreter can't be told that a module is gone, only that it is another one.
    if (gone.length > 0) await this.#restart();
    await this.#add(sources, paths);
  }

  /** Adds those modules that the interpreter does not have as they are. */
  async #add(sources: Sources, paths: ReadonlyMap<string, string>): Promise<void> {
    const names = Object.keys(sources).filter((name) => !isSame(this.#added, sources, name));
    this.#added = { ...this.#added, ...sources };
    this.#paths = new Map([...this.#paths, ...paths]);
    if (names.length === 0) return;
    await this.#runtime!.addModules(
      Object.fromEntries(names.map((name) => [name, sources[name]!])),
    );
  }

  async #restart(): Promise<void> {
    this.#added = {};
    this.#paths = new Map();
    await this.#runtime?.close();
    this.#runtime = await this.#create();
  }

  /** The same object as before, unless something of it has changed. */
  async #readOne(input: PythonInput, collected: CollectedModules): Promise<ReadModule> {
    const { module } = input;
    const file = 'file' in input ? input.file : `python:${module}`;
    const known = this.#read.get(module);
    if (known?.file === file) return known;
    const shown = 'file' in input ? this.#showPath(file) : file;
    this.#onRead?.(shown);
    const read = await this.#introspect(module, file, shown, collected);
    const others = collected.diagnostics.filter((item) => item.file === shown);
    const dependencies = dependenciesOf(module, collected);
    const whole = { ...read, diagnostics: [...read.diagnostics, ...others], dependencies };
    this.#read.set(module, whole);
    return whole;
  }

  async #introspect(
    module: string,
    file: string,
    shown: string,
    { sources, paths }: CollectedModules,
  ): Promise<ReadModule> {
    const found = await readModule(this.#runtime!, module, this.#importTimeoutMs);
    if ('broken' in found) {
      await this.#restart();
      await this.#add(sources, paths);
      const broken = { ...fileError(shown, 'python-import-broken', found.broken), fix: FIX };
      return { file, functions: [], diagnostics: [broken] };
    }
    const known = new Set(Object.values(sources).map((source) => source.file));
    const diagnostics = found.diagnostics.map((item): Diagnostic => {
      if (known.has(item.file)) return item;
      // What lies in a library has no place that the user could go to.
      const { line: _line, column: _column, ...rest } = item;
      return { ...rest, file: shown };
    });
    return { file, functions: found.functions, diagnostics };
  }
}

const FIX = 'move what runs at import into a function, or below `if __name__ == "__main__":`';

/** What was read of a module, or why the interpreter is of no use any more. */
async function readModule(
  runtime: PythonReader,
  module: string,
  milliseconds: number,
): Promise<ModuleIntrospection | { readonly broken: string }> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<{ readonly broken: string }>((resolve) => {
    const broken = `importing the module did not end within ${milliseconds / 1000} s`;
    timer = setTimeout(() => resolve({ broken }), milliseconds);
  });
  const read = runtime.introspect([module]).then(
    ([found]) => found ?? { module, functions: [], diagnostics: [] },
    (error: unknown) => {
      if (!isMillraceError(error) || error.code !== 'python-crashed') throw error;
      const [reason = ''] = error.message.split('. The next call');
      return { broken: `importing the module ended Python (${reason})` };
    },
  );
  // After a time out the close rejects it.
  read.catch(() => undefined);
  try {
    return await Promise.race([read, late]);
  } finally {
    clearTimeout(timer);
  }
}

function isSame(known: Sources, now: Sources, name: string): boolean {
  return known[name]?.source === now[name]?.source && known[name]?.file === now[name]?.file;
}

/** The paths of the modules that `module` imports, however indirectly; not its own. */
function dependenciesOf(module: string, { importers, paths }: CollectedModules): readonly string[] {
  const needed = new Set([module]);
  for (const name of needed) {
    for (const [imported, by] of importers) {
      if (by.has(name) && paths.has(imported)) needed.add(imported);
    }
  }
  needed.delete(module);
  return [...needed].map((name) => paths.get(name)!).sort();
}

/** The names and all that import them, however indirectly. */
function reached(
  names: readonly string[],
  importers: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of found) for (const importer of importers.get(name) ?? []) found.add(importer);
  return found;
}
