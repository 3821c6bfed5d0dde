/** The `millrace` command, from its sources. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../../../src/cli/main.ts');
const loader = import.meta.resolve('tsx');

/** Runs the command in a folder. */
export function runCommand(
  args: readonly string[],
  cwd: string,
): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', loader, main, ...args],
    { cwd, encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}
