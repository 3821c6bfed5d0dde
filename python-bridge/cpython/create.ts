/** An installed CPython as a runtime. */
import type { PythonRuntime } from '../../src/run/python/python-runtime.js';
import { createLanes } from '../runtime/lanes.js';
import { LazyRuntime } from '../runtime/lazy-runtime.js';
import type { CreateCPythonRuntime } from './cpython-runtime.js';
import { readCPythonOptions, type CPythonOptions } from './options.js';

/**
 * A CPython that is installed on this machine, or in a virtual environment which is made at the
 * first start, for a JobRunner or the codegen. It is a process of its own. Nothing starts before the
 * first call; a runtime that was created belongs to its creator, who closes it. Without `close()` an
 * idle interpreter still lets this process end, and ends with it.
 *
 * @example
 * ```ts
 * const python = createCPython({
 *   modules: { math: { source, file: 'nodes/math.py' } },
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
  const { workers, ...settings } = readCPythonOptions(options);
  const { onBoot, onPrinted } = options;
  let create: Promise<CreateCPythonRuntime> | undefined;
  const load = async (): Promise<PythonRuntime> => {
    create ??= import('./cpython-runtime.js').then(({ cpythonRuntimes }) =>
      cpythonRuntimes({ ...settings, onBoot, onPrinted }),
    );
    create.catch(() => (create = undefined));
    return (await create)();
  };
  return createLanes(workers, () => new LazyRuntime('cpython', load));
}
