/** What it takes to load an interpreter; all of it can be cloned into a worker but the functions. */
export interface SessionOptions {
  /** `pyodide.mjs`, as a URL. */
  readonly pyodideUrl: string;
  /** The folder of Pyodide's files: a path ending in a slash. */
  readonly indexUrl: string;
  /** File name → text of the package `millrace_host`. */
  readonly hostFiles: Readonly<Record<string, string>>;
  /** Takes each line that is printed outside any node. */
  readonly onPrinted: (line: string) => void;
  /** Told when the interpreter broke while no request was waiting for it. */
  readonly onBroken: (error: unknown) => void;
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
