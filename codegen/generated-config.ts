/** Reads the config out of a generated module, without a compiler. */
import { GENERATED_MARK } from './print/module.js';

const START = '\nexport const config: Config = ';
/** The config, and the parts of its lists. */
const DECLARATIONS = /^(?:export )?const (\w+): Config(?:\['\w+'\])? = /gm;

/** True for the text of a module that codegen wrote. */
export function isGenerated(text: string): boolean {
  return text.startsWith(GENERATED_MARK);
}

/**
 * The config of a generated module; undefined for any other text. It is still to be parsed: someone
 * may have edited it.
 */
export async function readGeneratedConfig(text: string): Promise<unknown> {
  if (!isGenerated(text)) return undefined;
  const normal = text.replaceAll('\r\n', '\n');
  // No text inside holds a line break, so the first such lines are the config's own start and end.
  const start = normal.search(DECLARATIONS);
  const end = normal.indexOf('\n};\n', normal.indexOf(START));
  if (start < 0 || end < 0) return undefined;
  const script = normal.slice(start, end + 4).replaceAll(DECLARATIONS, 'const $1 = ');
  const url = `data:text/javascript;base64,${Buffer.from(`${script}export default config;`).toString('base64')}`;
  const module = (await import(/* @vite-ignore */ url)) as { readonly default: unknown };
  return module.default;
}
