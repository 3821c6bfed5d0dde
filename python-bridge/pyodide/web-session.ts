/** Loads an interpreter in a browser: in a module worker or on a page. */
import { MillraceError } from '../../src/errors.js';
import { diagnoseScript } from './bad-file.js';
import type { PackageLoad } from '../packages/package-load.js';
import type { OnReport } from '../runtime/boot-report.js';
import { startDownloads } from './download.js';
import { lendFetch } from './lend-fetch.js';
import type { PyodideFile } from './pyodide-files.js';
import {
  createSession,
  type LoadedPyodide,
  type PyodideSettings,
  type Session,
  type SessionHooks,
} from './session.mjs';
import type { HostFiles, LoadWay, Snapshot } from './start-python.mjs';
import { checkVersion } from './version.js';

/** What a boot has to know; it can be posted to a worker. */
export interface WebBoot {
  /** The folder with Pyodide's files: an absolute URL that ends in a slash. */
  readonly indexUrl: string;
  /** The package `millrace_host`. */
  readonly hostFiles: HostFiles;
  /** Python's own modules as bytecode: an absolute URL. */
  readonly library?: string | undefined;
  readonly snapshot?: Snapshot | 'take' | undefined;
  /** Of the batches that have to end, where memory can be shared with the page. */
  readonly flags?: Int32Array | undefined;
  /** What is installed before modules are imported. */
  readonly packages?: PackageLoad | undefined;
  /** What its memory can't grow beyond. */
  readonly memoryLimitMb: number;
}

interface PyodideModule {
  readonly version: string;
  readonly loadPyodide: (options: object) => Promise<unknown>;
}

/**
 * Boots and reports each step. Rejects at once, with the reason, where Pyodide would wait for ever.
 * @throws MillraceError `python-boot-failed`, `peer-version`
 */
export async function createWebSession(
  { indexUrl, ...boot }: WebBoot,
  hooks: SessionHooks & { readonly onBoot: OnReport },
): Promise<Session> {
  requireWebAssembly();
  const stop = new AbortController();
  const load = async (settings: PyodideSettings, way: LoadWay): Promise<LoadedPyodide> => {
    const { onBoot } = hooks;
    const downloads = startDownloads({ ...way, indexUrl, onBoot, signal: stop.signal });
    const stdLib = way.library === undefined ? {} : { stdLibURL: way.library };
    // Pyodide imports this one by itself, but only after the other has come.
    const binding = importScript('pyodide.asm.mjs', indexUrl);
    const script = importScript('pyodide.mjs', indexUrl) as Promise<PyodideModule>;
    const first = Promise.all([script, binding, ...downloads.responses.values()]);
    const [{ version, loadPyodide }] = await Promise.race([first, downloads.failed]);
    checkVersion(version);
    const python = lendFetch(downloads.responses, () =>
      loadPyodide({ ...settings, ...stdLib, indexURL: indexUrl }),
    );
    return { version, python: await Promise.race([python, downloads.failed]) };
  };
  try {
    return await createSession({ ...hooks, ...boot, load });
  } catch (error) {
    stop.abort();
    throw error;
  }
}

async function importScript(file: PyodideFile, indexUrl: string): Promise<unknown> {
  const url = indexUrl + file;
  try {
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ url);
  } catch (error) {
    throw await diagnoseScript(file, url, error);
  }
}

const EMPTY_MODULE = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Pyodide only warns when it may not compile, and waits for ever. */
function requireWebAssembly(): void {
  try {
    void new WebAssembly.Module(EMPTY_MODULE);
  } catch (error) {
    throw new MillraceError(
      'python-boot-failed',
      `Python could not start: expected WebAssembly to be allowed, got ${String(error)}; with a ` +
        "Content-Security-Policy, its script-src has to have 'wasm-unsafe-eval'",
      { cause: error },
    );
  }
}
