/** Files of functions, as people write them, to generate nodes of. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Ten kinds of functions; `%` is their number. */
const KINDS = [
  `/**
 * The sum of two numbers.
 * @param a the first
 * @param b the second
 */
export function add%(a: number, b = %): number {
  return a + b;
}
`,
  `/** A text, cut to a length. */
export function cut%(text: string, length: Port<number, { min: 0; max: 200 }> = 80, mark?: string): string {
  return text.length <= length ? text : text.slice(0, length) + (mark ?? '');
}
`,
  `/** Picks a way. */
export const way% = (mode: 'fast' | 'safe' | 'cheap', steps: readonly number[]): number[] =>
  mode === 'fast' ? [...steps].reverse() : [...steps];
`,
  `export async function fetchUser%(id: string, retry: boolean = false): Promise<User> {
  return { id, name: retry ? 'again' : 'once', tags: [], address: { street: '', zip: % } };
}
`,
  `/** A user in a few words. */
export function describe%({ user, verbose = false }: { user: User; verbose?: boolean }): string {
  return verbose ? JSON.stringify(user) : user.name;
}
`,
  `export function split%(values: number[], at: number): [low: number[], high: number[]] {
  return [values.filter((value) => value < at), values.filter((value) => value >= at)];
}
`,
  `export function first%<T>(items: readonly T[], fallback: T): T {
  return items[0] ?? fallback;
}
`,
  `export function total%(...amounts: number[]): number {
  return amounts.reduce((sum, each) => sum + each, 0);
}
`,
  `export function merge%(base: Record<string, number>, more: Partial<User>, when: Date): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(base).map(([key, value]) => [key, String(value)])), name: more.name ?? '', when: when.toISOString() };
}
`,
  `/**
 * The level of a value.
 * @category levels
 */
export function level%(value: number | string | null, level: Level = Level.Low): Level {
  return value === null ? Level.Low : level;
}
`,
];

const TYPES = `export interface Address { street: string; zip: number }
export interface User { id: string; name: string; tags: string[]; address?: Address }
export enum Level { Low = 'low', High = 'high' }
`;

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    lib: ['ES2022', 'DOM'],
    strict: true,
    skipLibCheck: true,
    types: [],
  },
};

/** A directory with a tsconfig.json and files of functions. */
export interface Sources {
  readonly root: string;
  readonly files: readonly string[];
}

/** Writes `count` files with `each` functions; all of them share a file of types. */
export function writeSources(count: number, each: number): Sources {
  const root = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
  mkdirSync(join(root, 'nodes'));
  writeFileSync(join(root, 'package.json'), '{"name":"bench","type":"module"}');
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(join(root, 'types.ts'), TYPES);
  const files = Array.from({ length: count }, (_file, file) => {
    const path = join(root, 'nodes', `file${file}.ts`);
    const functions = Array.from({ length: each }, (_function, index) =>
      KINDS[index % KINDS.length]!.replaceAll('%', String(index)),
    );
    const imports =
      "import type { Port } from 'millrace';\nimport { Level, type User } from '../types.js';\n";
    writeFileSync(path, `${imports}\n${functions.join('\n')}`);
    return path;
  });
  return { root, files };
}
