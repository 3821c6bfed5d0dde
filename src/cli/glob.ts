/** Expands file patterns, for shells that don't and for quoted patterns. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** True when an argument is a pattern and no path. */
export function isPattern(text: string): boolean {
  return /[*?{[]/.test(text);
}

/**
 * The files a pattern names, sorted: `*` and `?` within a name, `**` across directories, `{a,b}`
 * and `[abc]`. Hidden directories, node_modules, and files codegen can't or shouldn't read
 * (`.d.ts`, `*.generated.ts`, anything but .ts and .py) are passed over.
 */
export function expandPattern(pattern: string): readonly string[] {
  const slashed = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  const parts = slashed.split('/');
  const first = parts.findIndex(isPattern);
  const base = parts.slice(0, first).join('/');
  const start = base === '' && slashed.startsWith('/') ? '/' : base || '.';
  const expression = toExpression(parts.slice(first).join('/'));
  return walk(start, '')
    .filter((path) => expression.test(path) && isReadable(path))
    .map((path) => join(start, path))
    .sort();
}

function isReadable(path: string): boolean {
  return (
    /\.([mc]?ts|tsx|py)$/.test(path) &&
    !/(\.d\.[mc]?ts|\.generated\.[mc]?ts|\.(test|spec)\.[mc]?tsx?)$/.test(path)
  );
}

/** Paths of all files below a directory, from there, with forward slashes. */
function walk(root: string, below: string): readonly string[] {
  const entries = readEntries(join(root, below));
  return entries.flatMap((entry): readonly string[] => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile()) return [path];
    const hidden =
      entry.name.startsWith('.') || ['node_modules', '__pycache__'].includes(entry.name);
    return entry.isDirectory() && !hidden ? walk(root, path) : [];
  });
}

function readEntries(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** The pattern as a regular expression over paths with forward slashes. */
function toExpression(pattern: string): RegExp {
  let depth = 0;
  const source = pattern.replace(
    /\*\*\/|\*\*|\*|\?|\[!?[^\]/]*\]|[{},]|[\\^$.|+()[\]]/g,
    (found) => {
      if (found === '**/') return '(?:.*/)?';
      if (found === '**') return '.*';
      if (found === '*') return '[^/]*';
      if (found === '?') return '[^/]';
      if (found.length > 1) return found.replace('[!', '[^').replaceAll('\\', '\\\\');
      if (found === '{') depth += 1;
      if (found === '}') depth -= 1;
      if (found === '{') return '(?:';
      if (found === '}' && depth >= 0) return ')';
      if (found === ',' && depth > 0) return '|';
      return found === ',' ? ',' : `\\${found}`;
    },
  );
  // Unbalanced braces name a file literally.
  return depth === 0 ? new RegExp(`^${source}$`) : /(?!)/;
}
