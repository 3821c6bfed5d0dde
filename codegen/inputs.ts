/** Sorts the files codegen is given, and says what is wrong with the others. */
import { statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Diagnostic } from '../src/config/signature.js';
import { fileError } from './diagnostics.js';
import type { ShowPath } from './read-module.js';
import { findRoot, pathWithin, toSlashes } from './roots.js';

/** One file to read. */
export interface InputFile {
  /** Absolute path. */
  readonly file: string;
  readonly root: string;
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly language: 'typescript' | 'python';
}

/** The files, and how paths are shown. */
export interface SortedInputs {
  readonly inputs: readonly InputFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute path of the generated file. */
  readonly out: string;
  /** What paths are shown from, and where the command is meant to be run. */
  readonly base: string;
  readonly showPath: ShowPath;
}

/** What decides where files belong. */
export interface InputOptions {
  readonly files: readonly string[];
  readonly out: string;
  readonly root?: string | undefined;
}

/** Sorted by path and without repetitions, so that their order can't matter. */
export function sortInputs(options: InputOptions): SortedInputs {
  const out = resolve(options.out);
  const files = [...new Set(options.files.map((file) => resolve(file)))];
  const given = options.root === undefined ? undefined : resolve(options.root);
  const base = given ?? findRoot(dirname(out)) ?? dirname(out);
  const showPath: ShowPath = (file) => toSlashes(relative(base, file));
  const diagnostics: Diagnostic[] = [];
  const inputs: InputFile[] = [];
  if (!/(?<!\.d)\.[mc]?ts$/.test(out)) {
    diagnostics.push(
      fileError(
        showPath(out),
        'out-name',
        'the generated file is TypeScript; let its name end in `.generated.ts`',
      ),
    );
  }
  for (const file of files) {
    const input = inputOf(file, given, out, showPath);
    if ('code' in input) diagnostics.push(input);
    else inputs.push(input);
  }
  inputs.sort((a, b) => (showPath(a.file) < showPath(b.file) ? -1 : 1));
  return { inputs, diagnostics, out, base, showPath };
}

function inputOf(
  file: string,
  given: string | undefined,
  out: string,
  showPath: ShowPath,
): InputFile | Diagnostic {
  const shown = showPath(file);
  if (file === out) {
    return fileError(
      shown,
      'out-is-input',
      'this file would be replaced by what is made from it; choose another `--out`',
    );
  }
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true) {
    const message = found?.isDirectory()
      ? "this is a directory; name its files, or in the command line a pattern such as 'src/**/*.ts'"
      : 'there is no such file; check the path';
    return fileError(shown, 'file-not-found', message);
  }
  const language = languageOf(file);
  if (language === undefined) {
    return fileError(
      shown,
      'unsupported-file',
      'codegen reads .ts, .tsx, .mts, .cts and .py files; types are not in any other',
    );
  }
  const root = given ?? findRoot(dirname(file));
  if (root === undefined) {
    return fileError(
      shown,
      'no-root',
      'no package.json or pyproject.toml is above this file, so its type ids have no start; pass `--root <dir>`',
    );
  }
  const path = pathWithin(root, file);
  if (path === undefined) {
    return fileError(
      shown,
      'outside-root',
      `the file is outside of the root ${toSlashes(root)}; pass a \`--root\` above it`,
    );
  }
  if (language === 'python' && path.slice(0, -3).includes('.')) {
    return fileError(
      shown,
      'module-name',
      "Python can't import a path with a dot in it; rename the file or directory",
    );
  }
  return { file, root, path, language };
}

function languageOf(file: string): InputFile['language'] | undefined {
  if (/(?<!\.d)\.([mc]?ts|tsx)$/.test(file)) return 'typescript';
  return file.endsWith('.py') ? 'python' : undefined;
}
