/** Asks a Python what it is. */
import { MillraceError } from '../../src/errors.js';
import type { Commands } from './commands.js';
import { notStarted } from './not-started.js';

/** What a virtual environment has to know of the Python it is made from. */
export interface FoundInterpreter {
  /** The program itself, whatever command leads to it. */
  readonly executable: string;
  /** `3.11.7`. */
  readonly version: string;
}

// Every Python there is understands it.
const QUESTION =
  'import json, sys; sys.stdout.write(json.dumps([sys.executable] + list(sys.version_info[:3])))';

/** @throws MillraceError `python-not-found`, `python-too-old`, `python-boot-failed` */
export async function findInterpreter(
  interpreter: string,
  commands: Commands,
): Promise<FoundInterpreter> {
  const { code, output, all } = await commands
    .run(interpreter, ['-I', '-c', QUESTION], { isQuiet: true })
    .catch((error: unknown) => {
      throw isSystemError(error) ? notStarted(interpreter, undefined, error) : error;
    });
  const found = readAnswer(output);
  if (found === undefined) {
    throw new MillraceError(
      'python-boot-failed',
      `expected \`${interpreter}\` to be a Python interpreter; asked for its version it ended with ` +
        `code ${code} and wrote ${JSON.stringify(all.trim().slice(-500))}`,
      { details: { interpreter } },
    );
  }
  const [executable, major, minor, patch] = found;
  if (major < 3 || (major === 3 && minor < 10)) {
    throw new MillraceError(
      'python-too-old',
      `Python 3.10 or later is needed, and ${executable} is Python ${major}.${minor}.${patch}; ` +
        'give another one',
      { details: { interpreter } },
    );
  }
  return { executable, version: `${major}.${minor}.${patch}` };
}

function readAnswer(output: string): [string, number, number, number] | undefined {
  try {
    const [executable, ...version] = JSON.parse(output) as [string, number, number, number];
    if (typeof executable !== 'string' || version.length !== 3) return undefined;
    return version.every(Number.isInteger) ? [executable, ...version] : undefined;
  } catch {
    return undefined;
  }
}

/** Of any realm. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error && 'syscall' in error;
}
