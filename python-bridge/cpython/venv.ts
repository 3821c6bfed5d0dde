/** Makes a virtual environment once, and finds it made from then on. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Commands } from './commands.js';
import { findInterpreter, type FoundInterpreter } from './find-interpreter.js';
import { lockFolder, type FolderLock } from './folder-lock.js';
import { findInstaller, pythonOf } from './installer.js';
import type { ReadVenv } from './options.js';
import { foreignFolder, notCreated, notInstalled } from './venv-errors.js';
import { hashVenv, readStamp, writeStamp } from './venv-stamp.js';

/** What is done, for people. */
export type OnStep = (message: string) => void;

/**
 * The interpreter of the environment. What was made from another Python, or for other requirements,
 * or not to its end, is made anew; a second process waits until the first has made it.
 *
 * @throws MillraceError `python-not-found`, `python-too-old`, `python-boot-failed`,
 * `python-venv-failed`, `python-package-missing`, `python-install-failed`, `option-invalid`
 */
export async function prepareVenv(
  venv: ReadVenv,
  interpreter: string,
  { commands, onStep }: { readonly commands: Commands; readonly onStep: OnStep },
): Promise<string> {
  const base = await findInterpreter(interpreter, commands);
  const hash = hashVenv(venv, base);
  const python = pythonOf(venv.folder);
  if (isMade(venv.folder, hash)) return python;
  const parent = dirname(venv.folder);
  mkdirSync(parent, { recursive: true });
  onStep(`waiting for ${parent}, so that nobody else makes ${venv.folder}`);
  const lock = await lockFolder(parent, base.executable, commands);
  try {
    // Somebody else may have made it meanwhile.
    if (!isMade(venv.folder, hash)) {
      await make(venv, base, { commands, onStep, lock });
      writeStamp(venv.folder, hash);
    }
  } finally {
    lock.release();
  }
  return python;
}

function isMade(folder: string, hash: string): boolean {
  const state = readStamp(folder);
  // Its interpreter is a link, which leads nowhere once that Python was removed.
  return state.type === 'ready' && state.hash === hash && existsSync(pythonOf(folder));
}

interface Making {
  readonly commands: Commands;
  readonly onStep: OnStep;
  readonly lock: FolderLock;
}

async function make(
  venv: ReadVenv,
  base: FoundInterpreter,
  { commands, onStep, lock }: Making,
): Promise<void> {
  const { folder, requirements } = venv;
  clear(folder);
  mkdirSync(folder);
  writeStamp(folder);
  const installer = await findInstaller(venv.installer, base, commands);
  const keptOpen = { keptOpen: lock.descriptor };
  onStep(`making the virtual environment ${folder} of Python ${base.version}`);
  const [maker, ...how] = installer.create(folder, base);
  const created = await commands.run(maker, how, keptOpen);
  if (created.code !== 0) throw notCreated(folder, base, created.all);
  if (requirements.length === 0) return;
  onStep(`installing by ${installer.name}`);
  const [program, ...args] = installer.install(venv, base);
  const installed = await commands.run(program, args, keptOpen);
  if (installed.code !== 0) throw notInstalled(venv, installer, installed.all);
}

function clear(folder: string): void {
  if (!existsSync(folder)) return;
  const isOurs = readStamp(folder).type !== 'foreign';
  if (!isOurs && readdirSync(folder).length > 0) throw foreignFolder(folder);
  rmSync(folder, { recursive: true, force: true });
}
