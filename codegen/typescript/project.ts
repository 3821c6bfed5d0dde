/** Creates the TypeScript program, as small as the question allows. */
import { dirname, join } from 'node:path';
import type { CompilerOptions, Project, SourceFile } from 'ts-morph';
import { MillraceError } from '../../src/errors.js';
import { STUB_LIB, STUB_MILLRACE, STUB_PLATFORM } from './stub-lib.js';

export type TsMorph = typeof import('ts-morph');

/**
 * ts-morph, which is an optional peer.
 * @throws MillraceError `peer-missing`, `peer-version`
 */
export async function loadTsMorph(
  importer: () => Promise<TsMorph> = () => import('ts-morph'),
): Promise<TsMorph> {
  const morph = await importer().catch((cause: unknown) => {
    throw new MillraceError(
      'peer-missing',
      `reading TypeScript needs the package ts-morph, which is not installed; ${INSTALL}`,
      { cause, details: { peer: 'ts-morph' } },
    );
  });
  // Its own version is in no export; that of the compiler inside is.
  const { version } = (morph as { ts?: { version?: string } }).ts ?? {};
  if (version?.startsWith(`${TYPESCRIPT_MAJOR}.`) === true) return morph;
  throw new MillraceError(
    'peer-version',
    `expected ts-morph 28 with TypeScript ${TYPESCRIPT_MAJOR}, got a ts-morph with ${version === undefined ? 'none' : `TypeScript ${version}`}; ${INSTALL}`,
    { details: { peer: 'ts-morph', typescript: version } },
  );
}

const TYPESCRIPT_MAJOR = 6;
const INSTALL = 'install it with `npm install --save-dev ts-morph@28`';

/**
 * How much of the library the program knows: the names of its types, the language without the DOM,
 * or all the user's tsconfig says. Each step costs about twice the time of the one before.
 */
export const LIBRARY_DEPTHS = ['names', 'language', 'full'] as const;

export type LibraryDepth = (typeof LIBRARY_DEPTHS)[number];

/** A program over files; those that could not be read are left out. */
export interface OpenProject {
  readonly project: Project;
  /** By the path they were asked for. */
  readonly sourceFiles: ReadonlyMap<string, SourceFile>;
  readonly libraryDepth: LibraryDepth;
}

/** Opens files in a new program. Their own imports are resolved as the user's tsconfig says. */
export function openProject(
  morph: TsMorph,
  files: readonly string[],
  root: string,
  libraryDepth: LibraryDepth,
): OpenProject {
  const user = readUserOptions(morph, root);
  const project = new morph.Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: libraryDepth === 'names',
    compilerOptions: {
      ...pickOptions(user),
      target: morph.ScriptTarget.ESNext,
      module: morph.ModuleKind.ESNext,
      moduleResolution: morph.ModuleResolutionKind.Bundler,
      // Nullability and inference have to be right here even where the user's own check is lax.
      strict: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      ...libraryOptions(user, libraryDepth),
    },
  });
  project.createSourceFile(join(root, '__millrace_library.d.ts'), STUBS[libraryDepth]);
  const sourceFiles = new Map<string, SourceFile>();
  for (const file of files) {
    const source = project.addSourceFileAtPathIfExists(file);
    if (source !== undefined) sourceFiles.set(file, source);
  }
  return { project, sourceFiles, libraryDepth };
}

const STUBS: Readonly<Record<LibraryDepth, string>> = {
  names: STUB_LIB + STUB_PLATFORM + STUB_MILLRACE,
  language: STUB_PLATFORM + STUB_MILLRACE,
  full: STUB_MILLRACE,
};

function libraryOptions(user: CompilerOptions, libraryDepth: LibraryDepth): CompilerOptions {
  if (libraryDepth === 'names') return { noLib: true, types: [] };
  const lib = user.lib ?? ['lib.es2022.d.ts', 'lib.dom.d.ts'];
  if (libraryDepth === 'full') return { lib, types: user.types ?? [] };
  return { lib: lib.filter((name) => !/^lib\.(dom|webworker)/.test(name)), types: [] };
}

/** The user's options that decide how imports and names resolve; the rest is not our business. */
const KEPT = [
  'baseUrl',
  'paths',
  'pathsBasePath',
  'customConditions',
  'jsx',
  'moduleSuffixes',
  'preserveSymlinks',
  'rootDirs',
  'typeRoots',
] as const;

function pickOptions(user: CompilerOptions): CompilerOptions {
  const kept = KEPT.filter((key) => user[key] !== undefined).map((key) => [key, user[key]]);
  return Object.fromEntries(kept) as CompilerOptions;
}

/** The options of the tsconfig.json at or above `root`; an unreadable one counts as none. */
function readUserOptions(morph: TsMorph, root: string): CompilerOptions {
  const { ts } = morph;
  const path = ts.findConfigFile(root, (file) => ts.sys.fileExists(file));
  if (path === undefined) return {};
  const { config, error } = ts.readConfigFile(path, (file) => ts.sys.readFile(file));
  if (error !== undefined || config === undefined) return {};
  // The list of files is of no interest, and collecting it would walk the whole directory.
  const host = { ...ts.sys, readDirectory: () => [] };
  return ts.parseJsonConfigFileContent(config, host, dirname(path)).options;
}
