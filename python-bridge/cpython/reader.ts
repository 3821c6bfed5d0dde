/**
 * Reads modules in a CPython of the user's: one whose packages are needed. Only reading; running
 * nodes in it is another matter. It stands beside `pyodide/`, whose runtime and interpreter it
 * shares, because the process is one more kind of worker.
 */
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { findHostFolder } from '../runtime/files.js';
import { HostRuntime } from '../runtime/host-runtime.js';
import { WorkerInterpreter } from '../runtime/worker-interpreter.js';
import { cpythonChild } from './child-port.js';

/** Which CPython reads. */
export interface CPythonOptions {
  /** A command or a path; Python 3.10 or later: `python3`, `.venv/bin/python`. */
  readonly interpreter: string;
  /** Folders in which it looks for modules first. @default none */
  readonly searchPath?: readonly string[];
  /** Milliseconds that its start may take. @default 60_000 */
  readonly bootTimeoutMs?: number;
}

/** The calls of a runtime that reading needs. */
export type CPythonReader = Pick<
  PythonRuntime,
  'boot' | 'addModules' | 'introspect' | 'findImports' | 'close'
>;

/**
 * An interpreter of its own process, started at the first call. Its errors: `python-not-found`,
 * `python-too-old`, `python-boot-failed`, `python-crashed`.
 */
export function openCPython(options: CPythonOptions): CPythonReader {
  const { interpreter, searchPath = [], bootTimeoutMs = 60_000 } = options;
  const open = cpythonChild({ interpreter, searchPath, hostFolder: findHostFolder() });
  return new HostRuntime({
    placement: 'cpython',
    spawn: () => new WorkerInterpreter(open, { bootTimeoutMs, checkReady: () => undefined }),
    modules: {},
  });
}
