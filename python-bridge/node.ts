/**
 * `millrace/python/node`: Python functions from Node.
 *
 * Python run here is trusted code: it can reach this process, its files and its network.
 */
import type { PythonRuntime } from '../src/run/python/python-runtime.js';
import { findLibrary, findWorkerFile, readHost } from './runtime/files.js';
import {
  readPackageOptions,
  type PackageOptions,
  type ReadPackages,
} from './packages/package-options.js';
import type { PackageSupply } from './packages/package-supply.js';
import { nodeWorker } from './pyodide/node-worker-port.js';
import { readOptions, type PythonOptions } from './runtime/options.js';
import type { Interpreter } from './runtime/interpreter.js';
import { createLanes } from './runtime/lanes.js';
import { findPyodide } from './pyodide/peer.js';
import { checkVersion } from './pyodide/version.js';
import { readMemoryLimit, type MemoryOptions } from './runtime/memory-limit.js';
import { createPackageBoot } from './runtime/package-boot.js';
import type { OpenWorker } from './runtime/worker-port.js';
import { splitReports } from './runtime/boot-report.js';
import { reportReady, shield } from './runtime/report-boot.js';
import { SnapshotKeeper } from './runtime/snapshot-keeper.js';
import { HostRuntime } from './runtime/host-runtime.js';
import { createSession, loadFrom } from './pyodide/session.mjs';
import { ThreadInterpreter, type SessionLoader } from './runtime/thread-interpreter.js';
import { WorkerInterpreter } from './runtime/worker-interpreter.js';

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
  const { thread, bootTimeoutMs, workers, modules } = readOptions(options);
  const onBoot = shield(options.onBoot);
  const packages = createPackageBoot(readPackageOptions(options), openPackages, onBoot);
  const place = findPyodide(options.indexURL);
  const memoryLimitMb = readMemoryLimit(options);
  const host = { hostFiles: readHost(), library: findLibrary(), memoryLimitMb };
  const snapshot = new SnapshotKeeper();
  const onReport = snapshot.listen(packages?.onReport ?? splitReports(onBoot, () => undefined));
  const load: SessionLoader = async (hooks) =>
    createSession({
      ...hooks,
      ...host,
      onBoot: onReport,
      packages: await packages?.load(),
      load: loadFrom(place, onReport),
    });
  const open: OpenWorker = async (listener) => {
    const own = { packages: await packages?.load(), snapshot: snapshot.next };
    return nodeWorker(findWorkerFile(), { ...place, ...host, ...own })(listener);
  };
  const settings = { bootTimeoutMs, onBoot: onReport, checkReady: checkVersion };
  const spawn = (): Interpreter =>
    thread === 'main'
      ? new ThreadInterpreter({ load, ...settings })
      : new WorkerInterpreter(open, settings);
  const start = reportReady(spawn, onBoot);
  return createLanes(
    workers,
    () => new HostRuntime({ placement: 'pyodide', spawn: start, modules }),
  );
}

async function openPackages(options: ReadPackages): Promise<PackageSupply> {
  const [{ PackageSupply: Supply }, { nodeAccess }] = await Promise.all([
    import('./packages/package-supply.js'),
    import('./packages/node-access.js'),
  ]);
  return new Supply(options, nodeAccess);
}
