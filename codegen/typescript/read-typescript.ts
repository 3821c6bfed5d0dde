/** Reads TypeScript files once. */
import type { ReadModule } from '../read-module.js';
import { openTypeScript } from './session.js';
import type { ReadTypeScriptOptions } from './session.js';

export type { ReadTypeScriptOptions } from './session.js';

/**
 * The exported functions of files (absolute paths) as signatures, in the order of the files.
 *
 * @throws MillraceError `peer-missing`, `peer-version`
 */
export function readTypeScript(
  files: readonly string[],
  options: ReadTypeScriptOptions,
): Promise<readonly ReadModule[]> {
  return openTypeScript(options).read(files.map((file) => ({ file })));
}
