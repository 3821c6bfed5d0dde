/** What a function may know about the run it is called in. */
import type { LogLevel } from './python-runtime.js';

/**
 * The last argument of a function that asks for it (a final parameter of this type; `call.context`
 * in the config). It is no port.
 */
export interface NodeContext {
  readonly jobId: string;
  readonly nodeId: string;
  /** Aborted when the job is cancelled; what a function does afterwards is ignored. */
  readonly signal: AbortSignal;
  /** Writes a line to the node's log. @default level "info" */
  log(message: string, level?: LogLevel): void;
  /** Reports how far the function is. */
  progress(done: number, total?: number, message?: string): void;
}
