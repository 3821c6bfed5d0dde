import type { HostMessage } from '../runtime/worker-port.js';
import type { Packet } from '../runtime/packet.js';
import type { PackageLoad } from '../packages/package-load.js';
import type { OnReport } from '../runtime/boot-report.js';
import type { StartOptions } from './start-python.mjs';

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
export interface SessionOptions extends SessionHooks, StartOptions {
  /** Installed before anything else is imported. */
  readonly packages?: PackageLoad | undefined;
}

/** One interpreter; requests and replies are JSON texts with buffers. A throw means that it is broken. */
export interface Session {
  /** Pyodide's version. */
  readonly version: string;
  call(request: string): Packet;
  startSync(request: Packet, emit: (events: Packet) => void): Packet;
  /** The reply at once when no async node had to be awaited. */
  start(request: Packet, emit: (events: Packet) => void): Packet | Promise<Packet>;
  /** Lets no async node go on: what waits will wait forever, and holds nothing up. */
  stop(): void;
}

export function createSession(options: SessionOptions): Promise<Session>;

/** Loads Pyodide in Node: `pyodide.mjs` as a URL, its folder as a path ending in a slash. */
export function loadFrom(
  place: { readonly pyodideUrl: string; readonly indexUrl: string },
  onBoot: OnReport,
): SessionOptions['load'];

/** What a worker does with each message: asks its session and posts what comes. */
export function createAnswer(
  session: Session,
  post: (message: object, transfer?: readonly ArrayBuffer[]) => void,
  fail: (error: unknown) => void,
): (message: HostMessage) => void;
