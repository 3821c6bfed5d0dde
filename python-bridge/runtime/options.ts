/** The options that Python in Node and Python in the browser have in common. */
import { MillraceError } from '../../src/errors.js';
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
  /** Milliseconds that a start may take; usually it is 2 to 5 seconds. @default 60_000 */
  readonly bootTimeoutMs?: number;
}

/** The options with every default in place. */
export interface ReadOptions {
  readonly modules: Readonly<Record<string, PythonModule>>;
  readonly thread: 'worker' | 'main';
  readonly bootTimeoutMs: number;
}

const DEFAULTS = { thread: 'worker', bootTimeoutMs: 60_000 } as const;

/** The longest time a timer can wait. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/** Checks and completes the options. @throws MillraceError `option-invalid` */
export function readOptions(options: PythonOptions): ReadOptions {
  const { thread = DEFAULTS.thread, bootTimeoutMs = DEFAULTS.bootTimeoutMs } = options;
  if (thread !== 'worker' && thread !== 'main') {
    throw invalidOption('thread', '"worker" or "main"', thread);
  }
  if (!(bootTimeoutMs > 0) || bootTimeoutMs > MAX_TIMEOUT) {
    const expected = `a number of milliseconds from 1 to ${MAX_TIMEOUT}`;
    throw invalidOption('bootTimeoutMs', expected, bootTimeoutMs);
  }
  return { thread, bootTimeoutMs, modules: toModules(options.modules ?? {}) };
}

/** The error of an option that is not what it has to be. */
export function invalidOption(option: string, expected: string, got: unknown): MillraceError {
  return new MillraceError(
    'option-invalid',
    `createPyodide: expected ${option} to be ${expected}, got ${String(got)}`,
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
