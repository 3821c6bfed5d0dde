/** Reads the options of a command. */
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { Misuse } from './command.js';
import { nearest } from './nearest.js';

type Options = NonNullable<ParseArgsConfig['options']>;

type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>
>;

/**
 * The options and the other words of a command line.
 * @throws Misuse that names an unknown option and the one that was probably meant
 */
export function parseOptions<const O extends Options>(
  args: readonly string[],
  options: O,
): Parsed<O> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new Misuse(message);
    const unknown = /'(-[^' ]*)/.exec(message)?.[1] ?? '';
    const near = nearest(unknown.replace(/^-+/, ''), Object.keys(options));
    const hint = near === undefined ? '' : ` Did you mean \`--${near}\`?`;
    throw new Misuse(`unknown option \`${unknown}\`.${hint}`);
  }
}
