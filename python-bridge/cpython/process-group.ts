/** Processes with all that they start. */
import { spawn, type ChildProcess } from 'node:child_process';

const isWindows = process.platform === 'win32';

/** Options of `spawn` for a process whose group can be ended: a session of its own. */
export const NEW_GROUP = { detached: !isWindows } as const;

/** Ends a process that was started with {@link NEW_GROUP}, and what is left of those it started. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (isWindows) {
    spawn('taskkill', ['/pid', `${child.pid}`, '/T', '/F'], { stdio: 'ignore', windowsHide: true })
      // Where there is no taskkill, at least the process itself ends.
      .once('error', () => child.kill('SIGKILL'));
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone; or the process has not come to make one, and ends alone.
    child.kill('SIGKILL');
  }
}
