/** Starts that can't be as fast as they should still are starts. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { isLibrary, LABEL_END, libraryName } from '../../python-bridge/pyodide/library-name.mjs';
import { findPyodide } from '../../python-bridge/pyodide/peer.js';
import { loadFrom } from '../../python-bridge/pyodide/session.mjs';
import { startPython, type LoadWay } from '../../python-bridge/pyodide/start-python.mjs';
import { PYODIDE_VERSION } from '../../python-bridge/pyodide/version.js';
import type { BootReport } from '../../python-bridge/runtime/boot-report.js';
import { findLibrary, readHost } from '../../python-bridge/runtime/files.js';
import { MillraceError } from '../../src/errors.js';

jest.setTimeout(120_000);

const library = findLibrary()!;
const folder = mkdtempSync(join(tmpdir(), 'millrace-library-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Python {
  runPython(code: string): unknown;
}

/** Starts with that library, and says how the loads went. */
async function start(given: string) {
  const reports: BootReport[] = [];
  const ways: LoadWay[] = [];
  const onBoot = (report: BootReport): void => void reports.push(report);
  const load = loadFrom(findPyodide(), onBoot);
  const lines: string[] = [];
  const settings = {
    stdout: (line: string) => void lines.push(line),
    stderr: (line: string) => void lines.push(line),
    stdin: () => null,
  };
  const { python } = await startPython({
    load: (more, way) => {
      ways.push(way);
      return load(more, way);
    },
    settings,
    library: given,
    hostFiles: readHost(),
    onBoot,
  });
  return { python: python as Python, ways, reports };
}

describe('Python’s own modules as bytecode', () => {
  test('are found, and say which Pyodide they are of', () => {
    const beginning = new Uint8Array(readFileSync(library).subarray(0, LABEL_END));
    expect(library.endsWith(libraryName(PYODIDE_VERSION))).toBe(true);
    expect(isLibrary(beginning, PYODIDE_VERSION)).toBe(true);
    expect(isLibrary(beginning, '314.0.8')).toBe(false);
    expect(isLibrary(beginning.subarray(0, 20), PYODIDE_VERSION)).toBe(false);
    expect(isLibrary(new TextEncoder().encode('<!doctype html>'), PYODIDE_VERSION)).toBe(false);
  });

  test('are what Python and the host are imported from, and the host is no source', async () => {
    const { python, ways, reports } = await start(library);
    expect(ways).toEqual([{ library, step: 'compile' }]);
    expect(reports).toEqual([{ type: 'compile' }]);
    const loaded = python.runPython(`
import json, sys
def kind(name): return sys.modules[name].__file__.rpartition(".")[2]
json.dumps(sorted({kind(name) for name in ("json", "asyncio", "inspect", "millrace_host.host")}))`);
    expect(loaded).toBe('["pyc"]');
  });

  test('that are broken are tried once, then Python starts with its sources', async () => {
    const broken = join(folder, 'broken.zip');
    writeFileSync(broken, readFileSync(library).subarray(0, 100_000));
    const { python, ways } = await start(broken);
    expect(ways.map((way) => way.library)).toEqual([broken, undefined]);
    expect(python.runPython('import json; json.__file__.rpartition(".")[2]')).toBe('py');
  });

  test('are not tried again without when the files of Pyodide are at fault', async () => {
    const fault = new MillraceError('python-boot-failed', 'no file');
    const loads: LoadWay[] = [];
    const starting = startPython({
      load: (_, way) => {
        loads.push(way);
        return Promise.reject(fault);
      },
      settings: { stdout: () => undefined, stderr: () => undefined, stdin: () => null },
      library,
      hostFiles: {},
      onBoot: () => undefined,
    });
    await expect(starting).rejects.toBe(fault);
    expect(loads).toHaveLength(1);
  });
});
