/** Reads an installed package: the functions that its type declarations export. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceFile } from 'ts-morph';
import type { Diagnostic } from '../../src/config/signature.js';
import type { ShowPath } from '../read-module.js';
import { dependenciesOf } from './dependencies.js';
import { findExports } from './exports.js';
import type { FoundExports } from './exports.js';
import { isThere, packageOf } from './imports.js';
import { formOf } from './package-form.js';
import type { PackageInput } from './package-form.js';
import { addFile } from './project.js';
import type { OpenProject } from './project.js';
import { othersOf, withoutFunctions } from './read-file.js';
import type { ReadAttempt } from './read-file.js';
import { readFunctions } from './read-functions.js';

/** Reads a package. The module's `file` is `npm:<specifier>`; its version is part of each function's. */
export function readPackage(
  opened: OpenProject,
  input: PackageInput,
  showPath: ShowPath,
): ReadAttempt {
  const file = `npm:${input.package}`;
  const source = resolvePackage(opened, input);
  if ('code' in source) return withoutFunctions(file, [source]);
  const { dependencies: all, unresolved } = dependenciesOf(opened, source);
  // The files of an installed package change with its package.json only.
  const local = [...all].filter((path) => !path.includes('/node_modules/'));
  const dependencies = { dependencies: new Set(local), unresolved };
  const found = findExports(opened, source, { ownOnly: false });
  const read = readFunctions(opened, found, showPath);
  const suffix = `\n${packageOf(input.package)}@${versionOf(input)}`;
  const form = formOf(opened, input, { source, names: namesOf(found) });
  const module = {
    file,
    ...(form === undefined ? {} : { form }),
    ...othersOf(dependencies, file),
    functions: read.functions.map((signature) => ({
      ...signature,
      sourceText: signature.sourceText + suffix,
    })),
    diagnostics: read.diagnostics,
  };
  return {
    module,
    incomplete: opened.libraryDepth !== 'full' && read.unresolved,
    ...dependencies,
  };
}

/** What the module has to export for its functions to be reached. */
function namesOf({ functions }: FoundExports): readonly string[] {
  const names = functions.map(({ exported }) => exported.split('.')[0]!);
  return [...new Set(names)].filter((name) => name !== 'default');
}

/** The declarations of a package as TypeScript finds them: `types`, `typesVersions`, `@types`. */
function resolvePackage(opened: OpenProject, input: PackageInput): SourceFile | Diagnostic {
  const { morph, project } = opened;
  const { resolvedModule } = morph.ts.resolveModuleName(
    input.package,
    join(input.from, '__millrace.ts'),
    project.compilerOptions.get(),
    project.getModuleResolutionHost(),
  );
  if (resolvedModule === undefined) return notFound(input);
  const { resolvedFileName, extension } = resolvedModule;
  const source = /^\.(d\.)?[mc]?tsx?$/.test(extension)
    ? addFile(opened, resolvedFileName)
    : undefined;
  return source ?? withoutTypes(input.package);
}

function notFound({ package: specifier, from }: PackageInput): Diagnostic {
  const name = packageOf(specifier);
  const installed = isThere(name, join(from, 'index.ts'));
  return packageError(
    specifier,
    'package-not-found',
    installed
      ? `the package \`${name}\` has no entry \`${specifier}\` that TypeScript can resolve`
      : `the package \`${name}\` is not installed`,
    installed ? 'use one of the `exports` in its package.json' : `run \`npm install ${name}\``,
  );
}

function withoutTypes(specifier: string): Diagnostic {
  const name = packageOf(specifier);
  const types = `@types/${name.replace(/^@([^/]+)\//, '$1__')}`;
  return packageError(
    specifier,
    'package-untyped',
    `the package \`${name}\` has no type declarations`,
    `run \`npm install --save-dev ${types}\`, or wrap the functions you need in a module of your own`,
  );
}

function packageError(specifier: string, code: string, message: string, fix: string): Diagnostic {
  return { code, severity: 'error', message, fix, file: `npm:${specifier}` };
}

/** The installed version of the code, not of its types. */
function versionOf({ package: specifier, from }: PackageInput): string {
  for (let at = from; ; at = dirname(at)) {
    const path = join(at, 'node_modules', packageOf(specifier), 'package.json');
    if (existsSync(path)) {
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version?: unknown };
      return typeof version === 'string' ? version : '';
    }
    if (dirname(at) === at) return '';
  }
}
