/** The runtimes of `millrace/python`: what their interpreters share, and how each starts. */
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import type { ReadPackages } from '../packages/package-options.js';
import type { PackageSupply } from '../packages/package-supply.js';
import type { OnBoot } from '../runtime/boot-event.js';
import { splitReports } from '../runtime/boot-report.js';
import { HostRuntime } from '../runtime/host-runtime.js';
import type { Interpreter } from '../runtime/interpreter.js';
import { invalidOption, type ReadOptions } from '../runtime/options.js';
import { createPackageBoot } from '../runtime/package-boot.js';
import { reportReady } from '../runtime/report-boot.js';
import { SnapshotKeeper } from '../runtime/snapshot-keeper.js';
import { ThreadInterpreter, type SessionLoader } from '../runtime/thread-interpreter.js';
import { WorkerInterpreter } from '../runtime/worker-interpreter.js';
import type { OpenWorker } from '../runtime/worker-port.js';
import { libraryName } from './library-name.mjs';
import { checkVersion, PYODIDE_VERSION } from './version.js';
import type { WebBoot } from './web-session.js';
import { startInlineWorker, webWorker } from './web-worker-port.js';

/** The options of `createPyodide` in a browser, checked. */
export interface WebRuntimeOptions extends Omit<ReadOptions, 'workers'> {
  readonly packages: ReadPackages;
  readonly memoryLimitMb: number;
  readonly isSandboxed: boolean;
  /** May not throw. */
  readonly onBoot: OnBoot;
  readonly indexURL: string;
  readonly stdLibURL: string | null | undefined;
  readonly worker: (() => Worker) | undefined;
}

/** Makes one of them. */
export type CreateWebRuntime = () => PythonRuntime;

/** Runtimes of one interpreter each, which share packages and snapshot. */
export function webRuntimes(options: WebRuntimeOptions): CreateWebRuntime {
  const { thread, bootTimeoutMs, memoryLimitMb, modules, onBoot } = options;
  const packages = createPackageBoot(options.packages, openPackages, onBoot);
  const snapshot = new SnapshotKeeper();
  const onReport = snapshot.listen(packages?.onReport ?? splitReports(onBoot, () => undefined));
  const onPrinted = (line: string): void => console.info(line);
  const boot = async (): Promise<WebBoot> => {
    const { readWebHost } = await import('./web-host.js');
    const indexUrl = toFolderUrl(options.indexURL);
    const library = toLibraryUrl(options.stdLibURL, indexUrl);
    const own = { packages: await packages?.load(), memoryLimitMb };
    return { indexUrl, library, hostFiles: await readWebHost(), ...own };
  };
  const bootWorker = async (): Promise<WebBoot> => ({
    ...(await boot()),
    snapshot: snapshot.next,
  });
  const open = options.isSandboxed
    ? openSandbox(bootWorker)
    : webWorker(options.worker ?? inlineWorker, bootWorker);
  const load: SessionLoader = async (hooks) => {
    const { createWebSession } = await import('./web-session.js');
    return createWebSession(await boot(), { ...hooks, onBoot: onReport, onPrinted });
  };
  const spawn = (): Interpreter =>
    thread === 'main'
      ? new ThreadInterpreter({ load, bootTimeoutMs, checkReady: checkVersion })
      : new WorkerInterpreter(open, { bootTimeoutMs, onBoot: onReport, checkReady: checkVersion });
  const start = reportReady(spawn, onBoot);
  return () => new HostRuntime({ placement: 'pyodide', spawn: start, modules });
}

async function openPackages(options: ReadPackages): Promise<PackageSupply> {
  const [{ PackageSupply: Supply }, { webAccess }] = await Promise.all([
    import('../packages/package-supply.js'),
    import('../packages/web-access.js'),
  ]);
  return new Supply(options, webAccess);
}

function openSandbox(boot: () => Promise<WebBoot>): OpenWorker {
  return async (listener) => {
    const { sandboxWorker } = await import('./sandbox-port.js');
    return sandboxWorker(boot)(listener);
  };
}

async function inlineWorker(): Promise<Worker> {
  const { workerText } = await import('./worker-text.mjs');
  return startInlineWorker(workerText);
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
