/** What the plugin generates: files beside modules, and modules that are only served. */
import { dirname, join, resolve } from 'node:path';
import { hashText } from '../../src/config/hash.js';
import type { Diagnostic } from '../../src/config/signature.js';
import { hasErrors } from '../diagnostics.js';
import { expandPattern, isPattern } from '../glob.js';
import type { ModuleContent } from '../print/module.js';
import { openReaders } from '../readers.js';
import type { ReaderOptions, Readers } from '../readers.js';
import { findRoot, toSlashes } from '../roots.js';
import { openCodegen } from '../session.js';
import type { Codegen, GeneratedModule } from '../session.js';
import { foreignFile, storeFile } from '../store.js';

/** What decides how functions are read. */
export interface UnitOptions extends ReaderOptions {
  readonly root?: string;
  readonly prefix?: string;
}

/** One generated module. */
export interface Unit {
  /** Absolute path of the file it is kept in, or the id of the module that is served. */
  readonly id: string;
  /** It is kept on disk. */
  readonly isKept: boolean;
  readonly files: readonly string[];
  readonly codegen: Codegen;
  /** The last run. */
  generated?: GeneratedModule;
  /** The last run without an error: what is served meanwhile. */
  content?: ModuleContent;
  /** What that printed, to see changes by. */
  text?: string;
  diagnostics: readonly Diagnostic[];
}

/** What came of a refresh. */
export interface Refreshed {
  /** Modules that are other ones than before. */
  readonly changed: readonly Unit[];
  /** Modules with errors. */
  readonly failed: readonly Unit[];
}

/** All units of a plugin; they share their readers. */
export class Units {
  readonly #options: UnitOptions;
  readonly #units = new Map<string, Unit>();
  #readers: Readers | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: UnitOptions) {
    this.#options = options;
  }

  get(id: string): Unit | undefined {
    return this.#units.get(id);
  }

  /** A served module of these inputs; absolute paths, patterns or names of what is installed. */
  serve(id: string, files: readonly string[], directory: string): Unit {
    return this.#open({ id, isKept: false, files, out: join(directory, 'served.generated.ts') });
  }

  /** Keeps a file beside each module of the patterns, and lets go of those that are gone. */
  keep(patterns: readonly string[], cwd: string): void {
    const stems = new Map<string, string[]>();
    for (const pattern of patterns) {
      const files = isPattern(pattern)
        ? expandPattern(pattern, { cwd }).files
        : [resolve(cwd, pattern)];
      for (const file of files) {
        const stem = file.replace(/\.([mc]?ts|tsx|py)$/, '');
        stems.set(stem, [...(stems.get(stem) ?? []), file]);
      }
    }
    const wanted = new Map(
      [...stems].map(([stem, files]) => [`${stem}.millrace.generated.ts`, files]),
    );
    for (const { id, isKept, files } of this.#units.values()) {
      if (isKept && wanted.get(id)?.join('\0') !== files.join('\0')) this.#units.delete(id);
    }
    for (const [out, files] of wanted) {
      if (!this.#units.has(out)) this.#open({ id: out, isKept: true, files, out });
    }
  }

  /** Runs what has to be run again: all that `isConcerned`, else everything. */
  refresh(isConcerned: (unit: Unit) => boolean = () => true): Promise<Refreshed> {
    const refreshed = this.#last.then(async () => {
      const changed: Unit[] = [];
      const failed: Unit[] = [];
      for (const unit of [...this.#units.values()].filter(isConcerned)) {
        if (await this.#run(unit)) changed.push(unit);
        if (hasErrors(unit.diagnostics)) failed.push(unit);
      }
      return { changed, failed };
    });
    this.#last = refreshed.catch(() => undefined);
    return refreshed;
  }

  invalidate(paths: readonly string[]): void {
    this.#readers?.invalidate(paths);
  }

  /** True for a file that decides what some module is, and for any while one has errors. */
  isConcerned(file: string): boolean {
    return [...this.#units.values()].some((unit) => concerns(unit, file));
  }

  /** True for a file that codegen has just written itself. */
  isOwn(file: string, text: string): boolean {
    const unit = this.#units.get(file);
    return unit?.isKept === true && unit.text === text;
  }

  /** Ends interpreters; what is asked for later is opened anew. */
  async close(): Promise<void> {
    const readers = this.#readers;
    this.#readers = undefined;
    this.#units.clear();
    await readers?.close();
  }

  #open({ id, isKept, files, out }: Pick<Unit, 'id' | 'isKept' | 'files'> & { out: string }): Unit {
    const { root, prefix, ...reading } = this.#options;
    this.#readers ??= openReaders(reading);
    const said = {
      ...(root === undefined ? {} : { root }),
      ...(prefix === undefined ? {} : { prefix }),
      ...(reading.python === undefined ? {} : { python: reading.python }),
    };
    const codegen = openCodegen({ files, out, ...said }, this.#readers);
    const unit: Unit = { id, isKept, files, codegen, diagnostics: [] };
    this.#units.set(id, unit);
    return unit;
  }

  /** True when the module has changed. */
  async #run(unit: Unit): Promise<boolean> {
    const generated = await unit.codegen.run();
    unit.generated = generated;
    unit.diagnostics = generated.diagnostics;
    const [file] = generated.files;
    if (file === undefined || file.text === unit.text) return false;
    if (unit.isKept) {
      const stored = await storeFile(file);
      if (stored === 'foreign') {
        unit.diagnostics = [...unit.diagnostics, foreignFile(toSlashes(file.path))];
        return false;
      }
    }
    unit.text = file.text;
    unit.content = generated.content;
    return true;
  }
}

function concerns({ generated, diagnostics }: Unit, file: string): boolean {
  if (generated === undefined || hasErrors(diagnostics)) return true;
  const { files, directories } = generated.watch;
  return files.includes(file) || directories.includes(dirname(file));
}

/** The id of a served module of a pattern or of something installed; no path of this machine. */
export function servedId(name: string): string {
  const path = /^\w+:(?![\\/])/.test(name) ? name : toSlashes(name);
  const root = findRoot(dirname(path));
  const known =
    root !== undefined && path.startsWith(toSlashes(root)) ? path.slice(root.length) : path;
  return `\0millrace:${hashText(known).slice(0, 12)}`;
}
