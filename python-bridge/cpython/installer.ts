/** The commands of uv and pip. */
import { join } from 'node:path';
import { MillraceError } from '../../src/errors.js';
import type { Commands } from './commands.js';
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
  install(venv: ReadVenv): CommandLine;
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

const PIP: Installer = {
  name: 'pip',
  create: (folder, { executable }) => [executable, '-m', 'venv', folder],
  install: (venv) => [
    pythonOf(venv.folder),
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--no-input',
    '--no-color',
    '--progress-bar',
    'off',
    ...(venv.offline ? ['--no-index'] : []),
    ...sources(venv),
  ],
};

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
  commands: Commands,
): Promise<Installer> {
  if (asked === 'pip') return PIP;
  if (await hasUv(commands)) return UV;
  if (asked === undefined) return PIP;
  throw new MillraceError(
    'python-venv-failed',
    'expected the command `uv` to be installed, for venv.installer asks for it; install it ' +
      '(`pip install uv`), or leave installer out',
  );
}

async function hasUv(commands: Commands): Promise<boolean> {
  try {
    return (await commands.run('uv', ['--version'], { isQuiet: true })).code === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
