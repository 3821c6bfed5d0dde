/** Rules R5 and R7: why a node is not called when its inputs have settled. */
import { MillraceError } from '../errors.js';
import type { PlanProblem } from '../graph/plan.js';
import type { SkipCause } from './events.js';
import type { Job } from './job.js';
import { noValue } from './no-value.js';
import { CANCELLED, ERROR, SKIPPED } from './status.js';

/** What settles a node in place of a call. */
type Obstacle =
  | { readonly type: 'skip'; readonly cause: SkipCause }
  | { readonly type: 'given'; readonly outputs: readonly unknown[] }
  | { readonly type: 'error'; readonly error: unknown };

/** Settles a node that is not called. */
export function settleObstacle(job: Job, rank: number, obstacle: Obstacle): void {
  if (obstacle.type === 'skip') job.skip(rank, obstacle.cause);
  else if (obstacle.type === 'given') job.settleGiven(rank, obstacle.outputs);
  else job.fail(rank, obstacle.error, 0);
}

/** Undefined when the node is to be called. */
export function findObstacle(job: Job, rank: number): Obstacle | undefined {
  if (job.program.isSpecial[rank] === 1) {
    const { id, node, problems, pinned } = job.node(rank);
    if (node.disabled === true) return { type: 'skip', cause: { nodeId: id, reason: 'disabled' } };
    if (pinned === 'all') return { type: 'given', outputs: job.givenOf(rank)! };
    return { type: 'error', error: toProblemError(problems) };
  }
  if (!job.hasGaps || !lacksValue(job, rank)) return undefined;
  return { type: 'skip', cause: findCause(job, rank) };
}

function toProblemError(problems: readonly PlanProblem[]): MillraceError {
  const [first] = problems;
  const message = problems.map((problem) => problem.message).join('; ');
  return new MillraceError(first!.code, message, { details: { ...first!.details, problems } });
}

/** An input without a value that does not fall back, or no wired input with one. */
function lacksValue(job: Job, rank: number): boolean {
  const { plan } = job.program;
  const { inputs } = job.node(rank);
  const base = plan.inputBase[rank]!;
  let wired = false;
  let some = false;
  for (let index = 0; index < inputs.length; index += 1) {
    const slot = plan.inputSlot[base + index]!;
    if (slot === -1) continue;
    wired = true;
    const slots = slot >= 0 ? [slot] : plan.multiples[-2 - slot]!;
    const present = slots.filter((each) => job.values[each] !== noValue).length;
    if (present < slots.length && inputs[index]!.whenMissing !== 'default') return true;
    some ||= present > 0;
  }
  return wired && !some;
}

/** The root cause; among several of the inputs that make it skip the first in plan order. */
function findCause(job: Job, rank: number): SkipCause {
  return firstCause(job, rank, true) ?? firstCause(job, rank, false)!;
}

/** @param strict Only of inputs that do not fall back. */
function firstCause(job: Job, rank: number, strict: boolean): SkipCause | undefined {
  const { plan } = job.program;
  const base = plan.inputBase[rank]!;
  let first: SkipCause | undefined;
  let firstRank = Infinity;
  for (let input = plan.inputBase[rank]!; input < plan.inputBase[rank + 1]!; input += 1) {
    const slot = plan.inputSlot[input]!;
    const slots = slot >= 0 ? [slot] : slot === -1 ? [] : plan.multiples[-2 - slot]!;
    if (strict && job.node(rank).inputs[input - base]!.whenMissing === 'default') continue;
    for (const each of slots) {
      if (job.values[each] !== noValue) continue;
      const cause = rootCause(job, plan.slotOwner[each]!);
      const causeRank = plan.rankById.get(cause.nodeId)!;
      if (causeRank >= firstRank) continue;
      first = cause;
      firstRank = causeRank;
    }
  }
  return first;
}

/** What a node without a value does to those that need it. */
export function rootCause(job: Job, rank: number): SkipCause {
  const nodeId = job.node(rank).id;
  switch (job.status[rank]) {
    case ERROR:
      return { nodeId, reason: 'error' };
    case CANCELLED:
      return { nodeId, reason: 'cancelled' };
    case SKIPPED:
      return job.causes.get(rank)!;
    default:
      return { nodeId, reason: 'branch' };
  }
}
