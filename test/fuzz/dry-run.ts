/** Holds what a dry run said against what the run did then. */
import type { PlannedNode } from 'millrace';
import type { Observed } from './world.js';

/** What was certain and came out otherwise, in words; of a run that nothing cut short. */
export function brokenPromises({ planned, result }: Observed): string[] {
  if (planned === undefined || result === undefined) return [];
  const strangers = Object.keys(planned.nodes).filter((id) => result.nodes[id] === undefined);
  const found = strangers.map((id) => `the dry run lists ${id}, the run does not`);
  for (const [id, { status, attempts, cached }] of Object.entries(result.nodes)) {
    if (id.includes('/')) continue;
    const plan = planned.nodes[id];
    if (plan === undefined) found.push(`the dry run does not list ${id}`);
    else if (plan.certain && !KEPT[plan.action]({ status, attempts, cached })) {
      found.push(
        `the dry run of ${id}: ${plan.action} (${plan.reason}); it was ${status}, ${attempts} tries, cached: ${cached}`,
      );
    }
  }
  return found;
}

interface Fate {
  readonly status: string;
  readonly attempts: number;
  readonly cached: boolean;
}

/** A node that is to run may get no value, or the wrong one, from another that runs. */
const KEPT: Readonly<Record<PlannedNode['action'], (fate: Fate) => boolean>> = {
  run: () => true,
  reuse: ({ status, cached }) => status === 'success' && cached,
  skip: ({ status }) => status === 'skipped',
  fail: ({ status, attempts }) => status === 'error' && attempts === 0,
};
