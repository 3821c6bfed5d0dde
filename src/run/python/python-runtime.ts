/**
 * The port between the runner and a Python interpreter, wherever that runs. The runner decides what
 * runs and when; a runtime attempts each node of a batch once and keeps Python values in Python.
 */
import type { ErrorInfo } from '../../errors.js';
import type { Config, ParameterKind, ReturnsMode } from '../../config/config.js';
import type { Diagnostic, FunctionSignature } from '../../config/signature.js';
import type { CallContext } from '../call-context.js';

/** Names a value in an interpreter's store; dead once that interpreter was replaced. */
export interface HandleRef {
  /** Counts the interpreters of one runtime, from 1. */
  readonly epoch: number;
  readonly id: number;
}

/** What is shown of a value that stays where it is. */
export interface Preview {
  /** The type's name in its own language: `list`, `Point`, `Array`. */
  readonly type: string;
  /** At most 200 characters. */
  readonly text: string;
  /** Items, characters or bytes, where the value has a length. */
  readonly length?: number;
}

/** Where an argument's value comes from. */
export type BatchSource =
  /** A JavaScript value the runner has checked; the runtime encodes it. */
  | { readonly type: 'value'; readonly value: unknown }
  /** A value of an earlier batch, still in the interpreter's store. */
  | { readonly type: 'handle'; readonly handle: HandleRef }
  /** Output number `output` of node number `node` of this batch (always an earlier one). */
  | { readonly type: 'node'; readonly node: number; readonly output: number };

/** One argument; an omitted one is not listed. */
export interface BatchArgument {
  /** The input port's name, for messages. */
  readonly port: string;
  /** The parameter's name in the function. */
  readonly parameter: string;
  readonly kind?: ParameterKind;
  /** Convert the items of a value that is in Python already, too (rule R3: an unsafe wire). */
  readonly deep?: true;
  readonly source: BatchSource;
}

/** What the runner wants back of one output. A JSON scalar always comes back as a value. */
export interface BatchKeep {
  /** `small`: the value if its JSON is at most 64 kB; `always`: whatever its size. */
  readonly value: 'never' | 'small' | 'always';
  /** Keep it in the store until {@link PythonRuntime.release}. */
  readonly handle: boolean;
}

/** One node to call. */
export interface BatchNode {
  readonly nodeId: string;
  /** Dotted module name. */
  readonly module: string;
  /** The function's name in the module. */
  readonly export: string;
  readonly returns: ReturnsMode;
  readonly arguments: readonly BatchArgument[];
  /** Output ports in order, with what to keep of each. */
  readonly outputs: readonly { readonly name: string; readonly keep: BatchKeep }[];
  /** Present when the function's last parameter is a `NodeContext`. */
  readonly context?: CallContext;
  /** Milliseconds from its start after which the runtime ends it: error `node-timeout` (P4). */
  readonly timeoutMs?: number;
}

/** Nodes that need nothing from outside the batch, in an order that respects their wires. */
export interface Batch {
  readonly nodes: readonly BatchNode[];
}

/**
 * One output as it comes back: `noValue` alone, or at least one of `value` and `preview`. NaN and
 * the infinities cross like scalars.
 */
export interface RemoteOutput {
  /** Present when the value crossed; `null` is None. */
  readonly value?: unknown;
  readonly handle?: HandleRef;
  readonly preview?: Preview;
  /** Why a value that was asked for could not cross. */
  readonly error?: ErrorInfo;
  /** The function returned `no_value` here: this branch is not taken. */
  readonly noValue?: true;
}

/** How one node of a batch ended. */
export type NodeOutcome =
  | {
      readonly status: 'success';
      readonly outputs: readonly RemoteOutput[];
      readonly durationMs: number;
    }
  | { readonly status: 'error'; readonly error: ErrorInfo; readonly durationMs: number };

export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

/** What a batch reports while it runs; `node` is the index in the batch. */
export interface BatchListener {
  onStarted(node: number): void;
  onLogged(node: number, level: LogLevel, message: string): void;
  onProgressed(
    node: number,
    done: number,
    total: number | undefined,
    message: string | undefined,
  ): void;
  onSettled(node: number, outcome: NodeOutcome): void;
}

/** What a batch leaves to the runner. */
export interface BatchResult {
  /**
   * Nodes not attempted: an earlier node of the batch failed or gave no value, or the interpreter
   * went before their turn.
   */
  readonly unattempted: readonly number[];
  /**
   * Nodes that had started and went down with their interpreter by no fault of their own: another
   * node broke it, or did not let itself be stopped (P5).
   */
  readonly lost: readonly number[];
}

/** What an interpreter holds at this moment. */
export interface RuntimeUsage {
  /** Values in its store, which live until {@link PythonRuntime.release}. */
  readonly stored: number;
  /** Nodes that have started and not ended. */
  readonly running: number;
  /** Bytes of memory: Pyodide's heap, which never shrinks, or what the process has resident. */
  readonly memoryBytes: number;
}

/** One Python module as read by import. */
export interface ModuleIntrospection {
  /** Dotted module name. */
  readonly module: string;
  readonly functions: readonly FunctionSignature[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A Python module to load: its source text, and the file name for messages and tracebacks. */
export interface PythonModule {
  readonly source: string;
  readonly file: string;
}

/** A source text that somebody is writing. */
export interface LiveSource {
  readonly source: string;
  /** The dotted name it is imported by, with which its type ids begin. @default "live" */
  readonly module?: string;
  /** Its name in messages and tracebacks. @default the module's: `a.b` is `a/b.py` */
  readonly file?: string;
  /** Milliseconds its import may take; then the interpreter is ended. @default 10_000 */
  readonly timeoutMs?: number;
}

/** What a source text makes. */
export interface LiveModule {
  readonly module: string;
  readonly file: string;
  /** False: it can't be imported, and the module is what it was before. */
  readonly accepted: boolean;
  /** Its nodes with their port types, as codegen makes them of the file; none when not accepted. */
  readonly config: Config;
  /** What is wrong, with line and column; an error costs its function's node, or all of them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The calls that answer at once, there only while the interpreter lives on this thread. */
export interface SyncPython {
  runBatch(batch: Batch, listener: BatchListener): BatchResult;
  fetch(handle: HandleRef): unknown;
}

/** A Python interpreter with the user's modules. */
export interface PythonRuntime {
  readonly placement: 'pyodide' | 'cpython';
  /** Present once an in-thread interpreter has booted. */
  readonly sync?: SyncPython;
  /**
   * Starts the interpreter; every other call does so by itself. Idempotent.
   * @throws MillraceError `python-boot-timeout`, `python-boot-failed`, `peer-missing`
   */
  boot(): Promise<void>;
  /**
   * Adds modules (name → source) to those it can import; a name that exists is replaced and
   * imported afresh at its next use.
   */
  addModules(modules: Readonly<Record<string, PythonModule>>): Promise<void>;
  /** Imports the named modules and reads their functions' signatures; calls none of them. */
  introspect(modules: readonly string[]): Promise<readonly ModuleIntrospection[]>;
  /**
   * Reads a text as a module and, where it can be imported, puts it in the module's place: rule P9.
   * Texts are taken one after the other, in the order of the calls.
   */
  introspect(source: LiveSource): Promise<LiveModule>;
  /** Dotted names a source text imports, relative ones made absolute for `module`. */
  findImports(module: string, source: string): Promise<readonly string[]>;
  /**
   * Which of its interpreters runs a module, the same for as long as the runtime lives; absent where
   * there is only one. The nodes of a batch, and the handles they take, are of one lane.
   */
  laneOf?(module: string): number;
  /**
   * Runs a batch. An abort of `signal` ends what is left of it, and of no other batch: async nodes
   * are cancelled, a synchronous one is interrupted, and one that resists is ended with its
   * interpreter. Then, within 0.9 seconds, the promise rejects with `python-cancelled`. A node that
   * breaks the interpreter is that node's error `python-crashed`, not a rejection.
   */
  runBatch(batch: Batch, listener: BatchListener, signal?: AbortSignal): Promise<BatchResult>;
  /**
   * The value behind a handle.
   * @throws MillraceError `handle-dead` once its interpreter was replaced or it was released
   */
  fetch(handle: HandleRef): Promise<unknown>;
  /** What it holds, of all its interpreters together; zeros when none is running. */
  usage?(): Promise<RuntimeUsage>;
  /** True while the value is in the store: its interpreter runs, and nobody has released it. */
  isLive?(handle: HandleRef): boolean;
  /** Forgets handles; unknown and dead ones are ignored. */
  release(handles: readonly HandleRef[]): void;
  /** Ends the interpreter; nothing is left running. Idempotent. */
  close(): Promise<void>;
}
