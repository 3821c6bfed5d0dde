/** Reads Python modules by import, with the modules beside them that they need. */
import type { PythonModule, PythonRuntime } from '../../src/run/python-runtime.js';
import type { ReadModule, ShowPath } from '../read-module.js';
import { collectModules } from './siblings.js';

/** Makes the interpreter that reads the modules; it is closed afterwards. */
export type CreatePython = () => Promise<PythonRuntime>;

/** A Python file and the name it is imported by. */
export interface PythonFile {
  /** Absolute path. */
  readonly file: string;
  /** Dotted module name. */
  readonly module: string;
  readonly root: string;
}

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
      const own = found?.diagnostics.map((item) => ({
        ...item,
        file: shownFile(item.file, shown, sources),
      }));
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

/** The interpreter knows modules by the path it was given; anything else is about this file. */
function shownFile(
  file: string,
  fallback: string,
  sources: Readonly<Record<string, PythonModule>>,
): string {
  return Object.values(sources).some((module) => module.file === file) ? file : fallback;
}
