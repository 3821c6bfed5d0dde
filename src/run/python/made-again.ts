/** Values that an interpreter took with it and that were made once more (P3). */
import { listNames } from '../../config/document.js';
import { MillraceError } from '../../errors.js';
import type { ErrorInfo } from '../../errors.js';
import type { BatchMember } from './collect-batch.js';
import { moduleOf } from './lane.js';
import type { NodeOutcome } from './python-runtime.js';
import { RemoteValue, toSlotValue } from './remote-value.js';

/** Puts the new handles where the dead ones are. */
export function refill(
  { job, rank, refills = [] }: BatchMember,
  { outputs }: Extract<NodeOutcome, { status: 'success' }>,
): void {
  for (const { handle } of outputs) if (handle !== undefined) job.shared.handles.add(handle);
  for (const { place, output } of refills) {
    const made = outputs[output];
    if (made === undefined || (made.handle === undefined && made.value === undefined)) continue;
    const old = place.job.values[place.slot];
    if (RemoteValue.is(old)) place.job.values[place.slot] = toSlotValue(made, moduleOf(job, rank));
  }
}

/** What the log of a node says of the nodes that were called again for it. */
export function toldOf({ calledAgain }: BatchMember): string {
  const names = [...calledAgain];
  return (
    `values it needs were lost with their Python interpreter; called again to make them: ` +
    listNames(names)
  );
}

/** Why a node was not attempted, where one that was called again for it failed. */
export function remakeFailed(
  {
    members,
    failedAgain,
  }: {
    readonly members: readonly BatchMember[];
    readonly failedAgain: ReadonlyMap<number, ErrorInfo>;
  },
  index: number,
): MillraceError | undefined {
  if (failedAgain.size === 0) return undefined;
  const open = new Set([index]);
  for (const at of open) {
    const error = failedAgain.get(at);
    const { job, rank, remade } = members[at]!;
    if (error !== undefined) {
      const failed = job.nameOf(rank);
      return new MillraceError(
        'handle-dead',
        `a value of ${failed} was lost with its Python interpreter, and ${failed} failed when it ` +
          `was called again: ${error.message}; give the node a \`retry\`, or run the job again`,
        { cause: error, details: { nodeId: failed } },
      );
    }
    for (const source of remade.values()) {
      if (source.type === 'node') open.add(source.node);
    }
  }
  return undefined;
}
