/** The files of the package `pyodide` that an interpreter in a browser reads. */

/** What a folder needs to be an `indexURL`. */
export const PYODIDE_FILES = [
  'pyodide.mjs',
  'pyodide.asm.mjs',
  'pyodide.asm.wasm',
  'python_stdlib.zip',
  'pyodide-lock.json',
] as const;

/** One of {@link PYODIDE_FILES}. */
export type PyodideFile = (typeof PYODIDE_FILES)[number];
