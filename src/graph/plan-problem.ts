/** What is wrong with a node. */

/** Why a node can't run whatever it gets (rule R7). */
export interface PlanProblem {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly portName?: string;
}
