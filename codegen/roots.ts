/** Where a file belongs: its root, its name in type ids, its path for people. */
import { existsSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, relative, sep } from 'node:path';

const MARKERS = ['package.json', 'pyproject.toml'];

/** The nearest directory at or above `directory` that holds a package.json or pyproject.toml. */
export function findRoot(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (MARKERS.some((marker) => existsSync(join(at, marker)))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** The path from `root` with forward slashes, or undefined for a file outside of it. */
export function pathWithin(root: string, file: string): string | undefined {
  const path = relative(root, file);
  const outside = path === '' || isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`);
  return outside ? undefined : toSlashes(path);
}

/** The path with forward slashes on every system. */
export function toSlashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** `src/nodes/math.ts` as `src.nodes.math`; a package's `__init__.py` as the package. */
export function dottedName(path: string): string {
  const stem = path.slice(0, path.length - extname(path).length);
  return stem
    .replace(/(^|\/)__init__$/, '')
    .split('/')
    .filter((part) => part !== '')
    .join('.');
}
