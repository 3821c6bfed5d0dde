/** Finds on disk what Python modules import from their own project. */
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Follows imports through the project: absolute names from the root, relative ones, and, as in a
 * script, names beside the importing file. What is not on disk is the interpreter's business.
 */
export async function collectModules(
  files: readonly PythonFile[],
  runtime: Pick<PythonRuntime, 'findImports'>,
  showPath: ShowPath,
): Promise<CollectedModules> {
  const sources: Record<string, PythonModule> = Object.create(null) as Record<string, PythonModule>;
  const paths = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const queue = files.flatMap((file) => [file, ...packagesOf(file)]);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { file, module, root } = next;
    const known = paths.get(module);
    if (known !== undefined) {
      if (known !== file) diagnostics.push(ambiguous(module, known, file, showPath));
      continue;
    }
    paths.set(module, file);
    const text = decode(await readFile(file));
    if (text === undefined) {
      diagnostics.push(fileError(showPath(file), 'encoding', 'the file is not UTF-8; save it so'));
    }
    const source = normalise(text ?? '');
    sources[module] = { source, file: showPath(file) };
    const imports = await runtime.findImports(importerName(next), source);
    for (const name of imports) {
      const found = locate(name, root, dirname(file));
      if (found !== undefined) queue.push(found, ...packagesOf(found));
    }
  }
  return { sources, diagnostics };
}

/** A package's own file resolves relative imports from inside the package. */
function importerName({ file, module }: PythonFile): string {
  return /[\\/]__init__\.py$/.test(file) ? `${module}.__init__` : module;
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
  return fileError(
    showPath(one),
    'ambiguous-module',
    `the module name \`${module}\` stands for ${showPath(one)} and for ${showPath(other)}; rename one of them or generate them apart`,
  );
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
