/** Why a program could not be started. */
import { existsSync } from 'node:fs';
import { MillraceError } from '../../src/errors.js';

/** The error of an interpreter that the operating system did not start. */
export function notStarted(
  interpreter: string,
  cwd: string | undefined,
  { code, message }: NodeJS.ErrnoException,
): MillraceError {
  // Node reports a missing folder as a missing program.
  if (code === 'ENOENT' && cwd !== undefined && !existsSync(cwd)) {
    return new MillraceError(
      'python-not-found',
      `expected cwd to be a folder, and there is no \`${cwd}\`; make it, or leave cwd out`,
    );
  }
  if (code !== 'ENOENT' && code !== 'EACCES') {
    return new MillraceError(
      'python-boot-failed',
      `\`${interpreter}\` can't be started: ${message}`,
    );
  }
  return new MillraceError(
    'python-not-found',
    `expected \`${interpreter}\` to be a Python interpreter, and it can't be started (${code}); ` +
      'give the path of one, such as `.venv/bin/python`, or install Python 3.10 or later',
    { details: { interpreter } },
  );
}
