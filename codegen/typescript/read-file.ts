/** Reads one source file of an open program. */
import type { SourceFile } from 'ts-morph';
import type { Diagnostic } from '../../src/config/signature.js';
import type { ReadModule, ShowPath } from '../read-module.js';
import { toSlashes } from '../roots.js';
import { dependenciesOf } from './dependencies.js';
import type { Dependencies } from './dependencies.js';
import { findExports } from './exports.js';
import type { FoundExports } from './exports.js';
import { checkImports } from './imports.js';
import { placeOf } from './place.js';
import { addFile } from './project.js';
import type { OpenProject } from './project.js';
import { readFunctions } from './read-functions.js';

/** What one reading of an input gave. */
export interface ReadAttempt extends Omit<Dependencies, 'computed'> {
  readonly module: ReadModule;
  /** With more of the library it may say more. */
  readonly incomplete: boolean;
}

/** Reads a file (absolute path). */
export function readFile(opened: OpenProject, file: string, showPath: ShowPath): ReadAttempt {
  const source = addFile(opened, file);
  if (source === undefined) return withoutFunctions(file, [missing(showPath(file))]);
  const broken = syntaxErrors(opened, source, showPath);
  if (broken.length > 0) return withoutFunctions(file, broken);
  const { computed, ...dependencies } = dependenciesOf(opened, source);
  if (computed && opened.libraryDepth === 'names') {
    return { module: { file, functions: [], diagnostics: [] }, incomplete: true, ...dependencies };
  }
  const found = findExports(opened, source, { ownOnly: true });
  const read = readFunctions(opened, found, showPath);
  const module = {
    file,
    ...othersOf(dependencies, file),
    functions: read.functions,
    diagnostics: [...checkImports(source, showPath), ...read.diagnostics],
  };
  const incomplete =
    opened.libraryDepth !== 'full' && (read.unresolved || needsInference(opened, source, found));
  return { module, incomplete, ...dependencies };
}

/** An attempt that ends before any function is read; only a change of the file itself mends it. */
export function withoutFunctions(file: string, diagnostics: readonly Diagnostic[]): ReadAttempt {
  const module = { file, functions: [], diagnostics };
  return { module, incomplete: false, dependencies: new Set([file]), unresolved: false };
}

/** The other files of the project that a module is made of. */
export function othersOf(
  { dependencies }: Omit<Dependencies, 'computed'>,
  file: string,
): Pick<ReadModule, 'dependencies'> {
  const own = toSlashes(file);
  const others = [...dependencies].filter((path) => path !== own).sort();
  return others.length === 0 ? {} : { dependencies: others };
}

function missing(file: string): Diagnostic {
  const message = 'there is no such file, or it cannot be read';
  return { code: 'file-not-found', severity: 'error', message, fix: 'check the path', file };
}

/** A result without annotation is inferred from the body, which may use the whole library. */
function needsInference(opened: OpenProject, source: SourceFile, found: FoundExports): boolean {
  if (!found.functions.some(({ inferred }) => inferred)) return false;
  const program = opened.project.getProgram().compilerObject;
  return program.getSemanticDiagnostics(source.compilerNode).length > 0;
}

function syntaxErrors(
  { morph, project }: OpenProject,
  source: SourceFile,
  showPath: ShowPath,
): readonly Diagnostic[] {
  const program = project.getProgram().compilerObject;
  return program.getSyntacticDiagnostics(source.compilerNode).map((found) => ({
    code: 'syntax',
    severity: 'error' as const,
    message: `${morph.ts.flattenDiagnosticMessageText(found.messageText, ' ')} (TS${found.code})`,
    ...placeOf(source, showPath, found.start),
  }));
}
