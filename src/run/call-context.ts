/** The facts of a call (rule R11). */

/** What a function's `NodeContext` is made from, as plain data that can cross. */
export interface CallContext {
  readonly jobId: string;
  readonly nodeId: string;
  /** From 1. */
  readonly attempt: number;
  /** The checked arguments by port; an omitted one is absent. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly task: unknown;
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string;
}
