/** What a function may know about the run it is called in. */
import type { CallContext } from './call-context.js';
import type { LogLevel } from './python/python-runtime.js';

/** Places to keep things in, each a map that lives as long as its name says (rule R11). */
export interface NodeState {
  /** Shared by all nodes of the job. */
  readonly job: Map<string, unknown>;
  /** The node's own in this job, over all tries and attempts. */
  readonly node: Map<string, unknown>;
  /** The node's own in every job of the runner, until `runner.close()`. */
  readonly runner: Map<string, unknown>;
}

/** The names of a graph's ports. */
export interface GraphPorts {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * The last argument of a function that asks for it (a final parameter of this type; `call.context`
 * in the config). It is no port.
 */
export interface NodeContext extends CallContext {
  /** Aborted when the job is cancelled or the node times out; what a function does then is ignored. */
  readonly signal: AbortSignal;
  /** @throws MillraceError `no-state` outside the runner's thread: in a worker, in Python */
  readonly state: NodeState;
  /** Writes a line to the node's log. @default level "info" */
  log(message: string, level?: LogLevel): void;
  /** Reports how far the function is. */
  progress(done: number, total?: number, message?: string): void;
  /**
   * The names of the ports of a graph of the document.
   * @throws MillraceError `unknown-subgraph`; `no-graphs` outside the runner's thread
   */
  readonly graphPorts: (name: string) => GraphPorts;
  /**
   * Runs a graph of the document inside this node (rule R16), as often as it is called, at the same
   * time as well: the nodes of the first one are reported as `node/0/inner`, of the next as
   * `node/1/inner`. What is still under way when the function returns is cancelled.
   *
   * @param inputs Values by the graph's inputs; they override controls of its nodes.
   * @returns the outputs by name, without those whose branch was not taken
   * @throws MillraceError (rejects with it) `subgraph-failed` when a node in it fails;
   * `unknown-subgraph`, `unknown-input`, `subgraph-recursion`; `run-graph-cancelled`; `not-sync` in a
   * synchronous run; `no-graphs` outside the runner's thread: in a worker
   */
  readonly runGraph: (
    name: string,
    inputs?: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Record<string, unknown>>>;
}
