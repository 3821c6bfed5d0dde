/** Reads TypeScript again and again: programs stay open, and only what changed is read anew. */
import type { ReadModule, ShowPath } from '../read-module.js';
import { toSlashes } from '../roots.js';
import { loadTsMorph } from './load-ts-morph.js';
import type { TsMorph } from './load-ts-morph.js';
import { addFile, LIBRARY_DEPTHS, openProject } from './project.js';
import type { LibraryDepth, OpenProject } from './project.js';
import { readFile, withoutFunctions } from './read-file.js';
import type { ReadAttempt } from './read-file.js';
import { readPackage } from './read-package.js';

/** What reading needs besides the files. */
export interface ReadTypeScriptOptions {
  /** Where the user's tsconfig.json is looked for, here and above. */
  readonly root: string;
  readonly showPath: ShowPath;
  /** Imports ts-morph. */
  readonly importer?: () => Promise<unknown>;
  /** Hears of each input before it is read. */
  readonly onRead?: (name: string) => void;
}

/** A file by its absolute path, or a package by its module specifier and where it is imported. */
export type TypeScriptInput =
  { readonly file: string } | { readonly package: string; readonly from: string };

/** Programs that stay open between reads. It holds memory only: there is nothing to close. */
export interface TypeScriptSession {
  /**
   * The modules of the inputs, in their order. What was read before and is still true comes from
   * memory, as the same object.
   *
   * @throws MillraceError `peer-missing`, `peer-version`
   */
  read(inputs: readonly TypeScriptInput[]): Promise<readonly ReadModule[]>;
  /**
   * Says that files or directories (absolute paths) changed on disk, came or went: the next read reads
   * them and what imports them. A path in node_modules, a package.json or a tsconfig opens everything
   * anew.
   */
  invalidate(paths: readonly string[]): void;
}

/** Opens a session; the compiler is loaded by the first read. */
export function openTypeScript(options: ReadTypeScriptOptions): TypeScriptSession {
  return new Session(options);
}

/** What is known of one input. */
interface Entry extends Omit<ReadAttempt, 'incomplete'> {
  /** How much of the library it takes. */
  readonly depth: LibraryDepth;
  readonly stale: boolean;
}

class Session implements TypeScriptSession {
  readonly #options: ReadTypeScriptOptions;
  readonly #projects = new Map<LibraryDepth, OpenProject>();
  readonly #entries = new Map<string, Entry>();

  constructor(options: ReadTypeScriptOptions) {
    this.#options = options;
  }

  async read(inputs: readonly TypeScriptInput[]): Promise<readonly ReadModule[]> {
    if (inputs.length === 0) return [];
    const morph = await loadTsMorph(this.#options.importer);
    const wanted = new Map(inputs.map((input) => [keyOf(input), input]));
    for (const depth of LIBRARY_DEPTHS) {
      const pending = [...wanted].filter(([key, input]) => this.#startsAt(key, input) === depth);
      if (pending.length > 0) this.#readAt(morph, depth, pending);
    }
    return [...wanted.keys()].flatMap((key) => this.#entries.get(key)?.module ?? []);
  }

  invalidate(paths: readonly string[]): void {
    if (paths.some(opensAnew)) {
      this.#projects.clear();
      this.#entries.clear();
      return;
    }
    for (const path of paths) this.#change(toSlashes(path));
    for (const path of paths) this.#changeDirectory(`${toSlashes(path)}/`);
  }

  #change(path: string): void {
    let known = false;
    for (const { project } of this.#projects.values()) {
      const source = project.getSourceFile(path);
      known ||= source !== undefined;
      source?.refreshFromFileSystemSync();
    }
    for (const [key, entry] of this.#entries) {
      if (!entry.dependencies.has(path) && (known || !entry.unresolved)) continue;
      this.#entries.set(key, { ...entry, stale: true });
      if (!known) this.#reparse(entry.dependencies);
    }
  }

  #changeDirectory(path: string): void {
    const inside = [...this.#entries.values()].flatMap(({ dependencies }) =>
      [...dependencies].filter((dependency) => dependency.startsWith(path)),
    );
    for (const dependency of new Set(inside)) this.#change(dependency);
  }

  /** The compiler looks again for what it did not find only in files that it sees as changed. */
  #reparse(paths: ReadonlySet<string>): void {
    for (const { project } of this.#projects.values()) {
      for (const path of paths) {
        const source = project.getSourceFile(path);
        source?.replaceWithText(source.getFullText());
      }
    }
  }

  /** The depth an input is to be read at; undefined when what is known of it is still true. */
  #startsAt(key: string, input: TypeScriptInput): LibraryDepth | undefined {
    const entry = this.#entries.get(key);
    if (entry !== undefined) return entry.stale ? entry.depth : undefined;
    // Declarations of packages are written against the whole language.
    return 'file' in input ? 'names' : 'language';
  }

  #readAt(
    morph: TsMorph,
    depth: LibraryDepth,
    inputs: readonly (readonly [string, TypeScriptInput])[],
  ): void {
    const { root, showPath } = this.#options;
    const opened = this.#projects.get(depth) ?? openProject(morph, root, depth);
    this.#projects.set(depth, opened);
    // All files first: each that comes later makes the compiler build its program again.
    for (const [, input] of inputs) if ('file' in input) addFile(opened, input.file);
    for (const [key, input] of inputs) {
      this.#options.onRead?.(shownName(input, showPath));
      const { incomplete, ...read } = readSafely(opened, input, showPath);
      const next = LIBRARY_DEPTHS[LIBRARY_DEPTHS.indexOf(depth) + 1];
      const again = incomplete && next !== undefined;
      this.#entries.set(key, { ...read, depth: again ? next : depth, stale: again });
    }
  }
}

/** What the compiler chokes on in one input must not take the others with it. */
function readSafely(opened: OpenProject, input: TypeScriptInput, showPath: ShowPath): ReadAttempt {
  try {
    return 'file' in input
      ? readFile(opened, input.file, showPath)
      : readPackage(opened, input, showPath);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    const file = shownName(input, showPath);
    const message = `the module can't be read: ${reason}`;
    const problem = { code: 'unreadable', severity: 'error', message, file } as const;
    return withoutFunctions('file' in input ? input.file : file, [
      { ...problem, fix: 'simplify its types' },
    ]);
  }
}

function shownName(input: TypeScriptInput, showPath: ShowPath): string {
  return 'file' in input ? showPath(input.file) : `npm:${input.package}`;
}

function keyOf(input: TypeScriptInput): string {
  return 'file' in input ? input.file : `npm:${input.package}\0${input.from}`;
}

/** What is installed, and how imports resolve, concerns every file. */
function opensAnew(path: string): boolean {
  return /[\\/]node_modules[\\/]|(^|[\\/])(package|tsconfig[^\\/]*)\.json$/.test(path);
}
