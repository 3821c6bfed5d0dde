/** What a job and the jobs of its subgraphs have in common. */
import type { Clock } from '../clock.js';
import type { Subgraph } from '../graph/subgraph-scope.js';
import type { JobEmitter } from './job-emitter.js';
import type { Executor } from './executor.js';
import type { FunctionTable } from './function-table.js';
import type { Memo } from './memo/memo.js';
import type { NodeStates } from './node-states.js';
import type { Program } from './program.js';
import type { HandleRef, PythonRuntime } from './python/python-runtime.js';

export interface JobShared {
  readonly jobId: string;
  readonly clock: Clock;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  readonly emitter: JobEmitter;
  readonly functions: FunctionTable;
  readonly python: PythonRuntime | undefined;
  /** Made when the first node needs it. */
  readonly workers: () => Executor;
  /** A graph that a function runs: planned, bound, and its functions loaded. */
  readonly bindGraph: (place: Subgraph) => Promise<Program>;
  readonly memo: Memo | undefined;
  /** What the job uses in a Python store; let go of when it ends, but for the result's. */
  readonly handles: Set<HandleRef>;
  readonly states: NodeStates;
  readonly timing: boolean;
  readonly keepAll: boolean;
  readonly isolate: boolean;
  readonly task: unknown;
  readonly secrets: Readonly<Record<string, unknown>>;
  /** Takes the secrets out of a text; undefined when there are none. */
  readonly redact: ((text: string) => string) | undefined;
}
