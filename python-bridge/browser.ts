/**
 * `millrace/python`: Python functions in a browser.
 *
 * Python runs in a Web Worker, or in the thread that asks. It has no DOM there; what it can reach
 * of the network and the origin's storage is limited by the page's Content-Security-Policy alone.
 */
import { MillraceError } from '../src/errors.js';
import type { PythonRuntime } from '../src/run/python/python-runtime.js';
import { readPackageOptions, type PackageOptions } from './packages/package-options.js';
import { PYODIDE_VERSION } from './pyodide/version.js';
import type { CreateWebRuntime } from './pyodide/web-runtime.js';
import { createLanes } from './runtime/lanes.js';
import { LazyRuntime } from './runtime/lazy-runtime.js';
import { readMemoryLimit, type MemoryOptions } from './runtime/memory-limit.js';
import { readOptions, type PythonOptions } from './runtime/options.js';
import { shield } from './runtime/report-boot.js';
import { readSandbox, type SandboxOptions } from './runtime/sandbox-option.js';

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
  const { workers, ...read } = readOptions(options);
  const settings = {
    ...read,
    packages: readPackageOptions(options),
    memoryLimitMb: readMemoryLimit(options),
    isSandboxed: readSandbox(options, options),
    onBoot: shield(options.onBoot),
    indexURL: options.indexURL,
    stdLibURL: options.stdLibURL,
    worker: options.worker,
  };
  checkIndexUrl(options.indexURL);
  let create: Promise<CreateWebRuntime> | undefined;
  const load = async (): Promise<PythonRuntime> => {
    create ??= import('./pyodide/web-runtime.js').then(({ webRuntimes }) => webRuntimes(settings));
    create.catch(() => (create = undefined));
    return (await create)();
  };
  return createLanes(workers, () => new LazyRuntime('pyodide', load));
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
