/** An installed CPython as a runtime. */
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { findHostFolder } from '../runtime/files.js';
import { HostRuntime } from '../runtime/host-runtime.js';
import { createLanes } from '../runtime/lanes.js';
import { WorkerInterpreter } from '../runtime/worker-interpreter.js';
import type { OpenWorker } from '../runtime/worker-port.js';
import type { CPythonPlace } from './child-port.js';
import { readCPythonOptions, type CPythonOptions } from './options.js';

/** The longest time a timer can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * A CPython that is installed on this machine, or in a virtual environment which is made at the
 * first start, for a JobRunner or the codegen. It is a process of its own. Nothing starts before the
 * first call; a runtime that was created belongs to its creator, who closes it. Without `close()` an
 * idle interpreter still lets this process end, and ends with it.
 *
 * @example
 * ```ts
 * const python = createCPython({
 *   modules,
 *   venv: { folder: '.venv-nodes', requirements: ['numpy>=2'] },
 *   onBoot: (event) => console.log(event),
 * });
 * ```
 *
 * @throws MillraceError `option-invalid`; its calls reject with `python-not-found`,
 * `python-too-old`, `python-boot-failed`, `python-boot-timeout`, and with `venv` also with
 * `python-venv-failed`, `python-package-missing`, `python-install-failed`
 */
export function createCPython(options: CPythonOptions = {}): PythonRuntime {
  const { modules, workers, venv, ...settings } = readCPythonOptions(options);
  const onBoot = shield(options.onBoot);
  const place: CPythonPlace = {
    ...settings,
    hostFolder: findHostFolder(),
    onPrinted: shield(options.onPrinted ?? ((line) => void process.stderr.write(`${line}\n`))),
  };
  const onStep = (message: string): void => onBoot({ type: 'environment', message });
  const open = lazily(async () => {
    if (venv === undefined) return (await import('./child-port.js')).cpythonChild(place);
    return (await import('./venv-port.js')).venvChild(place, { venv, onStep });
  });
  const spawn = (): WorkerInterpreter => {
    const began = performance.now();
    return new WorkerInterpreter(open, {
      // The process counts the time of its own start: an installation may take as long as it takes.
      bootTimeoutMs: LONGEST_MS,
      checkReady: () => onBoot({ type: 'ready', durationMs: performance.now() - began }),
    });
  };
  return createLanes(workers, () => new HostRuntime({ placement: 'cpython', spawn, modules }));
}

/** Who runs Python in Pyodide alone loads nothing of this room. */
function lazily(load: () => Promise<OpenWorker>): OpenWorker {
  let loaded: Promise<OpenWorker> | undefined;
  return async (listener) => {
    loaded ??= load();
    return (await loaded)(listener);
  };
}

/** A listener whose throw stops nothing, and is not lost either. */
function shield<T>(listener: ((said: T) => void) | undefined): (said: T) => void {
  return (said) => {
    try {
      listener?.(said);
    } catch (error) {
      console.error(error);
    }
  };
}
