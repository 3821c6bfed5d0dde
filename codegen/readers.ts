/** The two readers, opened when they are needed and kept open. */
import { MillraceError } from '../src/errors.js';
import type { PythonModule } from '../src/run/python/python-runtime.js';
import type { Input, SortedInputs } from './inputs.js';
import type { ReadModule } from './read-module.js';
import { createReaderAt } from './python/runtime.js';
import type { CreatePython } from './python/runtime.js';
import { openPython } from './python/session.js';
import type { PythonInput, PythonSession } from './python/session.js';
import { openTypeScript } from './typescript/session.js';
import type { TypeScriptInput, TypeScriptSession } from './typescript/session.js';

/** How sources are read. */
export interface ReaderOptions {
  /**
   * What imports .py files and Python modules: the path of a CPython from 3.10 on, a folder that
   * `millrace wheels` made (Pyodide with those packages), or what makes another interpreter.
   * @default Pyodide
   */
  readonly python?: string | CreatePython;
  /** Milliseconds that the import of one Python module may take. @default 30_000 */
  readonly importTimeoutMs?: number;
  /** Imports ts-morph 28, the optional peer that reads .ts files. */
  readonly typescript?: () => Promise<unknown>;
  /** Hears of each source before it is read. */
  readonly onRead?: (progress: ReadProgress) => void;
}

/** How far reading has come. */
export interface ReadProgress {
  /** The source that is read now, as diagnostics show it. */
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

/** What was read, by the inputs' names, and the Python sources of the generated file. */
export interface ReadAll {
  readonly modules: ReadonlyMap<string, ReadModule>;
  readonly sources: Readonly<Record<string, PythonModule>>;
}

/** What is to be read, and how paths are shown. */
type Sources = Pick<SortedInputs, 'inputs' | 'base' | 'showPath'>;

/** Both readers. */
export interface Readers {
  read(sources: Sources): Promise<ReadAll>;
  invalidate(paths: readonly string[]): void;
  close(): Promise<void>;
}

/** Opens them; nothing starts before there is something to read. */
export function openReaders(options: ReaderOptions): Readers {
  return new OpenReaders(options);
}

class OpenReaders implements Readers {
  readonly #options: ReaderOptions;
  /** By root, for each may have a tsconfig.json of its own, and by what paths are shown from. */
  readonly #typescript = new Map<string, TypeScriptSession>();
  readonly #python = new Map<string, PythonSession>();
  /** What changed since the last read: a change in the middle of one belongs to the next. */
  readonly #changed = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;
  readonly #begun = new Set<string>();
  #total = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  read(sources: Sources): Promise<ReadAll> {
    const read = this.#last.then(() => this.#readAll(sources));
    this.#last = read.catch(() => undefined);
    return read;
  }

  invalidate(paths: readonly string[]): void {
    for (const path of paths) this.#changed.add(path);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#typescript.clear();
    await Promise.all([...this.#python.values()].map((session) => session.close()));
  }

  async #readAll(sources: Sources): Promise<ReadAll> {
    if (this.#closed) {
      throw new MillraceError(
        'codegen-closed',
        'this codegen was closed by `close()`; create another one with `createCodegen`',
      );
    }
    this.#applyChanges();
    this.#begun.clear();
    this.#total = sources.inputs.length;
    const modules = new Map<string, ReadModule>();
    const add = (read: readonly ReadModule[]): void => {
      for (const module of read) modules.set(module.file, module);
    };
    const { inputs } = sources;
    const typescript = inputs.filter(({ language }) => language === 'typescript');
    for (const root of new Set(typescript.map((input) => input.root))) {
      const own = typescript.filter((input) => input.root === root);
      add(await this.#typescriptAt(root, sources).read(own.map(toTypeScriptInput)));
    }
    const python = inputs.filter(({ language }) => language === 'python').map(toPythonInput);
    if (python.length === 0) return { modules, sources: {} };
    const read = await this.#pythonAt(sources).read(python);
    add(read.modules);
    return { modules, sources: read.sources };
  }

  #applyChanges(): void {
    const paths = [...this.#changed];
    this.#changed.clear();
    if (paths.length === 0) return;
    for (const session of this.#typescript.values()) session.invalidate(paths);
    for (const session of this.#python.values()) session.invalidate(paths);
  }

  #typescriptAt(root: string, { base, showPath }: Sources): TypeScriptSession {
    const { typescript } = this.#options;
    const key = `${root}\0${base}`;
    const importer = typescript === undefined ? {} : { importer: typescript };
    const session =
      this.#typescript.get(key) ??
      openTypeScript({ root, showPath, onRead: this.#tell, ...importer });
    this.#typescript.set(key, session);
    return session;
  }

  #pythonAt({ base, showPath }: Sources): PythonSession {
    const { python, importTimeoutMs } = this.#options;
    const createPython = typeof python === 'string' ? createReaderAt(python) : python;
    const session =
      this.#python.get(base) ??
      openPython({ showPath, createPython, importTimeoutMs, onRead: this.#tell });
    this.#python.set(base, session);
    return session;
  }

  /** A source that needs more of the library is read again, and counts once. */
  readonly #tell = (name: string): void => {
    this.#options.onRead?.({
      name,
      done: Math.min(this.#begun.size, this.#total - 1),
      total: this.#total,
    });
    this.#begun.add(name);
  };
}

function toTypeScriptInput(input: Input): TypeScriptInput {
  return input.kind === 'file' ? { file: input.name } : { package: input.module, from: input.root };
}

function toPythonInput(input: Input): PythonInput {
  const { module, root, name: file } = input;
  return input.kind === 'file' ? { file, module, root } : { module };
}
