/** Reads Python modules by import, with the modules beside them that they need. */
import { isMillraceError } from '../../src/errors.js';
import type { Diagnostic } from '../../src/config/signature.js';
import type {
  ModuleIntrospection,
  PythonModule,
  PythonRuntime,
} from '../../src/run/python/python-runtime.js';
import { fileError } from '../diagnostics.js';
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

/** What reading needs besides the files. */
export interface ReadPythonOptions {
  readonly createPython: CreatePython;
  readonly showPath: ShowPath;
  /** Milliseconds that the import of one module may take. */
  readonly importTimeoutMs: number;
}

/** Reads files in one interpreter. Importing is the only thing that runs. */
export async function readPython(
  files: readonly PythonFile[],
  { createPython, showPath, importTimeoutMs }: ReadPythonOptions,
): Promise<ReadPython> {
  if (files.length === 0) return { modules: [], sources: {} };
  const runtime = await createPython();
  try {
    const { sources, diagnostics } = await collectModules(files, runtime, showPath);
    await runtime.addModules(sources);
    const modules: ReadModule[] = [];
    let broken: string | undefined;
    for (const { file, module } of files) {
      const shown = showPath(file);
      const found = broken ?? (await readModule(runtime, module, importTimeoutMs));
      if (typeof found === 'string') {
        broken ??= `the file was not read, for the import of ${shown} broke Python`;
        modules.push({ file, functions: [], diagnostics: [fileError(shown, BROKEN, found)] });
        continue;
      }
      const own = found.diagnostics.map((item) => relocate(item, shown, sources));
      const others = diagnostics.filter((item) => item.file === shown);
      modules.push({ file, functions: found.functions, diagnostics: [...own, ...others] });
    }
    return { modules, sources };
  } finally {
    await runtime.close();
  }
}

const BROKEN = 'python-import-broken';
const ADVICE = 'move what runs at import into a function, or below `if __name__ == "__main__":`';

/** What was read of a module, or why nothing can be read any more. */
async function readModule(
  runtime: PythonReader,
  module: string,
  milliseconds: number,
): Promise<ModuleIntrospection | string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    const text = `importing the module did not end within ${milliseconds / 1000} s; ${ADVICE}`;
    timer = setTimeout(() => resolve(text), milliseconds);
  });
  const read = runtime.introspect([module]).then(
    ([found]) => found ?? { module, functions: [], diagnostics: [] },
    (error: unknown) => {
      if (!isMillraceError(error) || error.code !== 'python-crashed') throw error;
      return `importing the module ended Python (${error.message.split('. The next call')[0]}); ${ADVICE}`;
    },
  );
  // After a time out the close rejects it.
  read.catch(() => undefined);
  try {
    return await Promise.race([read, late]);
  } finally {
    clearTimeout(timer);
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
