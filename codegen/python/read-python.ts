/** Reads Python files once, in an interpreter of their own. */
import { openPython } from './session.js';
import type { OpenPythonOptions, PythonInput, ReadPython } from './session.js';

export type { CreatePython, PythonReader } from './runtime.js';
export type { ReadPython } from './session.js';

/** Reads modules in one interpreter and closes it. Importing is the only thing that runs. */
export async function readPython(
  inputs: readonly PythonInput[],
  options: OpenPythonOptions,
): Promise<ReadPython> {
  const session = openPython(options);
  try {
    return await session.read(inputs);
  } finally {
    await session.close();
  }
}
