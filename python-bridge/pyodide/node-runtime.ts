/** The runtimes of `millrace/python/node` on Pyodide: what their interpreters share, how each starts. */
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import type { ReadPackages } from '../packages/package-options.js';
import type { PackageSupply } from '../packages/package-supply.js';
import type { OnBoot } from '../runtime/boot-event.js';
import { splitReports } from '../runtime/boot-report.js';
import { findLibrary, findWorkerFile, readHost } from '../runtime/files.js';
import { HostRuntime } from '../runtime/host-runtime.js';
import type { Interpreter } from '../runtime/interpreter.js';
import type { ReadOptions } from '../runtime/options.js';
import { createPackageBoot } from '../runtime/package-boot.js';
import { reportReady } from '../runtime/report-boot.js';
import { SnapshotKeeper } from '../runtime/snapshot-keeper.js';
import { ThreadInterpreter, type SessionLoader } from '../runtime/thread-interpreter.js';
import { WorkerInterpreter } from '../runtime/worker-interpreter.js';
import type { OpenWorker } from '../runtime/worker-port.js';
import { nodeWorker } from './node-worker-port.js';
import type { PyodidePlace } from './peer.js';
import { createSession, loadFrom } from './session.mjs';
import { checkVersion } from './version.js';

/** The options of `createPyodide` in Node, checked. */
export interface NodeRuntimeOptions extends Omit<ReadOptions, 'workers'> {
  readonly packages: ReadPackages;
  readonly memoryLimitMb: number;
  /** May not throw. */
  readonly onBoot: OnBoot;
  readonly place: PyodidePlace;
}

/** Makes one of them. */
export type CreateNodeRuntime = () => PythonRuntime;

/** Runtimes of one interpreter each, which share packages and snapshot. */
export function nodeRuntimes(options: NodeRuntimeOptions): CreateNodeRuntime {
  const { thread, bootTimeoutMs, memoryLimitMb, modules, place, onBoot } = options;
  const packages = createPackageBoot(options.packages, openPackages, onBoot);
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
  return () => new HostRuntime({ placement: 'pyodide', spawn: start, modules });
}

async function openPackages(options: ReadPackages): Promise<PackageSupply> {
  const [{ PackageSupply: Supply }, { nodeAccess }] = await Promise.all([
    import('../packages/package-supply.js'),
    import('../packages/node-access.js'),
  ]);
  return new Supply(options, nodeAccess);
}
