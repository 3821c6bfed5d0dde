/** The version of the package the command belongs to. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** From the package.json above this file, which is nearer in the built package than here. */
export function readVersion(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const found = versionIn(join(at, 'package.json'));
    if (found !== undefined) return found;
    if (dirname(at) === at) return 'unknown';
  }
}

function versionIn(path: string): string | undefined {
  try {
    const { name, version } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    return name === 'millrace' && typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}
