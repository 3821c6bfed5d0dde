/** The commands of uv and pip. */
import { join } from 'node:path';
import { MillraceError } from '../../src/errors.js';
import { Stopped, type Commands } from './commands.js';
import type { FoundInterpreter } from './find-interpreter.js';
import type { ReadVenv } from './options.js';

/** A program and its arguments. */
export type CommandLine = readonly [program: string, ...args: string[]];

/** How one installer does things. */
export interface Installer {
  readonly name: 'uv' | 'pip';
  /** Makes the environment; the folder may exist. */
  create(folder: string, base: FoundInterpreter): CommandLine;
  /** Installs the requirements in it. */
  install(venv: ReadVenv, base: FoundInterpreter): CommandLine;
}

/** The interpreter of an environment. */
export function pythonOf(folder: string): string {
  return process.platform === 'win32'
    ? join(folder, 'Scripts', 'python.exe')
    : join(folder, 'bin', 'python');
}

const PLAIN = ['--color', 'never'];

const UV: Installer = {
  name: 'uv',
  create: (folder, { executable }) => [
    'uv',
    'venv',
    '--allow-existing',
    '--no-project',
    ...PLAIN,
    '--python',
    executable,
    folder,
  ],
  install: (venv) => [
    'uv',
    'pip',
    'install',
    '--no-progress',
    ...PLAIN,
    '--python',
    pythonOf(venv.folder),
    ...(venv.offline ? ['--offline'] : []),
    // Folders alone: no index is missed then.
    ...(venv.offline && venv.findLinks.length > 0 ? ['--no-index'] : []),
    ...sources(venv),
  ],
};

/** Puts a pip into the environment first, which takes longer than most installations. */
const OWN_PIP: Installer = {
  name: 'pip',
  create: (folder, { executable }) => [executable, '-m', 'venv', folder],
  install: (venv) => [pythonOf(venv.folder), '-m', 'pip', ...pipInstall(venv)],
};

/** The pip of the Python that the environment is made from. */
const BASE_PIP: Installer = {
  name: 'pip',
  create: (folder, { executable }) => [executable, '-m', 'venv', '--without-pip', folder],
  install: (venv, { executable }) => [
    executable,
    '-m',
    'pip',
    '--python',
    pythonOf(venv.folder),
    ...pipInstall(venv),
  ],
};

function pipInstall(venv: ReadVenv): string[] {
  return [
    'install',
    '--disable-pip-version-check',
    '--no-input',
    '--no-color',
    '--progress-bar',
    'off',
    ...(venv.offline ? ['--no-index'] : []),
    ...sources(venv),
  ];
}

function sources({ indexURL, findLinks, requirements }: ReadVenv): string[] {
  return [
    ...(indexURL === undefined ? [] : ['--index-url', indexURL]),
    ...findLinks.flatMap((place) => ['--find-links', place]),
    ...(typeof requirements === 'string' ? ['-r', requirements] : requirements),
  ];
}

/** The one asked for, else uv where there is one. @throws MillraceError `python-venv-failed` */
export async function findInstaller(
  asked: ReadVenv['installer'],
  { executable }: FoundInterpreter,
  commands: Commands,
): Promise<Installer> {
  if (asked !== 'pip') {
    if ((await versionOf(['uv', '--version'], commands)) !== undefined) return UV;
    if (asked === 'uv') throw noUv();
  }
  const version = await versionOf([executable, '-c', PIP_VERSION], commands);
  return version !== undefined && version >= PIP_FOR_OTHERS ? BASE_PIP : OWN_PIP;
}

// Ten times as fast as its option --version.
const PIP_VERSION = 'import pip; print("pip", pip.__version__)';

/** The first pip that installs for another Python. */
const PIP_FOR_OTHERS = 22.3;

/** The `22.3` of a program that says its name and `22.3.1`; undefined where there is none. */
async function versionOf(
  [program, ...args]: CommandLine,
  commands: Commands,
): Promise<number | undefined> {
  try {
    const { code, output } = await commands.run(program, args, { isQuiet: true });
    const found = /^\w+ (\d+\.\d+)/.exec(output)?.[1];
    return code === 0 && found !== undefined ? Number(found) : undefined;
  } catch (error) {
    if (error instanceof Stopped) throw error;
    return undefined;
  }
}

function noUv(): MillraceError {
  return new MillraceError(
    'python-venv-failed',
    'expected the command `uv` to be installed, for venv.installer asks for it; install it ' +
      '(`pip install uv`), or leave installer out',
  );
}
