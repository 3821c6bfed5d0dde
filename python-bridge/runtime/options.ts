/** The options that Python in Node and Python in the browser have in common. */
import { MillraceError } from '../../src/errors.js';
import { LONGEST_MS } from './alarm.js';
import type { BootEvent } from './boot-event.js';
import type { PythonModule } from '../../src/run/python/python-runtime.js';

/** How `createPyodide` sets its interpreter up, wherever it runs. */
export interface PythonOptions {
  /**
   * The modules Python can import, by dotted name: the `python` export of a generated file. A bare
   * text is a source whose file name is made from its module name.
   * @default {}
   */
  readonly modules?: Readonly<Record<string, PythonModule | string>>;
  /**
   * `worker`: Python never blocks this thread, and a run can be stopped whatever it is doing.
   * `main`: Python runs in this thread, so that graphs can run in sync mode.
   * @default "worker"
   */
  readonly thread?: 'worker' | 'main';
  /**
   * Hears how far each boot has come, the first and those after an abort: in a browser `download`
   * events; then `compile`, or `restore` where an earlier boot of this runtime left its memory;
   * `install` for each package; then `ready` or `failed`. What it throws is reported as an uncaught error in a
   * browser, on standard error in Node, and changes nothing.
   */
  readonly onBoot?: (event: BootEvent) => void;
  /** Milliseconds that a start may take; usually it is 2 to 5 seconds. @default 60_000 */
  readonly bootTimeoutMs?: number;
  /**
   * Interpreters, 1 to 16, so that CPU-bound modules run at the same time. Each module stays in one
   * of them; a value that goes from one to another is copied, as it is on its way to JavaScript.
   * Each costs its memory and its start, at its first use. More than 1 needs `thread: 'worker'`.
   * @default 1
   */
  readonly workers?: number;
}

/** The options with every default in place. */
export interface ReadOptions {
  readonly modules: Readonly<Record<string, PythonModule>>;
  readonly thread: 'worker' | 'main';
  readonly bootTimeoutMs: number;
  readonly workers: number;
}

const DEFAULTS = { thread: 'worker', bootTimeoutMs: 60_000, workers: 1 } as const;

const MAX_WORKERS = 16;

/**
 * Checks and completes the options.
 *
 * @param caller The function that was given them, for messages.
 * @throws MillraceError `option-invalid`
 */
export function readOptions(options: PythonOptions, caller?: string): ReadOptions {
  const { thread = DEFAULTS.thread, bootTimeoutMs = DEFAULTS.bootTimeoutMs } = options;
  if (thread !== 'worker' && thread !== 'main') {
    throw invalidOption('thread', '"worker" or "main"', thread, caller);
  }
  if (!(bootTimeoutMs > 0) || bootTimeoutMs > LONGEST_MS) {
    const expected = `a number of milliseconds from 1 to ${LONGEST_MS}`;
    throw invalidOption('bootTimeoutMs', expected, bootTimeoutMs, caller);
  }
  const workers = readWorkers(options.workers, caller);
  if (thread === 'main' && workers > 1) {
    throw invalidOption('workers', "1 with thread: 'main', which is one thread", workers);
  }
  return { thread, bootTimeoutMs, workers, modules: toModules(options.modules ?? {}) };
}

/** The option `workers` with its default. @throws MillraceError `option-invalid` */
function readWorkers(workers: number = DEFAULTS.workers, caller?: string): number {
  if (Number.isInteger(workers) && workers >= 1 && workers <= MAX_WORKERS) return workers;
  throw invalidOption('workers', `an integer from 1 to ${MAX_WORKERS}`, workers, caller);
}

/** The error of an option that is not what it has to be. */
export function invalidOption(
  option: string,
  expected: string,
  got: unknown,
  caller = 'createPyodide',
): MillraceError {
  return new MillraceError(
    'option-invalid',
    `${caller}: expected ${option} to be ${expected}, got ${String(got)}`,
    { details: { option } },
  );
}

function toModules(
  modules: Readonly<Record<string, PythonModule | string>>,
): Readonly<Record<string, PythonModule>> {
  return Object.fromEntries(
    Object.entries(modules).map(([name, module]) => [
      name,
      typeof module === 'string'
        ? { source: module, file: `${name.replaceAll('.', '/')}.py` }
        : { source: module.source, file: module.file },
    ]),
  );
}
