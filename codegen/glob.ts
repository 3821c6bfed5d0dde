/** Expands file patterns, for shells that don't and for quoted patterns. */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** How a pattern is expanded. */
export interface GlobOptions {
  /** What the pattern is relative to. @default the working directory */
  readonly cwd?: string;
  /** Which files count. @default what codegen reads, see {@link isSource} */
  readonly accept?: (path: string) => boolean;
}

/** What a pattern stands for at the moment. */
export interface Expanded {
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  /** Absolute paths of the directories where another such file could come up. */
  readonly directories: readonly string[];
}

/** True when an argument is a pattern and no path. */
export function isPattern(text: string): boolean {
  return /[*?{[]/.test(text);
}

/**
 * True for names of files that a pattern may mean: .ts, .tsx, .mts, .cts and .py, but no
 * declarations, tests or generated files.
 */
export function isSource(path: string): boolean {
  return (
    /\.([mc]?ts|tsx|py)$/.test(path) &&
    !/(\.d\.[mc]?ts|\.generated\.[mc]?ts|\.(test|spec)\.[mc]?tsx?)$/.test(path)
  );
}

/**
 * The files a pattern names: `*` and `?` within a name, `**` across directories, `{a,b}` and
 * `[abc]`. Hidden directories, node_modules and __pycache__ are passed over.
 */
export function expandPattern(pattern: string, options: GlobOptions = {}): Expanded {
  const slashed = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  const parts = slashed.split('/');
  const first = parts.findIndex(isPattern);
  const base = parts.slice(0, first).join('/');
  const start = resolve(
    options.cwd ?? '.',
    base === '' && slashed.startsWith('/') ? '/' : base || '.',
  );
  const rest = parts.slice(first);
  const expression = toExpression(rest.join('/'));
  const accept = options.accept ?? isSource;
  const { files, directories } = walk(start, rest.includes('**') ? Infinity : depthOf(rest));
  return {
    files: files
      .filter((path) => expression.test(path) && accept(path))
      .map((path) => join(start, path))
      .sort(),
    directories,
  };
}

/** Directories that a pattern without a part `**` can reach into; braces may hold slashes. */
function depthOf(parts: readonly string[]): number {
  return parts.some((part) => part.includes('**')) ? Infinity : parts.length;
}

/** Files below a directory, from there and with forward slashes; and the directories looked into. */
function walk(start: string, depth: number): { files: string[]; directories: string[] } {
  const files: string[] = [];
  const directories: string[] = [];
  const visit = (below: string, level: number): void => {
    const directory = join(start, below);
    directories.push(directory);
    for (const entry of readEntries(directory)) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isFile() || (entry.isSymbolicLink() && isFile(join(start, path)))) files.push(path);
      else if (entry.isDirectory() && level < depth && !isPassedOver(entry.name)) {
        visit(path, level + 1);
      }
    }
  };
  visit('', 1);
  return { files, directories };
}

function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules' || name === '__pycache__';
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
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
