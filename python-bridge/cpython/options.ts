/** The options of an installed CPython, checked and completed. */
import { resolve } from 'node:path';
import type { BootEvent } from '../runtime/boot-event.js';
import { invalidOption, readOptions, type PythonOptions } from '../runtime/options.js';
import type { PythonModule } from '../../src/run/python/python-runtime.js';

/** How `createCPython` sets its interpreter up. Relative paths count from `process.cwd()`. */
export interface CPythonOptions extends Omit<PythonOptions, 'thread' | 'onBoot'> {
  /**
   * A command or a path; Python 3.10 or later: `python3.12`, `.venv/bin/python`. With `venv` the
   * one that the environment is made from.
   * @default "python3", on Windows "python"
   */
  readonly interpreter?: string;
  /** A virtual environment that is made at the first start, with packages installed in it. */
  readonly venv?: VenvOptions;
  /** Folders in which Python looks for modules first. @default none */
  readonly searchPath?: readonly string[];
  /** Variables of its environment, besides those of this process. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder it works in. @default that of this process */
  readonly cwd?: string;
  /**
   * Megabytes of address space that the interpreter may have; beyond them Python raises
   * MemoryError. Not on Windows. numpy takes 110 on two cores, and more on more.
   * @default no limit
   */
  readonly memoryLimitMb?: number;
  /** Hears how far a start has come; what it throws goes to standard error. */
  readonly onBoot?: (event: CPythonBootEvent) => void;
  /**
   * Takes each line that no node printed: of a subprocess, of `os.write`, of a thread whose node has
   * ended.
   * @default this process's standard error
   */
  readonly onPrinted?: (line: string) => void;
}

/** The virtual environment of {@link CPythonOptions}. */
export interface VenvOptions {
  /** Where it is. Missing folders are made; one that something else has made is left alone. */
  readonly folder: string;
  /** Requirements as `pip` reads them (`numpy>=2,<3`), or the path of a file of them. @default [] */
  readonly requirements?: readonly string[] | string;
  /** @default "uv" where that command exists, else "pip" */
  readonly installer?: 'uv' | 'pip';
  /** The package index to ask. @default the installer's own, usually https://pypi.org/simple */
  readonly indexURL?: string;
  /** Folders or pages with packages, asked besides the index. @default none */
  readonly findLinks?: readonly string[];
  /** Asks no index and no network: packages come from `findLinks`, or uv's cache. @default false */
  readonly offline?: boolean;
}

/** How far a start has come. */
export type CPythonBootEvent =
  /** What is done to the virtual environment; often a line of the installer. */
  | { readonly type: 'environment'; readonly message: string }
  /** How it ended: Python can be called, or could not start. */
  | Extract<BootEvent, { readonly type: 'ready' | 'failed' }>;

/** The environment with every default in place. */
export interface ReadVenv extends VenvOptions {
  readonly requirements: readonly string[] | string;
  readonly findLinks: readonly string[];
  readonly offline: boolean;
}

/** The options with every default in place. */
export interface ReadCPythonOptions {
  readonly modules: Readonly<Record<string, PythonModule>>;
  readonly interpreter: string;
  readonly venv: ReadVenv | undefined;
  readonly searchPath: readonly string[];
  readonly env: Readonly<Record<string, string>> | undefined;
  readonly cwd: string | undefined;
  readonly bootTimeoutMs: number;
  readonly memoryLimitMb: number | undefined;
  readonly workers: number;
}

/** Less is too little for Python itself. */
const LEAST_MEMORY = 64;

/** Checks and completes the options. @throws MillraceError `option-invalid` */
export function readCPythonOptions(options: CPythonOptions): ReadCPythonOptions {
  const { interpreter = defaultInterpreter(), searchPath = [], env, cwd, memoryLimitMb } = options;
  if (!isText(interpreter)) throw invalid('interpreter', 'a command or a path', interpreter);
  if (!isTexts(searchPath)) throw invalid('searchPath', 'a list of folders', searchPath);
  if (cwd !== undefined && !isText(cwd)) throw invalid('cwd', 'a folder', cwd);
  if (env !== undefined && !Object.values(env).every((item) => typeof item === 'string')) {
    throw invalid('env', 'an object whose values are texts', JSON.stringify(env));
  }
  if (memoryLimitMb !== undefined && !isWhole(memoryLimitMb, LEAST_MEMORY)) {
    const expected = `an integer of at least ${LEAST_MEMORY}`;
    throw invalid('memoryLimitMb', expected, memoryLimitMb);
  }
  const { modules, bootTimeoutMs, workers } = readOptions(pickShared(options), CALLER);
  return {
    modules,
    bootTimeoutMs,
    workers,
    interpreter: absolute(interpreter),
    venv: options.venv === undefined ? undefined : readVenv(options.venv),
    searchPath: searchPath.map((folder) => resolve(folder)),
    env,
    cwd: cwd === undefined ? undefined : resolve(cwd),
    memoryLimitMb,
  };
}

const CALLER = 'createCPython';

function pickShared({ modules, bootTimeoutMs, workers }: CPythonOptions): PythonOptions {
  return {
    ...(modules === undefined ? {} : { modules }),
    ...(bootTimeoutMs === undefined ? {} : { bootTimeoutMs }),
    ...(workers === undefined ? {} : { workers }),
  };
}

function readVenv(venv: VenvOptions): ReadVenv {
  const { folder, requirements = [], installer, indexURL, findLinks = [], offline = false } = venv;
  if (!isText(folder)) throw invalid('venv.folder', 'a folder', folder);
  const isFile = isText(requirements);
  if (!isFile && !(isTexts(requirements) && requirements.every((one) => !one.startsWith('-')))) {
    const expected = 'a list of requirements such as "numpy>=2", or the path of a file of them';
    throw invalid('venv.requirements', expected, requirements);
  }
  if (installer !== undefined && installer !== 'uv' && installer !== 'pip') {
    throw invalid('venv.installer', '"uv" or "pip"', installer);
  }
  if (indexURL !== undefined && !URL.canParse(indexURL)) {
    throw invalid('venv.indexURL', 'the URL of a package index', indexURL);
  }
  if (!isTexts(findLinks)) throw invalid('venv.findLinks', 'a list of folders', findLinks);
  if (offline && indexURL !== undefined) {
    throw invalid('venv.indexURL', 'left out with offline: true, which asks none', indexURL);
  }
  return {
    ...venv,
    folder: resolve(folder),
    requirements: isFile ? resolve(requirements) : requirements,
    findLinks: findLinks.map((one) => (URL.canParse(one) ? one : resolve(one))),
    offline,
  };
}

function invalid(option: string, expected: string, got: unknown): Error {
  return invalidOption(option, expected, got, CALLER);
}

function defaultInterpreter(): string {
  return process.platform === 'win32' ? 'python' : 'python3';
}

/** A command is looked for on the PATH, a path is one from here. */
function absolute(interpreter: string): string {
  return /[/\\]/.test(interpreter) ? resolve(interpreter) : interpreter;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isWhole(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least;
}
