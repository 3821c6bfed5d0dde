import type { OnReport } from '../runtime/boot-report.js';
import type { LoadedPyodide, PyodideSettings } from './session.mjs';

/** The Python host: an archive with its bytecode, or its sources by file name. */
export type HostFiles = Uint8Array | Readonly<Record<string, string>>;

/** The memory of an interpreter that had just started. */
export type Snapshot = ArrayBuffer | SharedArrayBuffer;

/** What a load of Pyodide is about. */
export interface LoadWay {
  /** Python's own modules as bytecode: a path or URL. @default those that come with Pyodide */
  readonly library?: string | undefined;
  /** To be reported when it begins. */
  readonly step: 'compile' | 'restore';
}

/** How Python starts. */
export interface StartOptions {
  /** Loads Pyodide with these settings and its own. */
  readonly load: (settings: PyodideSettings, way: LoadWay) => Promise<LoadedPyodide>;
  readonly hostFiles: HostFiles;
  /** Python's own modules as bytecode: a path or URL. @default those that come with Pyodide */
  readonly library?: string | undefined;
  /** What another boot took, or `take` to take one for others. @default neither */
  readonly snapshot?: Snapshot | 'take' | undefined;
  /**
   * Hears of the `snapshot`: null when none could be taken, or the given one did not work.
   */
  readonly onBoot: OnReport;
}

/** Python is there, and can import `millrace_host`. Rejects as `load` does. */
export function startPython(
  options: StartOptions & { readonly settings: PyodideSettings },
): Promise<LoadedPyodide>;
