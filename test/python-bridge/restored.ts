/** Runtimes whose interpreters all start from one snapshot, as those do that come after the first. */
import { nodeWorker } from '../../python-bridge/pyodide/node-worker-port.js';
import { findPyodide } from '../../python-bridge/pyodide/peer.js';
import { checkVersion } from '../../python-bridge/pyodide/version.js';
import type { OnReport } from '../../python-bridge/runtime/boot-report.js';
import { findLibrary, findWorkerFile, readHost } from '../../python-bridge/runtime/files.js';
import { HostRuntime } from '../../python-bridge/runtime/host-runtime.js';
import type { SnapshotKeeper } from '../../python-bridge/runtime/snapshot-keeper.js';
import { WorkerInterpreter } from '../../python-bridge/runtime/worker-interpreter.js';
import type { PythonModule, PythonRuntime } from '../../src/run/python/python-runtime.js';

// Read once: a snapshot is of one host.
const PLACE = { ...findPyodide(), hostFiles: readHost(), library: findLibrary() };

/** What `createPyodide` makes, over a snapshot that more than one runtime uses. */
export function createOver(
  keeper: SnapshotKeeper,
  modules: Readonly<Record<string, PythonModule>>,
  onReport: OnReport = () => undefined,
): PythonRuntime {
  const settings = {
    bootTimeoutMs: 60_000,
    onBoot: keeper.listen(onReport),
    checkReady: checkVersion,
  };
  const spawn = (): WorkerInterpreter => {
    const boot = { ...PLACE, memoryLimitMb: 2_048, snapshot: keeper.next };
    return new WorkerInterpreter(nodeWorker(findWorkerFile(), boot), settings);
  };
  return new HostRuntime({ placement: 'pyodide', spawn, modules });
}
