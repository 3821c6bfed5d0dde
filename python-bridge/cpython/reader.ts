/** Reads modules in a CPython of the user's: one whose packages are needed. */
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { createCPython } from './create.js';
import type { CPythonOptions } from './options.js';

/** Which CPython reads; {@link CPythonOptions} says more of each. */
export type CPythonReaderOptions = Pick<CPythonOptions, 'searchPath' | 'bootTimeoutMs'> & {
  readonly interpreter: string;
};

/** The calls of a runtime that reading needs. */
export type CPythonReader = Pick<
  PythonRuntime,
  'boot' | 'addModules' | 'introspect' | 'findImports' | 'close'
>;

/**
 * An interpreter of its own process, started at the first call; what modules print while they are
 * read is dropped. Its errors: `python-not-found`, `python-too-old`, `python-boot-failed`,
 * `python-boot-timeout`, `python-crashed`.
 */
export function openCPython(options: CPythonReaderOptions): CPythonReader {
  return createCPython({ ...options, onPrinted: () => undefined });
}
