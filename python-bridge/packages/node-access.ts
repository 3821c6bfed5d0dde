/** Reads packages in Node: from the disk, and from where a URL says. */
import { readFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileAccess } from './package-supply.js';
import { readResponse } from './web-access.js';

/** Paths start from the working directory. */
export const nodeAccess: FileAccess = {
  toUrl(text) {
    // A single letter is a drive.
    if (/^[a-z][a-z\d+.-]+:/i.test(text)) return new URL(text).href;
    const url = pathToFileURL(resolve(text)).href;
    return /[\\/]$/.test(text) && !url.endsWith('/') ? `${url}/` : url;
  },
  async read(url) {
    if (!url.startsWith('file:')) return readResponse(url);
    const path = fileURLToPath(url);
    try {
      return new Uint8Array(await readFile(path));
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code === 'ENOENT') throw new Error('no such file', { cause: error });
      throw new Error(code === 'EISDIR' || path.endsWith(sep) ? 'a folder' : String(error), {
        cause: error,
      });
    }
  },
};
