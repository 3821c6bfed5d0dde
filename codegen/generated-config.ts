/** Reads the config out of a generated module, without a compiler. */
import { GENERATED_MARK } from './print/module.js';

const START = 'export const config: Config = ';

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
  const start = normal.indexOf(`\n${START}`);
  // No text inside holds a line break, so the first such line is the config's own end.
  const end = normal.indexOf('\n};\n', start);
  if (start < 0 || end < 0) return undefined;
  const literal = normal.slice(start + 1 + START.length, end + 2);
  const url = `data:text/javascript;base64,${Buffer.from(`export default ${literal};`).toString('base64')}`;
  const module = (await import(/* @vite-ignore */ url)) as { readonly default: unknown };
  return module.default;
}
