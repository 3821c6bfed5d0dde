/** What a virtual environment was made from, written down in it. */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MillraceError } from '../../src/errors.js';
import type { FoundInterpreter } from './find-interpreter.js';
import type { ReadVenv } from './options.js';

const FILE = 'millrace-venv.json';

/** The state of a folder. */
export type VenvState =
  /** Made by us, complete, from the inputs of this hash. */
  | { readonly type: 'ready'; readonly hash: string }
  /** Made by us, and not to its end. */
  | { readonly type: 'partial' }
  /** Without a stamp of ours. */
  | { readonly type: 'foreign' };

/** Names an environment by all that decides what is in it. @throws MillraceError `option-invalid` */
export function hashVenv(venv: ReadVenv, { executable, version }: FoundInterpreter): string {
  const { requirements, indexURL, findLinks } = venv;
  const wanted = typeof requirements === 'string' ? readRequirements(requirements) : requirements;
  const parts = [1, executable, version, wanted, indexURL ?? null, findLinks];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Reads the stamp of a folder that exists. */
export function readStamp(folder: string): VenvState {
  try {
    const { hash } = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as { hash?: unknown };
    return typeof hash === 'string' ? { type: 'ready', hash } : { type: 'partial' };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { type: isMissing ? 'foreign' : 'partial' };
  }
}

/** Writes the stamp as a whole; without a hash it says that the folder is ours. */
export function writeStamp(folder: string, hash?: string): void {
  const part = join(folder, `${FILE}.part`);
  writeFileSync(part, `${JSON.stringify({ hash })}\n`);
  renameSync(part, join(folder, FILE));
}

function readRequirements(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new MillraceError(
      'option-invalid',
      `createCPython: expected venv.requirements to be the path of a file, and ${file} can't be ` +
        `read (${(error as NodeJS.ErrnoException).code}); for requirements themselves give a list`,
      { details: { option: 'venv.requirements' } },
    );
  }
}
