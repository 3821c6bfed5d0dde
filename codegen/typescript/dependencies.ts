/** What a file stands on: all it imports, near and far. */
import { isBuiltin } from 'node:module';
import type { SourceFile, ts } from 'ts-morph';
import type { OpenProject } from './project.js';

/** The imports of a file and of what it imports. */
export interface Dependencies {
  /** Paths of the file and of all it imports, packages aside. */
  readonly dependencies: ReadonlySet<string>;
  /** An import leads nowhere: a file to come may be what it asks for. */
  readonly unresolved: boolean;
  /** Types of a package, or types computed from types: they need the library's real members. */
  readonly computed: boolean;
}

/** Conditional types, `keyof`, `infer` and indexed access look into the types they are given. */
const COMPUTED = /\bkeyof\b|\binfer\b|\bextends\b[^{;=(]*\?|\w\s*\[\s*(['"`]|number\s*\])/;

/** Finds what a file depends on, by the program's own resolution. */
export function dependenciesOf({ project }: OpenProject, source: SourceFile): Dependencies {
  const checker = project.getTypeChecker().compilerObject;
  const dependencies = new Set<string>();
  const waiting = [source.compilerNode as ImportingFile];
  let unresolved = false;
  let computed = false;
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (dependencies.has(file.fileName)) continue;
    dependencies.add(file.fileName);
    computed ||= COMPUTED.test(file.text);
    for (const specifier of file.imports ?? []) {
      const symbol = checker.getSymbolAtLocation(specifier);
      const target = symbol?.declarations?.find((node) => 'fileName' in node);
      if (target === undefined) unresolved ||= symbol === undefined && !isBuiltin(specifier.text);
      else if (/\/node_modules\//.test((target as ts.SourceFile).fileName)) computed = true;
      else waiting.push(target as ImportingFile);
    }
  }
  return { dependencies, unresolved, computed };
}

/** The compiler keeps the specifiers of a file's imports, dynamic ones included. */
interface ImportingFile extends ts.SourceFile {
  readonly imports?: readonly ts.StringLiteralLike[];
}
