/**
 * `millrace/python/node`: Python functions from Node.
 *
 * Python run here is trusted code: it can reach this process, its files and its network.
 */
import type { PythonRuntime } from '../src/run/python/python-runtime.js';
import { readPackageOptions, type PackageOptions } from './packages/package-options.js';
import type { CreateNodeRuntime } from './pyodide/node-runtime.js';
import { findPyodide } from './pyodide/peer.js';
import { createLanes } from './runtime/lanes.js';
import { LazyRuntime } from './runtime/lazy-runtime.js';
import { readMemoryLimit, type MemoryOptions } from './runtime/memory-limit.js';
import { readOptions, type PythonOptions } from './runtime/options.js';
import { shield } from './runtime/report-boot.js';

export { createCPython } from './cpython/create.js';
export type { CPythonBootEvent, CPythonOptions, VenvOptions } from './cpython/options.js';
export type { PackageOptions, PackageSource } from './packages/package-options.js';
export type { BootEvent } from './runtime/boot-event.js';
export type { MemoryOptions } from './runtime/memory-limit.js';
export type { PythonOptions } from './runtime/options.js';
export type {
  Batch,
  BatchArgument,
  BatchKeep,
  BatchListener,
  BatchNode,
  BatchResult,
  BatchSource,
  HandleRef,
  LiveModule,
  LiveSource,
  LogLevel,
  ModuleIntrospection,
  NodeOutcome,
  Preview,
  PythonModule,
  PythonRuntime,
  RemoteOutput,
  RuntimeUsage,
  SyncPython,
} from '../src/run/python/python-runtime.js';

/** How {@link createPyodide} sets its interpreter up. */
export interface PyodideOptions extends PythonOptions, PackageOptions, MemoryOptions {
  /**
   * The folder with Pyodide's files, as a path or `file:` URL.
   * @default the folder of the installed package `pyodide`
   */
  readonly indexURL?: string;
}

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
  const { workers, ...read } = readOptions(options);
  const settings = {
    ...read,
    packages: readPackageOptions(options),
    memoryLimitMb: readMemoryLimit(options),
    onBoot: shield(options.onBoot),
    place: findPyodide(options.indexURL),
  };
  let create: Promise<CreateNodeRuntime> | undefined;
  const load = async (): Promise<PythonRuntime> => {
    create ??= import('./pyodide/node-runtime.js').then(({ nodeRuntimes }) =>
      nodeRuntimes(settings),
    );
    create.catch(() => (create = undefined));
    return (await create)();
  };
  return createLanes(workers, () => new LazyRuntime('pyodide', load));
}
