/** The module `virtual:millrace/pyodide`. */
import { posix } from 'node:path';
import type { ModuleHooks } from './vite-hooks.js';

const ID = 'virtual:millrace/pyodide';
/** What Vite and Rollup leave alone. */
const RESOLVED = `\0${ID}`;

/** Stands for the way from a chunk to the folder until the chunk has its place. */
const WAY = '__millrace_pyodide_way__';

/** The module, for a bundle of pages and for those of workers. */
export interface UrlMaker {
  readonly hooks: ModuleHooks;
  /** True when something has imported the module. */
  isUsed(): boolean;
  /** Has to be told before anything is loaded: `folder` is the folder's path below `base`. */
  resolve(base: string, folder: string): void;
}

/** The hooks that make the module; `check` throws when there is no Pyodide to find. */
export function pyodideUrl(check: () => unknown): UrlMaker {
  let base = '/';
  let folder = '';
  let used = false;
  const isRelative = (): boolean => base === '' || base === './';
  return {
    hooks: {
      resolveId: (id) => (id === ID ? RESOLVED : undefined),
      load(id) {
        if (id !== RESOLVED) return undefined;
        check();
        used = true;
        const url = isRelative()
          ? `new URL(/* @vite-ignore */ ${JSON.stringify(WAY)}, import.meta.url).href`
          : JSON.stringify(base + folder);
        return `export const indexURL = ${url};\n`;
      },
      renderChunk(code, { fileName }) {
        if (!code.includes(WAY)) return null;
        const way = `${posix.relative(posix.dirname(fileName), folder)}/`;
        // Nothing moves to another line.
        return { code: code.replaceAll(WAY, way), map: null };
      },
    },
    isUsed: () => used,
    resolve(newBase, newFolder) {
      base = newBase;
      folder = newFolder;
    },
  };
}
