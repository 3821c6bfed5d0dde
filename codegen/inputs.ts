/** Sorts what codegen is given to read, and says what is wrong with the rest. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../src/config/signature.js';
import { fileError } from './diagnostics.js';
import { expandPattern, isPattern, isSource } from './glob.js';
import type { ShowPath } from './read-module.js';
import { dottedName, findRoot, pathWithin, toSlashes } from './roots.js';

/** One file to read. */
export interface FileInput {
  readonly kind: 'file';
  /** Absolute path. */
  readonly name: string;
  readonly language: 'typescript' | 'python';
  readonly root: string;
  /** As `source.module` of its nodes says: the path from the root, Python's dotted. */
  readonly module: string;
  /** What the type ids of its nodes begin with. */
  readonly id: string;
  /** Asked for by its name; a pattern may well meet files without functions. */
  readonly isNamed: boolean;
}

/** A package of npm, or a module that a Python interpreter has. */
export interface InstalledInput {
  readonly kind: 'installed';
  /** `npm:<specifier>` or `python:<module>`. */
  readonly name: string;
  readonly language: 'typescript' | 'python';
  /** Where it is looked for. */
  readonly root: string;
  readonly module: string;
  readonly id: string;
}

export type Input = FileInput | InstalledInput;

/** What is to be read, and how paths are shown. */
export interface SortedInputs {
  readonly inputs: readonly Input[];
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute path of the generated file. */
  readonly out: string;
  /** What paths are shown from, and where the command is meant to be run. */
  readonly base: string;
  readonly showPath: ShowPath;
  /** What was asked for, as it is typed in `base`; sorted. */
  readonly asked: readonly string[];
  /** Absolute paths of the directories that patterns were looked for in. */
  readonly directories: readonly string[];
}

/** What decides where inputs belong. */
export interface InputOptions {
  readonly files: readonly string[];
  readonly out: string;
  readonly root?: string | undefined;
  readonly cwd?: string | undefined;
}

/** Sorted and without repetitions, so that their order can't matter. */
export function sortInputs(options: InputOptions): SortedInputs {
  const cwd = resolve(options.cwd ?? '.');
  const out = resolve(cwd, options.out);
  const given = options.root === undefined ? undefined : resolve(cwd, options.root);
  const base = given ?? findRoot(dirname(out)) ?? dirname(out);
  const showPath: ShowPath = (file) =>
    isInstalled(file) ? file : toSlashes(relative(base, file)) || '.';
  const sorter = new Sorter({ cwd, out, given, base, showPath });
  sorter.checkOut();
  for (const file of new Set(options.files)) sorter.add(file);
  const inputs = [...sorter.inputs.values()].sort((a, b) =>
    showPath(a.name) < showPath(b.name) ? -1 : 1,
  );
  const { diagnostics } = sorter;
  const asked = [...sorter.asked].sort();
  return { inputs, diagnostics, out, base, showPath, asked, directories: [...sorter.directories] };
}

/** True for the names that are no paths. */
export function isInstalled(name: string): boolean {
  return /^(npm|python):/.test(name);
}

interface Place {
  readonly cwd: string;
  readonly out: string;
  readonly given: string | undefined;
  readonly base: string;
  readonly showPath: ShowPath;
}

class Sorter {
  readonly inputs = new Map<string, Input>();
  readonly diagnostics: Diagnostic[] = [];
  readonly asked = new Set<string>();
  readonly directories = new Set<string>();
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  checkOut(): void {
    const { out } = this.#place;
    if (/(?<!\.d)\.[mc]?ts$/.test(out)) return;
    this.#fail(
      out,
      'out-name',
      'the generated file is TypeScript',
      'end its name in `.generated.ts`',
    );
  }

  add(asked: string): void {
    const { cwd, base, showPath } = this.#place;
    const path = resolve(cwd, asked);
    if (isInstalled(asked)) this.#addInstalled(asked);
    else if (existsSync(path)) {
      this.asked.add(showPath(path));
      this.#addFile(path, true);
    } else if (isPattern(asked)) this.#addPattern(asked);
    else if (isPackageName(asked) && hasPackage(asked, base)) this.#addInstalled(`npm:${asked}`);
    else this.#missing(asked, path);
  }

  #addPattern(pattern: string): void {
    const { cwd, out, showPath } = this.#place;
    const { files, directories } = expandPattern(pattern, { cwd });
    for (const directory of directories) this.directories.add(directory);
    this.asked.add(showPath(resolve(cwd, pattern)));
    for (const file of files) if (file !== out) this.#addFile(file, false);
    if (files.length > 0) return;
    const message = `no .ts or .py file matches \`${pattern}\``;
    this.#fail(resolve(cwd, pattern), 'no-match', message, 'correct the pattern, and quote it');
  }

  #addInstalled(name: string): void {
    const { base } = this.#place;
    const [scheme = '', ...rest] = name.split(':');
    const module = rest.join(':');
    const language = scheme === 'npm' ? 'typescript' : 'python';
    const isName = language === 'python' ? isModuleName(module) : isPackageName(module);
    if (!isName) {
      const fix = language === 'python' ? 'write `python:statistics`' : 'write `npm:date-fns`';
      this.#fail(name, 'bad-name', `\`${module}\` is not the name of a ${scheme} module`, fix);
      return;
    }
    this.asked.add(name);
    const id = module.replaceAll('/', '.');
    this.inputs.set(name, { kind: 'installed', name, language, root: base, module, id });
  }

  #addFile(file: string, asked: boolean): void {
    const { out, given } = this.#place;
    if (file === out) {
      const message = 'this file would be replaced by what is made from it';
      return this.#fail(file, 'out-is-input', message, 'choose another `--out`');
    }
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
      const fix = "name its files, or in the command line a pattern such as 'src/**/*.ts'";
      return this.#fail(file, 'file-not-found', 'this is a directory', fix);
    }
    const language = languageOf(file);
    if (language === undefined) {
      const message =
        'codegen reads .ts, .tsx, .mts, .cts and .py files; types are not in any other';
      return this.#fail(file, 'unsupported-file', message, 'name a file of these');
    }
    const root = given ?? findRoot(dirname(file));
    if (root === undefined) {
      const message =
        'no package.json or pyproject.toml is above this file, so its type ids have no start';
      return this.#fail(file, 'no-root', message, 'pass `--root <dir>`');
    }
    const path = pathWithin(root, file);
    if (path === undefined) {
      const message = `the file is outside of the root ${toSlashes(root)}`;
      return this.#fail(file, 'outside-root', message, 'pass a `--root` above it');
    }
    if (language === 'python' && path.slice(0, -3).includes('.')) {
      const message = "Python can't import a path with a dot in it";
      return this.#fail(file, 'module-name', message, 'rename the file or directory');
    }
    const id = dottedName(path);
    const module = language === 'python' ? id : path;
    const known = this.inputs.get(file);
    const isNamed = asked || (known?.kind === 'file' && known.isNamed);
    this.inputs.set(file, { kind: 'file', name: file, language, root, module, id, isNamed });
  }

  #missing(asked: string, path: string): void {
    // Whoever watches will hear of it when it comes.
    this.directories.add(dirname(path));
    if (isPackageName(asked) && !/\.\w+$/.test(asked)) {
      const message = 'there is no such file, and no package of this name is installed';
      return this.#fail(
        path,
        'file-not-found',
        message,
        `correct it, or run \`npm install ${asked}\``,
      );
    }
    const others = siblingsOf(path).map((name) => `\`${name}\``);
    const fix =
      others.length === 0 ? 'check the path' : `check the path; there is ${others.join(', ')}`;
    this.#fail(path, 'file-not-found', 'there is no such file', fix);
  }

  #fail(file: string, code: string, message: string, fix: string): void {
    this.diagnostics.push(fileError(this.#place.showPath(file), code, message, fix));
  }
}

function languageOf(file: string): Input['language'] | undefined {
  if (/(?<!\.d)\.([mc]?ts|tsx)$/.test(file)) return 'typescript';
  return file.endsWith('.py') ? 'python' : undefined;
}

/** A module specifier that Node looks for in node_modules, with or without a path behind it. */
function isPackageName(text: string): boolean {
  return /^(@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*(\/[\w.~/-]+)?$/.test(text) && !text.includes('/../');
}

function isModuleName(text: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}]*(\.[\p{ID_Start}_][\p{ID_Continue}]*)*$/u.test(text);
}

function hasPackage(specifier: string, from: string): boolean {
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1);
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules', ...name, 'package.json'))) return true;
    if (dirname(at) === at) return false;
  }
}

const MOST_SIBLINGS = 3;

/** Sources of the same directory, if they are few, or those of nearly the same name. */
function siblingsOf(path: string): readonly string[] {
  const directory = dirname(path);
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter(isSource);
  const stem = basename(path).slice(0, 3).toLowerCase();
  const near = names.filter((name) => name.toLowerCase().startsWith(stem));
  return [near, names].find((list) => list.length > 0 && list.length <= MOST_SIBLINGS) ?? [];
}
