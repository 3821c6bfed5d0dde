import type { Packet } from '../runtime/packet.js';
import type { PackageLoad } from '../packages/package-load.js';
import type { OnReport } from '../runtime/boot-report.js';
import type { StartOptions } from './start-python.mjs';

/** A node of a batch, both by number. */
export interface NodeInControl {
  readonly batch: number;
  readonly node: number;
}

/** Hears why an interpreter can't go on, and which node had control. */
export type OnBroken = (error: unknown, node?: NodeInControl) => void;

/** What a session tells whoever made it. */
export interface SessionHooks {
  /** Takes each line that is printed outside any node. */
  readonly onPrinted: (line: string) => void;
  /** Told when the interpreter broke while no request was waiting for it, and which node had control. */
  readonly onBroken: OnBroken;
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
  /** Shared with whoever stops batches; see `interrupts.mjs`. @default this thread's own */
  readonly flags?: Int32Array | undefined;
  /** Installed before anything else is imported. */
  readonly packages?: PackageLoad | undefined;
  /** What its memory can't grow beyond. */
  readonly memoryLimitMb: number;
}

/** One interpreter; requests and replies are JSON texts with buffers. A throw means that it is broken. */
export interface Session {
  /** Pyodide's version. */
  readonly version: string;
  call(request: string): Packet;
  /** `id` is what the batch is called when it is to be stopped: a whole number from 1. */
  startSync(request: Packet, emit: (events: Packet) => void, id: number): Packet;
  /** The reply at once when no node had to be awaited. */
  start(request: Packet, emit: (events: Packet) => void, id: number): Packet | Promise<Packet>;
  /** Lets no node of the batch start any more, and cancels those that wait. */
  stop(id: number): void;
  /** True when another thread has raised the flag of the batch. */
  isStopped(id: number): boolean;
  /** No other thread can raise a flag: that a batch has to end is heard by message only. */
  readonly hearsLate: boolean;
  /** The node that has control, or had it when the interpreter broke. */
  inControl(): NodeInControl | undefined;
  /** Lets no async node go on: what waits will wait forever, and holds nothing up. */
  end(): void;
}

export function createSession(options: SessionOptions): Promise<Session>;

/** Loads Pyodide in Node: `pyodide.mjs` as a URL, its folder as a path ending in a slash. */
export function loadFrom(
  place: { readonly pyodideUrl: string; readonly indexUrl: string },
  onBoot: OnReport,
): SessionOptions['load'];
