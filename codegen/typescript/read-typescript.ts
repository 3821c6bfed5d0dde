/** Reads TypeScript modules: their exported functions as signatures. */
import type { SourceFile } from 'ts-morph';
import type { Diagnostic } from '../../src/config/signature.js';
import type { ReadModule, ShowPath } from '../read-module.js';
import { findExports } from './exports.js';
import type { FoundExports, FoundFunction } from './exports.js';
import { checkImports } from './imports.js';
import { LIBRARY_DEPTHS, loadTsMorph, openProject } from './project.js';
import type { LibraryDepth, OpenProject, TsMorph } from './project.js';
import { readSignature } from './signature.js';
import type { ReadSignature } from './signature.js';

/** What reading needs besides the files. */
export interface ReadTypeScriptOptions {
  /** Where the user's tsconfig.json is looked for, here and above. */
  readonly root: string;
  readonly showPath: ShowPath;
  /** Imports ts-morph. */
  readonly importer?: () => Promise<TsMorph>;
}

/**
 * Reads files (absolute paths, sorted) in one program. A file for which that program's part of the
 * library is not enough is read again with more of it.
 *
 * @throws MillraceError `peer-missing`
 */
export async function readTypeScript(
  files: readonly string[],
  options: ReadTypeScriptOptions,
): Promise<readonly ReadModule[]> {
  if (files.length === 0) return [];
  const morph = await loadTsMorph(options.importer);
  const read = new Map<string, ReadModule>();
  let left = files;
  for (const depth of LIBRARY_DEPTHS) {
    if (left.length === 0) break;
    const attempts = readAt(morph, left, depth, options);
    for (const { module } of attempts) read.set(module.file, module);
    left = attempts.filter(({ incomplete }) => incomplete).map(({ module }) => module.file);
  }
  return [...read.values()];
}

interface ReadAttempt {
  readonly module: ReadModule;
  readonly incomplete: boolean;
}

function readAt(
  morph: TsMorph,
  files: readonly string[],
  depth: LibraryDepth,
  options: ReadTypeScriptOptions,
): readonly ReadAttempt[] {
  const opened = openProject(morph, files, options.root, depth);
  return [...opened.sourceFiles].map(([file, source]) =>
    readFile(morph, opened, source, file, options.showPath),
  );
}

function readFile(
  morph: TsMorph,
  opened: OpenProject,
  source: SourceFile,
  file: string,
  showPath: ShowPath,
): ReadAttempt {
  const shown = showPath(file);
  const broken = syntaxErrors(morph, opened, source, shown);
  if (broken.length > 0) {
    return { module: { file, functions: [], diagnostics: broken }, incomplete: false };
  }
  const found = findExports(morph, source);
  const read = found.functions.map((item) => readSafely(morph, item, shown));
  const incomplete =
    opened.libraryDepth !== 'full' &&
    (read.some(({ unresolved }) => unresolved) || needsInference(opened, source, found));
  const module = {
    file,
    functions: read.flatMap(({ signature }) => signature ?? []),
    diagnostics: [
      ...checkImports(source, shown),
      ...skippedDiagnostics(found, shown),
      ...read.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
  return { module, incomplete };
}

/** One function the compiler chokes on must not take the others with it. */
function readSafely(
  morph: TsMorph,
  found: FoundFunction,
  file: string,
): Omit<ReadSignature, 'signature'> & Partial<ReadSignature> {
  try {
    return readSignature(morph, found, file);
  } catch (error) {
    const { exported, line } = found;
    const reason = error instanceof Error ? error.message : String(error);
    const message = `\`${exported}\` can't be read (${reason}); simplify its types`;
    const place = { file, line, function: exported };
    return {
      diagnostics: [{ code: 'unreadable', severity: 'error', message, ...place }],
      unresolved: false,
    };
  }
}

/** A result without annotation is inferred from the body, which may use the whole library. */
function needsInference(opened: OpenProject, source: SourceFile, found: FoundExports): boolean {
  if (found.functions.every(({ declaration }) => declaration.getReturnTypeNode() !== undefined)) {
    return false;
  }
  const program = opened.project.getProgram().compilerObject;
  return program.getSemanticDiagnostics(source.compilerNode).length > 0;
}

function syntaxErrors(
  morph: TsMorph,
  opened: OpenProject,
  source: SourceFile,
  file: string,
): readonly Diagnostic[] {
  const program = opened.project.getProgram().compilerObject;
  return program.getSyntacticDiagnostics(source.compilerNode).map((found) => ({
    code: 'syntax',
    severity: 'error' as const,
    message: `${morph.ts.flattenDiagnosticMessageText(found.messageText, ' ')} (TS${found.code})`,
    file,
    line: source.getLineAndColumnAtPos(found.start).line,
  }));
}

function skippedDiagnostics(found: FoundExports, file: string): readonly Diagnostic[] {
  return found.skipped.map(({ exported, line, code, reason }) => ({
    code,
    severity: 'warning' as const,
    message: reason,
    file,
    line,
    function: exported,
  }));
}
