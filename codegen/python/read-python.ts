/** Reads Python modules by import, with the modules beside them that they need. */
import type { Diagnostic } from '../../src/config/signature.js';
import type { PythonModule, PythonRuntime } from '../../src/run/python-runtime.js';
import type { ReadModule, ShowPath } from '../read-module.js';
import { collectModules } from './siblings.js';
import type { PythonFile } from './siblings.js';

/** What reading needs of an interpreter. */
export type PythonReader = Pick<
  PythonRuntime,
  'addModules' | 'introspect' | 'findImports' | 'close'
>;

/** Makes the interpreter that reads the modules; it is closed afterwards. */
export type CreatePython = () => Promise<PythonReader>;

/** What was read, and every module an interpreter needs to run it. */
export interface ReadPython {
  readonly modules: readonly ReadModule[];
  readonly sources: Readonly<Record<string, PythonModule>>;
}

/** Reads files in one interpreter. Importing is the only thing that runs. */
export async function readPython(
  files: readonly PythonFile[],
  createPython: CreatePython,
  showPath: ShowPath,
): Promise<ReadPython> {
  if (files.length === 0) return { modules: [], sources: {} };
  const runtime = await createPython();
  try {
    const { sources, diagnostics } = await collectModules(files, runtime, showPath);
    await runtime.addModules(sources);
    const read = await runtime.introspect(files.map(({ module }) => module));
    const modules = files.map(({ file, module }, index): ReadModule => {
      const found = read.find((item) => item.module === module) ?? read[index];
      const shown = showPath(file);
      const own = found?.diagnostics.map((item) => relocate(item, shown, sources));
      return {
        file,
        functions: found?.functions ?? [],
        diagnostics: [...(own ?? []), ...diagnostics.filter((item) => item.file === shown)],
      };
    });
    return { modules, sources };
  } finally {
    await runtime.close();
  }
}

/**
 * The interpreter knows modules by the path it was given; anything else is about this file. The
 * place is printed before the message, so the message need not begin with it.
 */
function relocate(
  found: Diagnostic,
  fallback: string,
  sources: Readonly<Record<string, PythonModule>>,
): Diagnostic {
  const known = Object.values(sources).some((module) => module.file === found.file);
  const [, start = ''] = /^(\S+?(?::\d+)?): /.exec(found.message) ?? [];
  const repeated = start === found.file || start === `${found.file}:${found.line}`;
  const message = repeated ? found.message.slice(start.length + 2) : found.message;
  return { ...found, message, file: known ? found.file : fallback };
}
