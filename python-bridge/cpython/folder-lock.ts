/** Keeps processes from making the same environment at the same time. */
import { closeSync, openSync } from 'node:fs';
import { MillraceError } from '../../src/errors.js';
import type { Commands } from './commands.js';

/** Waits until nobody else has the lock of the file it finds as number 3, and takes it. */
const LOCK = 'import fcntl; fcntl.flock(3, fcntl.LOCK_EX)';

/** A folder that is ours alone until it is let go of. */
export interface FolderLock {
  /** The open folder; programs that are handed it hold the lock, too. */
  readonly descriptor: number | undefined;
  release(): void;
}

/**
 * Locks a folder that exists. The lock is the operating system's: it ends with the processes that
 * hold it, however these end. Node has no call for it, but shares what it has opened with a Python
 * that takes it. On Windows there is none.
 *
 * @throws MillraceError `python-venv-failed`
 */
export async function lockFolder(
  folder: string,
  python: string,
  commands: Commands,
): Promise<FolderLock> {
  if (process.platform === 'win32') return { descriptor: undefined, release: () => undefined };
  const descriptor = openSync(folder, 'r');
  const release = (): void => closeSync(descriptor);
  try {
    const options = { isQuiet: true, keptOpen: descriptor };
    const { code, all } = await commands.run(python, ['-I', '-S', '-c', LOCK], options);
    if (code === 0) return { descriptor, release };
    throw new MillraceError(
      'python-venv-failed',
      `the folder ${folder} can't be locked, so that two processes might make an environment in it ` +
        `at once: ${all.trim().split('\n').at(-1)}; take a folder on a local disk`,
      { details: { folder } },
    );
  } catch (error) {
    release();
    throw error;
  }
}
