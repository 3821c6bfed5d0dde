/** Finds imports that lead nowhere. */
import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { SourceFile } from 'ts-morph';
import type { Diagnostic } from '../../src/config/signature.js';
import type { ShowPath } from '../read-module.js';
import { placeOf } from './place.js';

/** An error for each import of the file that names a module which is not there. */
export function checkImports(source: SourceFile, showPath: ShowPath): readonly Diagnostic[] {
  const declarations = [...source.getImportDeclarations(), ...source.getExportDeclarations()];
  return declarations.flatMap((declaration): readonly Diagnostic[] => {
    const name = declaration.getModuleSpecifierValue();
    if (name === undefined || declaration.getModuleSpecifierSourceFile() !== undefined) return [];
    if (isThere(name, source.getFilePath())) return [];
    const isFile = name.startsWith('.');
    return [
      {
        code: 'import-not-found',
        severity: 'error',
        message: isFile
          ? `the import '${name}' leads to no file`
          : `the package of the import '${name}' is not installed`,
        fix: isFile ? 'correct the path' : `run \`npm install ${packageOf(name)}\``,
        ...placeOf(declaration.getModuleSpecifier() ?? declaration, showPath),
      },
    ];
  });
}

/** True for modules the compiler does not read but that exist: builtins, untyped packages, assets. */
export function isThere(name: string, from: string): boolean {
  if (name === 'millrace' || name.startsWith('millrace/') || isBuiltin(name)) return true;
  const directory = dirname(from);
  if (name.startsWith('.')) return existsSync(resolve(directory, name.replace(/\?.*$/, '')));
  if (/^[a-z]+:/i.test(name) || name.startsWith('#')) return true;
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules', packageOf(name)))) return true;
    if (dirname(at) === at) return false;
  }
}

/** The package of a module specifier: `@scope/name` of `@scope/name/entry`. */
export function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
