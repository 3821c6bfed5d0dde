import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { isMillraceError } from '../../src/errors.js';
import { createPyodide } from '../../python-bridge/node.js';
import { findPyodide } from '../../python-bridge/pyodide/peer.js';

// A boot starts a worker, on a busy machine slowly.
jest.setTimeout(120_000);

describe('finding the optional peer pyodide', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'millrace-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const failure = (action: () => unknown) => {
    try {
      action();
    } catch (error) {
      if (isMillraceError(error)) return error;
    }
    throw new Error('expected a MillraceError');
  };

  test('the installed package is found with its folder', () => {
    const { pyodideUrl, indexUrl } = findPyodide();
    expect(pyodideUrl).toMatch(/^file:.*\/pyodide\/pyodide\.mjs$/);
    expect(indexUrl).toMatch(/[/\\]$/);
  });

  test('a missing package is an error with the line to type', () => {
    const error = failure(() => findPyodide(undefined, [join(folder, 'index.js')]));
    expect(error.code).toBe('peer-missing');
    expect(error.message).toContain('npm install pyodide@314.0.7');
  });

  test('a folder without Pyodide is named, as a path and as a URL', () => {
    for (const indexURL of [folder, pathToFileURL(folder).href]) {
      const error = failure(() => createPyodide({ indexURL }));
      expect(error.code).toBe('peer-missing');
      expect(error.message).toContain(
        `expected indexURL to be the folder with Pyodide's files, and ${folder}`,
      );
    }
  });

  test('another version is refused with both versions', () => {
    writeFileSync(join(folder, 'pyodide.mjs'), '');
    writeFileSync(join(folder, 'package.json'), '{"version":"0.26.0"}');
    const error = failure(() => createPyodide({ indexURL: folder }));
    expect(error.code).toBe('peer-version');
    expect(error.message).toContain('expected pyodide 314.0.7, got 0.26.0');
  });

  test('a broken Pyodide fails the boot with a reason', async () => {
    writeFileSync(join(folder, 'pyodide.mjs'), 'throw new Error("broken on purpose")');
    for (const thread of ['worker', 'main'] as const) {
      const runtime = createPyodide({ indexURL: folder, thread });
      const error = await runtime.boot().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'python-boot-failed' });
      expect((error as Error).message).toContain('broken on purpose');
      await runtime.close();
    }
  });

  test('options out of range are refused by name', () => {
    expect(failure(() => createPyodide({ bootTimeoutMs: 0 })).message).toContain('bootTimeoutMs');
    expect(failure(() => createPyodide({ thread: 'both' as 'main' })).message).toContain('thread');
  });
});
