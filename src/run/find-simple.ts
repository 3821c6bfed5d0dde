/** Which nodes the fast loop of simple-run.ts can run. */
import type { Plan } from '../graph/plan.js';
import type { BoundInputs } from './inputs/bind-inputs.js';
import type { Binding } from './binding.js';

const MAX_ARGUMENTS = 3;

/** A program, as far as it matters here. */
interface Candidates extends Pick<BoundInputs, 'inputErrors' | 'secrets'> {
  readonly plan: Plan;
  readonly bindings: readonly (Binding | undefined)[];
  readonly isSpecial: Uint8Array;
}

/**
 * Per rank: 0, or 1 + the number of inputs of a node that is called inline with all of them, has one
 * output, no settings, and gets nothing that crosses a border.
 */
export function findSimple(program: Candidates): Uint8Array {
  const { plan, bindings, isSpecial, inputErrors, secrets } = program;
  const isPlainSource = (rank: number): boolean =>
    bindings[rank]?.placement === 'inline' &&
    plan.nodes[rank]!.subgraph === undefined &&
    plan.nodes[rank]!.pinned === undefined;
  return Uint8Array.from(plan.nodes, ({ type, inputs, outputs, settings, pinned }, rank) => {
    if (type === undefined || isSpecial[rank] === 1 || pinned !== undefined) return 0;
    const isPlain =
      isPlainSource(rank) &&
      settings.retry === undefined &&
      settings.timeoutMs === undefined &&
      !settings.cache &&
      type.call.collect !== true &&
      !type.call.context &&
      type.returns === 'value' &&
      outputs.length === 1 &&
      inputs.length <= MAX_ARGUMENTS;
    if (!isPlain) return 0;
    const base = plan.inputBase[rank]!;
    const areInputsPlain = inputs.every((port, index) => {
      const slot = plan.inputSlot[base + index]!;
      if (port.kind === 'rest' || port.partOf !== undefined) return false;
      if (port.whenMissing === 'default') return false;
      if (inputErrors.has(base + index) || secrets.has(base + index)) return false;
      return slot === -1 || (slot >= 0 && isPlainSource(plan.slotOwner[slot]!));
    });
    return areInputsPlain ? 1 + inputs.length : 0;
  });
}
