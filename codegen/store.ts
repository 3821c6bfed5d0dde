/** Puts a generated file where it belongs. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../src/config/signature.js';
import { fileError } from './diagnostics.js';
import { GENERATED_MARK, withoutCommand } from './print/module.js';

/** What became of it: `foreign` is a file that codegen did not write, and so does not replace. */
export type Stored = 'written' | 'unchanged' | 'stale' | 'foreign';

/** A file to write. */
export interface StoredFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes the file unless it is there already, through another one beside it, so that nobody ever
 * sees half of it. With `check` nothing is written, and what is not up to date is `stale`; how its
 * command was typed does not count there.
 */
export async function storeFile(
  { path, text }: StoredFile,
  options: { readonly check?: boolean } = {},
): Promise<Stored> {
  const existing = await readFile(path, 'utf8').catch(() => undefined);
  // Git may have checked it out with the line ends of Windows.
  if (existing?.replaceAll('\r\n', '\n') === text) return 'unchanged';
  if (options.check === true) {
    const isSame = existing !== undefined && withoutCommand(existing) === withoutCommand(text);
    return isSame ? 'unchanged' : 'stale';
  }
  if (existing !== undefined && existing.trim() !== '' && !existing.startsWith(GENERATED_MARK)) {
    return 'foreign';
  }
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return 'written';
}

/** What to say of a file that is not codegen's. */
export function foreignFile(file: string): Diagnostic {
  return fileError(
    file,
    'out-not-generated',
    'this file was not written by millrace codegen',
    'choose another `--out`, or delete it',
  );
}
