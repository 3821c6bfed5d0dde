/**
 * The bare loop: nothing to check, time, report or abort. Direct calls over flat arrays, one `try`
 * round all of them; whatever is out of the ordinary is left to the full loop.
 */
import type { FunctionTable } from './function-table.js';
import { isThenable, promiseError } from './invoke.js';
import type { Job } from './job.js';
import { noValue } from './no-value.js';
import type { Program } from './program.js';
import type { Callable } from './registry.js';
import { SUCCESS } from './status.js';

const MAX_ARGUMENTS = 3;

/**
 * The functions by rank when every node is a plain call (positional, at most three arguments, one
 * output, no settings, loaded), else undefined.
 */
export function bareFunctions(
  program: Program,
  functions: FunctionTable,
): readonly Callable[] | undefined {
  if (!isBare(program)) return undefined;
  const all = program.bindings.map((binding) => functions.get(binding!.entry!));
  return all.every((fn) => fn !== undefined) ? all : undefined;
}

function isBare(program: Program): boolean {
  const { plan, bindings, checks, inputErrors, inputSlot, secrets, subprograms, pinned } = program;
  if (inputErrors.size > 0 || checks.some((check) => check !== undefined)) return false;
  if (inputSlot.some((slot) => slot < 0)) return false;
  if (secrets.size > 0 || subprograms.size > 0 || pinned.length > 0) return false;
  return plan.nodes.every(({ type, inputs, settings }, rank) => {
    if (type === undefined || program.isSpecial[rank] === 1) return false;
    return (
      bindings[rank]?.placement === 'inline' &&
      settings.retry === undefined &&
      !settings.cache &&
      inputs.length <= MAX_ARGUMENTS &&
      inputs.every((port) => port.kind !== 'rest') &&
      type.call.style !== 'object' &&
      !type.call.context &&
      type.returns === 'value' &&
      type.outputs.length === 1
    );
  });
}

/**
 * Runs nodes in rank order until one fails or takes no branch, and returns the rank the full loop
 * goes on from. No function is called twice.
 */
export function runBare(job: Job, functions: readonly Callable[]): number {
  const { values, status } = job;
  const { inputSlot, plan } = job.program;
  const { inputBase } = plan;
  const count = functions.length;
  let rank = 0;
  let failed = false;
  let thrown: unknown;
  try {
    for (; rank < count; rank += 1) {
      const base = inputBase[rank]!;
      const fn = functions[rank]!;
      let value: unknown;
      switch (inputBase[rank + 1]! - base) {
        case 0:
          value = fn();
          break;
        case 1:
          value = fn(values[inputSlot[base]!]);
          break;
        case 2:
          value = fn(values[inputSlot[base]!], values[inputSlot[base + 1]!]);
          break;
        default:
          value = fn(
            values[inputSlot[base]!],
            values[inputSlot[base + 1]!],
            values[inputSlot[base + 2]!],
          );
      }
      if (typeof value !== 'number') {
        if (value === undefined) value = null;
        else if (value === noValue) break;
        else if (isThenable(value)) throw promiseError(job.node(rank).node, value);
      }
      values[rank] = value;
    }
  } catch (error) {
    failed = true;
    thrown = error;
  }
  status.fill(SUCCESS, 0, rank);
  job.attempts.fill(1, 0, Math.min(rank + 1, count));
  job.unsettled -= rank;
  if (rank === count) return rank;
  if (failed) {
    job.fail(rank, thrown, 0);
  } else {
    job.settleSuccess(rank, 0);
  }
  return rank + 1;
}
