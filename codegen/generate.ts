/** From sources of functions to one generated module. */
import { createCodegen } from './session.js';
import type { Generated, GenerateOptions } from './session.js';

/**
 * Reads annotated functions and prints a module with their config, a lazy registry of the functions
 * and the Python sources. The text depends on the sources alone. Writes nothing.
 *
 * @throws MillraceError `peer-missing` or `peer-version` when ts-morph or pyodide is needed and not
 * installed, or in another version
 * @example
 * const { files, diagnostics } = await generate({
 *   files: ['src/math.ts'],
 *   out: 'src/nodes.generated.ts',
 * });
 */
export async function generate(options: GenerateOptions): Promise<Generated> {
  const codegen = createCodegen(options);
  try {
    const { content: _content, ...generated } = await codegen.run();
    return generated;
  } finally {
    await codegen.close();
  }
}
