/** The facts of a call (rule R11), as plain data that can cross to a worker or to Python. */
export interface CallContext {
  readonly jobId: string;
  /** Inside a subgraph the path of ids, `outer/inner`. */
  readonly nodeId: string;
  /** Which try of the node this is, from 1. */
  readonly attempt: number;
  /** The checked arguments by port; an omitted one is absent. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The run's `context.task`. */
  readonly task: unknown;
  /** The run's `context.secrets`. */
  readonly secrets: Readonly<Record<string, unknown>>;
  /** `<job id>/<node id>`: the same for every try, for services that do a thing only once. */
  readonly idempotencyKey: string;
}
