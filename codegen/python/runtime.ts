/** The interpreter that reads Python modules unless the caller brings one. */
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';

/** Pyodide in a thread of its own; loaded only when there is a .py file. */
export async function createPythonReader(): Promise<PythonRuntime> {
  const { createPyodide } = await import('../../python-bridge/node.js');
  return createPyodide({ modules: {} });
}
