/** A plan bound to functions, checks and constants: what the run loops walk. */
import type { Plan } from '../graph/plan.js';
import { InputBinder } from './bind-inputs.js';
import type { BoundInputs } from './bind-inputs.js';
import type { Binder, Binding } from './binding.js';
import type { CheckCache } from './check-cache.js';

/**
 * A plan ready to run. Value slots: first the outputs of all nodes (numbered by the plan), then one
 * constant per input port, so that the loops never ask whether an input is wired.
 */
export interface Program extends BoundInputs {
  readonly plan: Plan;
  readonly bindings: readonly (Binding | undefined)[];
  /** Per rank: 1 for a node that is settled without a look at its inputs: bad or disabled. */
  readonly isSpecial: Uint8Array;
  /** Per output slot: 1 where a wire leads from it; the other outputs are the graph's ends. */
  readonly isWired: Uint8Array;
}

/** Binds every node of a plan. Nothing is called. */
export function createProgram(
  plan: Plan,
  { binder, checks }: { readonly binder: Binder; readonly checks: CheckCache },
): Program {
  const bindings = plan.nodes.map(({ type, problems }) =>
    type === undefined || problems.length > 0 ? undefined : binder.bind(type),
  );
  return {
    plan,
    bindings,
    isSpecial: Uint8Array.from(plan.nodes, ({ node, problems }) =>
      problems.length > 0 || node.disabled === true ? 1 : 0,
    ),
    isWired: wiredSlots(plan),
    ...new InputBinder(plan, { bindings, checks }).bind(),
  };
}

function wiredSlots(plan: Plan): Uint8Array {
  const wired = new Uint8Array(plan.slotOwner.length);
  for (const slot of plan.inputSlot) if (slot >= 0) wired[slot] = 1;
  for (const slots of plan.multiples) for (const slot of slots) wired[slot] = 1;
  return wired;
}
