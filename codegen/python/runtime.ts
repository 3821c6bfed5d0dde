/** The interpreters that read Python modules. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CPythonReaderOptions } from '../../python-bridge/cpython/reader.js';
import { LOCK_FILE } from '../../python-bridge/packages/lock-file.js';
import type { ModuleIntrospection, PythonRuntime } from '../../src/run/python/python-runtime.js';

/** What reading needs of an interpreter. */
export interface PythonReader extends Pick<PythonRuntime, 'addModules' | 'findImports' | 'close'> {
  introspect(modules: readonly string[]): Promise<readonly ModuleIntrospection[]>;
}

/** Makes the interpreter that reads the modules; the session closes it. */
export type CreatePython = () => Promise<PythonReader>;

/** Pyodide in a thread of its own; loaded only when there is a module to read. */
export async function createPythonReader(): Promise<PythonReader> {
  const { createPyodide } = await import('../../python-bridge/node.js');
  return createPyodide({ modules: {} });
}

/** The reader of what a path leads to: a folder of wheels, else a CPython. */
export function createReaderAt(path: string): CreatePython {
  if (!existsSync(join(path, LOCK_FILE))) return createCPythonReader({ interpreter: path });
  return async () => {
    const [{ createPyodide }, { readLock }] = await Promise.all([
      import('../../python-bridge/node.js'),
      import('../../python-bridge/packages/wheel-folder.js'),
    ]);
    const { files } = await readLock(path);
    return createPyodide({ packages: files.map(({ name }) => name), packageSource: path });
  };
}

/**
 * The reader of a CPython that is installed: for modules that need packages Pyodide has not. A
 * missing interpreter or one before 3.10 is the error of the first read.
 *
 * @example
 * const python = createCPythonReader({ interpreter: '.venv/bin/python' });
 * const { diagnostics } = await generate({ files: ['nodes.py'], out: 'nodes.generated.ts', python });
 */
export function createCPythonReader(options: CPythonReaderOptions): CreatePython {
  return async () => {
    const { openCPython } = await import('../../python-bridge/cpython/reader.js');
    const reader = openCPython(options);
    try {
      await reader.boot();
    } catch (error) {
      await reader.close();
      throw error;
    }
    return reader;
  };
}
