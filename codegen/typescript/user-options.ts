/** The options of the user's tsconfig.json that decide what names and imports mean. */
import { dirname, resolve } from 'node:path';
import type { CompilerOptions } from 'ts-morph';
import type { TsMorph } from './load-ts-morph.js';

/** The rest of a tsconfig is not our business: nothing is emitted, and we check as strictly as we read. */
const KEPT = [
  'baseUrl',
  'paths',
  'pathsBasePath',
  'customConditions',
  'jsx',
  'lib',
  'moduleSuffixes',
  'preserveSymlinks',
  'rootDirs',
  'typeRoots',
  'types',
] as const;

/** The options of the tsconfig.json at or above `root`; an unreadable one counts as none. */
export function readUserOptions(morph: TsMorph, root: string): CompilerOptions {
  const { ts } = morph;
  const path = ts.findConfigFile(root, (file) => ts.sys.fileExists(file));
  return path === undefined ? {} : readConfig(morph, path, new Set());
}

function readConfig(morph: TsMorph, path: string, seen: Set<string>): CompilerOptions {
  const { ts } = morph;
  if (seen.has(path)) return {};
  seen.add(path);
  const { config, error } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as {
    config?: { files?: unknown; references?: unknown };
    error?: unknown;
  };
  if (error !== undefined || config === undefined) return {};
  // The list of files is of no interest, and collecting it would walk the whole directory.
  const host = { ...ts.sys, readDirectory: () => [] };
  const own = pickOptions(ts.parseJsonConfigFileContent(config, host, dirname(path)).options);
  const isSolution = Array.isArray(config.files) && config.files.length === 0;
  if (!isSolution || !Array.isArray(config.references)) return own;
  // A solution has no files of its own: the projects it refers to say how theirs are read.
  const referred = config.references.flatMap((reference: unknown) => {
    const at = pathOf(reference);
    return at === undefined ? [] : [configAt(morph, resolve(dirname(path), at))];
  });
  return Object.assign({}, ...referred.map((at) => readConfig(morph, at, seen)).reverse(), own);
}

function pathOf(reference: unknown): string | undefined {
  const path = (reference as { path?: unknown } | null)?.path;
  return typeof path === 'string' ? path : undefined;
}

function configAt({ ts }: TsMorph, path: string): string {
  return ts.sys.directoryExists(path) ? resolve(path, 'tsconfig.json') : path;
}

function pickOptions(user: CompilerOptions): CompilerOptions {
  const kept = KEPT.filter((key) => user[key] !== undefined).map((key) => [key, user[key]]);
  return Object.fromEntries(kept) as CompilerOptions;
}
