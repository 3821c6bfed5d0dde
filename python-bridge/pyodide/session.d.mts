import type { PackageLoad } from '../packages/package-load.js';
import type { InstallEvent } from './packages.mjs';

/** What a session tells whoever made it. */
export interface SessionHooks {
  /** Takes each line that is printed outside any node. */
  readonly onPrinted: (line: string) => void;
  /** Told when the interpreter broke while no request was waiting for it. */
  readonly onBroken: (error: unknown) => void;
}

/** What every load of Pyodide is told. */
export interface PyodideSettings {
  readonly stdout: (line: string) => void;
  readonly stderr: (line: string) => void;
  readonly stdin: () => null;
}

/** Pyodide's own object, and its version. */
export interface LoadedPyodide {
  readonly version: string;
  readonly python: unknown;
}

/** What it takes to make a session. */
export interface SessionOptions extends SessionHooks {
  /** Loads Pyodide with these settings and its own. */
  readonly load: (settings: PyodideSettings) => Promise<LoadedPyodide>;
  /** File name → text of the package `millrace_host`. */
  readonly hostFiles: Readonly<Record<string, string>>;
  /** Installed before anything else is imported. */
  readonly packages?: PackageLoad | undefined;
  /** Told how far these are. */
  readonly onBoot: (event: InstallEvent) => void;
}

/** One interpreter; requests and replies are JSON texts. A throw means that it is broken. */
export interface Session {
  /** Pyodide's version. */
  readonly version: string;
  call(request: string): string;
  startSync(request: string, emit: (events: string) => void): string;
  /** A text at once when no async node had to be awaited. */
  start(request: string, emit: (events: string) => void): string | Promise<string>;
  /** Lets no async node go on: what waits will wait forever, and holds nothing up. */
  stop(): void;
}

export function createSession(options: SessionOptions): Promise<Session>;

/** Loads Pyodide in Node: `pyodide.mjs` as a URL, its folder as a path ending in a slash. */
export function loadFrom(place: {
  readonly pyodideUrl: string;
  readonly indexUrl: string;
}): SessionOptions['load'];

/** What a worker does with each message: asks its session and posts what comes. */
export function createAnswer(
  session: Session,
  post: (message: object) => void,
  fail: (error: unknown) => void,
): (message: { readonly type: string; readonly id: number; readonly text: string }) => void;
