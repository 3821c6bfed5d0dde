/** Scripts of examples, run as a reader runs them. */
import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** How a script ended, and all that it printed. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a TypeScript file with Node.js, in the repository. */
export function start(...args: readonly string[]): Ended {
  const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined };
  const options = { cwd: root, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', ...args],
    options,
  );
  return { status, output: (stdout + stderr).trim() };
}
