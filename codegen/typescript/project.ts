/** The TypeScript program of one depth of the library: opened once, kept between reads. */
import { join } from 'node:path';
import type { CompilerOptions, Project, SourceFile } from 'ts-morph';
import type { TsMorph } from './load-ts-morph.js';
import { STUB_LIB, STUB_MILLRACE, STUB_PLATFORM } from './stub-lib.js';
import { readUserOptions } from './user-options.js';

export type { TsMorph } from './load-ts-morph.js';

/**
 * How much of the library the program knows: the names of its types, the language without the DOM,
 * or all the user's tsconfig says. Each step costs about twice the time of the one before.
 */
export const LIBRARY_DEPTHS = ['names', 'language', 'full'] as const;

export type LibraryDepth = (typeof LIBRARY_DEPTHS)[number];

/** A program that files are added to as they are asked for. */
export interface OpenProject {
  readonly morph: TsMorph;
  readonly root: string;
  readonly project: Project;
  readonly libraryDepth: LibraryDepth;
}

/** Opens a program without files. Imports will be resolved as the user's tsconfig says. */
export function openProject(morph: TsMorph, root: string, libraryDepth: LibraryDepth): OpenProject {
  const user = readUserOptions(morph, root);
  const project = new morph.Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: libraryDepth === 'names',
    compilerOptions: {
      ...user,
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
  project.createSourceFile(join(root, STUB_FILE), STUBS[libraryDepth]);
  return { morph, root, project, libraryDepth };
}

/** The file that declares what the library files do not; it is in memory only. */
export const STUB_FILE = '__millrace_library.d.ts';

/** The file as the program sees it, or undefined where there is none. */
export function addFile({ project }: OpenProject, path: string): SourceFile | undefined {
  return project.getSourceFile(path) ?? project.addSourceFileAtPathIfExists(path);
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
