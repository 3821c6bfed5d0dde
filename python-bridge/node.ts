/**
 * `millrace/python/node`: Python functions from Node.
 *
 * Python run here is trusted code: it can reach this process, its files and its network.
 */
import { MillraceError } from '../src/errors.js';
import type { PythonModule, PythonRuntime } from '../src/run/python-runtime.js';
import { findWorkerFile, readHostFiles } from './pyodide/files.js';
import { findPyodide } from './pyodide/peer.js';
import { createRuntime } from './pyodide/runtime.js';
import { createThreadInterpreter } from './pyodide/thread-interpreter.js';
import { createWorkerInterpreter } from './pyodide/worker-interpreter.js';

export type {
  Batch,
  BatchArgument,
  BatchKeep,
  BatchListener,
  BatchNode,
  BatchResult,
  BatchSource,
  HandleRef,
  LogLevel,
  ModuleIntrospection,
  NodeOutcome,
  Preview,
  PythonModule,
  PythonRuntime,
  RemoteOutput,
  SyncPython,
} from '../src/run/python-runtime.js';

/** How {@link createPyodide} sets its interpreter up. */
export interface PyodideOptions {
  /**
   * The modules Python can import, by dotted name: the `python` export of a generated file. A bare
   * text is a source whose file name is made from its module name.
   * @default {}
   */
  readonly modules?: Readonly<Record<string, PythonModule | string>>;
  /**
   * `worker`: Python never blocks this thread, and a run can be stopped whatever it is doing.
   * `main`: Python runs in this thread, so that graphs can run in sync mode.
   * @default "worker"
   */
  readonly thread?: 'worker' | 'main';
  /** Milliseconds that a start may take; usually it is 2 to 5 seconds. @default 60_000 */
  readonly bootTimeoutMs?: number;
  /**
   * The folder with Pyodide's files, as a path or `file:` URL.
   * @default the folder of the installed package `pyodide`
   */
  readonly indexURL?: string;
}

const DEFAULTS = { thread: 'worker', bootTimeoutMs: 60_000 } as const;

/**
 * A Python interpreter (Pyodide, CPython compiled to WebAssembly) for a JobRunner or the codegen.
 * Nothing starts before the first call; a runtime that was created belongs to its creator, who
 * closes it. Without `close()` an idle interpreter still lets the process end.
 *
 * @example
 * ```ts
 * const python = createPyodide({ modules: { math: { source, file: 'nodes/math.py' } } });
 * try {
 *   const [math] = await python.introspect(['math']);
 * } finally {
 *   await python.close();
 * }
 * ```
 *
 * @throws MillraceError `option-invalid`; `peer-missing` or `peer-version` when the optional peer
 * `pyodide` is not installed, or in another version
 */
export function createPyodide(options: PyodideOptions = {}): PythonRuntime {
  const { thread, bootTimeoutMs } = { ...DEFAULTS, ...options };
  if (thread !== 'worker' && thread !== 'main') {
    throw invalid('thread', '"worker" or "main"', thread);
  }
  if (!(bootTimeoutMs > 0) || bootTimeoutMs > MAX_TIMEOUT) {
    throw invalid(
      'bootTimeoutMs',
      `a number of milliseconds from 1 to ${MAX_TIMEOUT}`,
      bootTimeoutMs,
    );
  }
  const boot = { ...findPyodide(options.indexURL), hostFiles: readHostFiles(), bootTimeoutMs };
  const spawn =
    thread === 'main'
      ? () => createThreadInterpreter(boot)
      : () => createWorkerInterpreter(boot, findWorkerFile());
  return createRuntime(spawn, toModules(options.modules ?? {}));
}

/** The longest time a timer can wait. */
const MAX_TIMEOUT = 2 ** 31 - 1;

function toModules(
  modules: Readonly<Record<string, PythonModule | string>>,
): Readonly<Record<string, PythonModule>> {
  return Object.fromEntries(
    Object.entries(modules).map(([name, module]) => [
      name,
      typeof module === 'string'
        ? { source: module, file: `${name.replaceAll('.', '/')}.py` }
        : { source: module.source, file: module.file },
    ]),
  );
}

function invalid(option: string, expected: string, got: unknown): MillraceError {
  return new MillraceError(
    'option-invalid',
    `createPyodide: expected ${option} to be ${expected}, got ${String(got)}`,
    { details: { option } },
  );
}
