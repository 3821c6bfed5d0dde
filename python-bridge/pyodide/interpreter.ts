/** One Python interpreter, in this thread or another; a runtime replaces it when it has ended. */
import { MillraceError } from '../../src/errors.js';

/** Takes a JSON text of events, in order. */
export type OnEvents = (events: string) => void;

/** Requests and replies are JSON texts, see `messages.ts`. */
export interface Interpreter {
  /** Settles when it has booted; rejects with the reason when it has not. */
  readonly ready: Promise<void>;
  /** Why it can't be used any more. */
  readonly ended: MillraceError | undefined;
  /** Present after the boot when the interpreter lives in this thread. */
  readonly sync?: SyncInterpreter;
  /** A request that runs none of the user's functions. */
  call(request: string): Promise<string>;
  batch(request: string, onEvents: OnEvents): Promise<string>;
  /** Rejects everything under way with `reason`; settles when nothing is left running. */
  end(reason: MillraceError): Promise<void>;
}

/** The requests that answer at once. */
export interface SyncInterpreter {
  call(request: string): string;
  batch(request: string, onEvents: OnEvents): string;
}

/** What it takes to start one. */
export interface BootOptions {
  readonly pyodideUrl: string;
  readonly indexUrl: string;
  readonly hostFiles: Readonly<Record<string, string>>;
  readonly bootTimeoutMs: number;
}

/** Pyodide's version that this package is made for. */
export const PYODIDE_VERSION = '314.0.7';

/** The error of an interpreter that did not start in time; Pyodide itself would wait forever. */
export function bootTimedOut(milliseconds: number): MillraceError {
  return new MillraceError(
    'python-boot-timeout',
    `Python did not start within ${milliseconds} ms; raise bootTimeoutMs on a slow machine, or ` +
      `check that Pyodide's files can be read`,
    { details: { bootTimeoutMs: milliseconds } },
  );
}

/** The error of an interpreter that could not start. */
export function bootFailed(reason: string, cause?: unknown): MillraceError {
  return new MillraceError('python-boot-failed', `Python could not start: ${reason}`, { cause });
}

/** The error of an interpreter that broke. */
export function crashed(reason: string): MillraceError {
  return new MillraceError(
    'python-crashed',
    `the Python interpreter broke and was ended: ${reason}. The next call starts a new one; ` +
      'values kept in the old one are lost',
  );
}

/** Refuses any other version of Pyodide than ours. */
export function checkVersion(version: unknown): void {
  if (version === PYODIDE_VERSION) return;
  throw new MillraceError(
    'peer-version',
    `expected pyodide ${PYODIDE_VERSION}, got ${String(version)}; ` +
      `run: npm install pyodide@${PYODIDE_VERSION}`,
    { details: { expected: PYODIDE_VERSION, got: String(version) } },
  );
}
