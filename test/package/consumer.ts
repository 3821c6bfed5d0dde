/** Programs of a user who installed the package. */
import { expect } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const problem = process.env['MILLRACE_PACKAGE_ERROR'];
if (problem !== undefined) throw new Error(`there is no package to test: ${problem}`);

/** A project with the packed package alone; made by global-setup.mjs. */
export const bare = process.env['MILLRACE_BARE_PROJECT']!;

/** The same with its optional peers. */
export const peers = process.env['MILLRACE_PEERS_PROJECT']!;

/**
 * A project with the same packages, to be removed by who asked for it.
 * @returns its folder; files that another test wrote into the first one are not in it
 */
export function copyProject(project: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-project-'));
  for (const name of ['package.json', 'node_modules']) {
    const options = { recursive: true, verbatimSymlinks: true };
    cpSync(join(project, name), join(folder, name), options);
  }
  return folder;
}

/** How a program ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function start(
  command: string,
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Ended {
  // Jest's workers set FORCE_COLOR; where NO_COLOR is set, too, Node writes a warning about it.
  const env = { ...process.env, ...variables, FORCE_COLOR: undefined, NO_COLOR: undefined };
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

/** Runs a module in a project; the JSON it prints is the result. It may print nothing else. */
export function evaluate(cwd: string, source: string): unknown {
  const args = ['--input-type=module', '--eval', source];
  const { status, stdout, stderr } = start(process.execPath, args, cwd);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}
