/**
 * `millrace/python`: Python functions in a browser.
 *
 * Python runs in a Web Worker, or in the thread that asks. It has no DOM there; what it can reach
 * of the network and the origin's storage is limited by the page's Content-Security-Policy alone.
 */
import { MillraceError } from '../src/errors.js';
import type { PythonRuntime } from '../src/run/python/python-runtime.js';
import {
  readPackageOptions,
  type PackageOptions,
  type ReadPackages,
} from './packages/package-options.js';
import type { PackageSupply } from './packages/package-supply.js';
import { splitReports } from './runtime/boot-report.js';
import { readMemoryLimit, type MemoryOptions } from './runtime/memory-limit.js';
import { readSandbox, type SandboxOptions } from './runtime/sandbox-option.js';
import type { OpenWorker } from './runtime/worker-port.js';
import { createPackageBoot } from './runtime/package-boot.js';
import type { Interpreter } from './runtime/interpreter.js';
import { createLanes } from './runtime/lanes.js';
import { invalidOption, readOptions, type PythonOptions } from './runtime/options.js';
import { reportReady, shield } from './runtime/report-boot.js';
import { SnapshotKeeper } from './runtime/snapshot-keeper.js';
import { HostRuntime } from './runtime/host-runtime.js';
import { ThreadInterpreter, type SessionLoader } from './runtime/thread-interpreter.js';
import { libraryName } from './pyodide/library-name.mjs';
import { checkVersion, PYODIDE_VERSION } from './pyodide/version.js';
import type { WebBoot } from './pyodide/web-session.js';
import { startInlineWorker, webWorker } from './pyodide/web-worker-port.js';
import { WorkerInterpreter } from './runtime/worker-interpreter.js';

export type { BootEvent } from './runtime/boot-event.js';
export type { PackageOptions, PackageSource } from './packages/package-options.js';
export type { MemoryOptions } from './runtime/memory-limit.js';
export type { SandboxOptions } from './runtime/sandbox-option.js';
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
export interface PyodideOptions
  extends PythonOptions, PackageOptions, MemoryOptions, SandboxOptions {
  /**
   * The folder with Pyodide's files, as a URL; a relative one is relative to the page. With the
   * plugin of `millrace/vite`: `import { indexURL } from 'virtual:millrace/pyodide'`. Elsewhere
   * copy the files of the npm package `pyodide` to where the page can load them.
   */
  readonly indexURL: string;
  /**
   * Python's own modules as bytecode, with which the first start takes less than half the time: the
   * URL of the file `python-stdlib-314.0.7.zip` of this package, relative to `indexURL`. Where it
   * isn't there, Python starts with Pyodide's own. `null` does not look for it.
   * @default the file of that name in `indexURL`, where the plugin of `millrace/vite` has it
   */
  readonly stdLibURL?: string | null;
  /**
   * Makes the worker, a new one at each call, from the file `millrace/python/worker`, as a module
   * worker. Needed only where a Content-Security-Policy forbids `blob:` workers.
   * @default a worker whose script is part of this module
   */
  readonly worker?: () => Worker;
}

/**
 * A Python interpreter (Pyodide, CPython compiled to WebAssembly) for a JobRunner, in a Web Worker
 * or in this thread. Nothing starts and nothing is loaded before the first call; a runtime that was
 * created belongs to its creator, who closes it. A page that is left takes it along.
 *
 * @example
 * ```ts
 * import { createPyodide } from 'millrace/python';
 *
 * const python = createPyodide({
 *   indexURL: '/pyodide/',
 *   modules: { math: { source, file: 'nodes/math.py' } },
 *   onBoot: (event) => console.log(event.type),
 * });
 * await python.boot();
 * ```
 *
 * @throws MillraceError `option-invalid`; its calls reject with `python-boot-failed` when Pyodide's
 * files are not at `indexURL`
 */
export function createPyodide(options: PyodideOptions): PythonRuntime {
  const { thread, bootTimeoutMs, workers, modules } = readOptions(options);
  const packageOptions = readPackageOptions(options);
  const memoryLimitMb = readMemoryLimit(options);
  const isSandboxed = readSandbox(options, options);
  checkIndexUrl(options.indexURL);
  const onBoot = shield(options.onBoot);
  const packages = createPackageBoot(packageOptions, openPackages, onBoot);
  const snapshot = new SnapshotKeeper();
  const onReport = snapshot.listen(packages?.onReport ?? splitReports(onBoot, () => undefined));
  const onPrinted = (line: string): void => console.info(line);
  const boot = async (): Promise<WebBoot> => {
    const { readWebHost } = await import('./pyodide/web-host.js');
    const indexUrl = toFolderUrl(options.indexURL);
    const library = toLibraryUrl(options.stdLibURL, indexUrl);
    const own = { packages: await packages?.load(), memoryLimitMb };
    return { indexUrl, library, hostFiles: await readWebHost(), ...own };
  };
  const bootWorker = async (): Promise<WebBoot> => ({
    ...(await boot()),
    snapshot: snapshot.next,
  });
  const open = isSandboxed
    ? openSandbox(bootWorker)
    : webWorker(options.worker ?? inlineWorker, bootWorker);
  const load: SessionLoader = async (hooks) => {
    const { createWebSession } = await import('./pyodide/web-session.js');
    return createWebSession(await boot(), { ...hooks, onBoot: onReport, onPrinted });
  };
  const spawn = (): Interpreter =>
    thread === 'main'
      ? new ThreadInterpreter({ load, bootTimeoutMs, checkReady: checkVersion })
      : new WorkerInterpreter(open, { bootTimeoutMs, onBoot: onReport, checkReady: checkVersion });
  const start = reportReady(spawn, onBoot);
  return createLanes(
    workers,
    () => new HostRuntime({ placement: 'pyodide', spawn: start, modules }),
  );
}

async function openPackages(options: ReadPackages): Promise<PackageSupply> {
  const [{ PackageSupply: Supply }, { webAccess }] = await Promise.all([
    import('./packages/package-supply.js'),
    import('./packages/web-access.js'),
  ]);
  return new Supply(options, webAccess);
}

function openSandbox(boot: () => Promise<WebBoot>): OpenWorker {
  return async (listener) => {
    const { sandboxWorker } = await import('./pyodide/sandbox-port.js');
    return sandboxWorker(boot)(listener);
  };
}

async function inlineWorker(): Promise<Worker> {
  const { workerText } = await import('./pyodide/worker-text.mjs');
  return startInlineWorker(workerText);
}

function checkIndexUrl(indexURL: unknown): void {
  if (typeof indexURL === 'string' && indexURL !== '') return;
  throw new MillraceError(
    'option-invalid',
    `createPyodide: expected indexURL to be the URL of the folder with Pyodide's files, got ` +
      `${String(indexURL)}; either add the plugin of millrace/vite and ` +
      "import { indexURL } from 'virtual:millrace/pyodide', or copy the files of the npm package " +
      `pyodide@${PYODIDE_VERSION} to where the page can load them and pass that folder's URL`,
    { details: { option: 'indexURL' } },
  );
}

function toLibraryUrl(stdLibURL: string | null | undefined, indexUrl: string): string | undefined {
  if (stdLibURL === null) return undefined;
  return new URL(stdLibURL ?? libraryName(PYODIDE_VERSION), indexUrl).href;
}

/** Absolute, for a worker made of a text has no place that a relative one could start from. */
function toFolderUrl(indexURL: string): string {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  const folder = indexURL.endsWith('/') ? indexURL : `${indexURL}/`;
  try {
    return new URL(folder, base).href;
  } catch {
    throw invalidOption('indexURL', `a URL that can be resolved from ${base}`, indexURL);
  }
}
