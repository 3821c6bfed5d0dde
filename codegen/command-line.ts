/** The command that makes a generated file again. */
import { basename, isAbsolute, resolve } from 'node:path';
import type { SortedInputs } from './inputs.js';
import { pathWithin } from './roots.js';

/** What was said besides the inputs. */
export interface CommandOptions {
  readonly root?: string | undefined;
  readonly prefix?: string | undefined;
  readonly python?: string | undefined;
}

/** The words to type in `base`; the same on every machine. */
export function commandOf(
  { asked, out, base, showPath }: SortedInputs,
  said: CommandOptions,
): string {
  const words = [
    'millrace codegen',
    ...asked.map(quote),
    `--out ${quote(showPath(out))}`,
    ...(said.root === undefined ? [] : ['--root .']),
    ...(said.prefix === undefined ? [] : [`--prefix ${quote(said.prefix)}`]),
    ...(said.python === undefined ? [] : [`--python ${quote(interpreterIn(base, said.python))}`]),
  ];
  return words.join(' ');
}

/** An interpreter elsewhere is nothing to tell other machines of. */
function interpreterIn(base: string, interpreter: string): string {
  if (!/[\\/]/.test(interpreter)) return interpreter;
  const path = resolve(interpreter);
  return pathWithin(base, path) ?? (isAbsolute(interpreter) ? basename(interpreter) : interpreter);
}

function quote(word: string): string {
  return /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
