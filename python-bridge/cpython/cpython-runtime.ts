/** The runtimes of an installed CPython: what they share, and how each starts. */
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { findHostFolder } from '../runtime/files.js';
import { LONGEST_MS } from '../runtime/alarm.js';
import { HostRuntime } from '../runtime/host-runtime.js';
import { reportReady, shield } from '../runtime/report-boot.js';
import { WorkerInterpreter } from '../runtime/worker-interpreter.js';
import type { OpenWorker } from '../runtime/worker-port.js';
import type { CPythonPlace } from './child-port.js';
import type { CPythonOptions, ReadCPythonOptions } from './options.js';

/** The options of `createCPython`, checked. */
export interface CPythonRuntimeOptions extends Omit<ReadCPythonOptions, 'workers'> {
  readonly onBoot: CPythonOptions['onBoot'];
  readonly onPrinted: CPythonOptions['onPrinted'];
}

/** Makes one of them. */
export type CreateCPythonRuntime = () => PythonRuntime;

/** Runtimes of one interpreter each, which share an environment. */
export function cpythonRuntimes(options: CPythonRuntimeOptions): CreateCPythonRuntime {
  const { modules, venv, onBoot: hear, onPrinted, ...settings } = options;
  const onBoot = shield(hear);
  const place: CPythonPlace = {
    ...settings,
    hostFolder: findHostFolder(),
    onPrinted: shield(onPrinted ?? ((line) => void process.stderr.write(`${line}\n`))),
  };
  const onStep = (message: string): void => onBoot({ type: 'environment', message });
  const open = lazily(async () => {
    if (venv === undefined) return (await import('./child-port.js')).cpythonChild(place);
    return (await import('./venv-port.js')).venvChild(place, { venv, onStep });
  });
  const spawn = (): WorkerInterpreter =>
    new WorkerInterpreter(open, {
      // The process counts the time of its own start: an installation may take as long as it takes.
      bootTimeoutMs: LONGEST_MS,
      // It has looked at its version itself, before anything else.
      checkReady: () => undefined,
    });
  const start = reportReady(spawn, onBoot);
  return () => new HostRuntime({ placement: 'cpython', spawn: start, modules });
}

/** Who runs Python in Pyodide alone loads nothing of this room. */
function lazily(load: () => Promise<OpenWorker>): OpenWorker {
  let loaded: Promise<OpenWorker> | undefined;
  return async (listener) => {
    loaded ??= load();
    return (await loaded)(listener);
  };
}
