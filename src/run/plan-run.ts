/** Rule R12: what a run would do, and why, found out without calling anything. */
import { createRecord } from '../config/document.js';
import { toErrorInfo } from '../errors.js';
import type { Placement } from './events.js';
import { gatherArguments } from './inputs/gather-arguments.js';
import type { Job } from './job.js';
import { recallCall } from './memo/recall.js';
import { findObstacle } from './obstacle.js';
import { SUCCESS } from './status.js';

/** What would become of one node. */
export interface PlannedNode {
  /** `run`: called · `reuse`: its outputs are known · `skip` and `fail`: not called. */
  readonly action: 'run' | 'reuse' | 'skip' | 'fail';
  /** Where the outputs of a `reuse` come from. */
  readonly from?: 'pinned' | 'memo' | 'previous';
  /** Where it would run. */
  readonly placement?: Placement;
  /** For people. */
  readonly reason: string;
  /**
   * False where it depends on values that other nodes have yet to make: a node with `cache` whose
   * inputs may come out as they were. Nodes that run count as ones that succeed.
   */
  readonly certain: boolean;
}

/** What a run would do. */
export interface RunPlan {
  /** By node, in the order in which they would start. */
  readonly nodes: Readonly<Record<string, PlannedNode>>;
}

/** Settles the nodes of a job as far as that goes without calls. */
export function planRun(job: Job, reused: ReadonlySet<string> | undefined): RunPlan {
  job.shared.emitter.close();
  const planner = new RunPlanner(job, reused);
  const nodes = createRecord<PlannedNode>();
  job.program.plan.nodes.forEach(({ id }, rank) => {
    nodes[id] = planner.plan(rank);
  });
  job.release();
  return { nodes };
}

/** Stands for a value that a run would make. */
const UNKNOWN = Symbol('unknown');

class RunPlanner {
  readonly #job: Job;
  readonly #reused: ReadonlySet<string> | undefined;
  /** Ranks that would run: their outputs are not known. */
  readonly #runs = new Set<number>();

  constructor(job: Job, reused: ReadonlySet<string> | undefined) {
    this.#job = job;
    this.#reused = reused;
  }

  plan(rank: number): PlannedNode {
    const job = this.#job;
    const { id, pinned } = job.node(rank);
    const found = findObstacle(job, rank);
    if (found?.type === 'given') {
      job.settleGiven(rank, found.outputs);
      const isReused = pinned === 'all' && this.#reused?.has(id) === true;
      return isReused
        ? {
            action: 'reuse',
            from: 'previous',
            reason: 'the earlier run gives its outputs',
            certain: true,
          }
        : { action: 'reuse', from: 'pinned', reason: 'its outputs are pinned', certain: true };
    }
    if (found?.type === 'skip') {
      job.skip(rank, found.cause);
      const { nodeId, reason } = found.cause;
      return { action: 'skip', reason: SKIPPED_BECAUSE[reason](nodeId), certain: true };
    }
    if (found?.type === 'error') return this.#fail(rank, found.error);
    const source = this.#unknownSource(rank);
    return source === undefined ? this.#planCall(rank) : this.#planLater(rank, source);
  }

  /** All its inputs are known. */
  #planCall(rank: number): PlannedNode {
    const job = this.#job;
    let values: readonly unknown[];
    try {
      values = gatherArguments(job, rank, job.program.bindings[rank]!.placement !== 'inline');
    } catch (error) {
      return this.#fail(rank, error);
    }
    if (!job.usesMemo(rank)) return this.#run(rank, 'it has no `cache`', true);
    const outputs = recallCall(job, rank, values);
    if (outputs === undefined) {
      const reason = job.isAfresh(rank) ? 'it was asked to run again' : 'its inputs are new';
      return this.#run(rank, reason, true);
    }
    job.settleGiven(rank, outputs);
    return {
      action: 'reuse',
      from: 'memo',
      reason: 'it ran with the same inputs before',
      certain: true,
    };
  }

  #planLater(rank: number, source: number): PlannedNode {
    const name = this.#job.node(source).id;
    if (!this.#job.usesMemo(rank) || this.#job.isAfresh(rank)) {
      return this.#run(rank, `${name} runs, and it depends on that`, true);
    }
    return this.#run(rank, `${name} runs; unless it puts out what it did before`, false);
  }

  #run(rank: number, reason: string, certain: boolean): PlannedNode {
    const job = this.#job;
    const { placement } = job.program.bindings[rank]!;
    const { outputBase } = job.program.plan;
    this.#runs.add(rank);
    job.status[rank] = SUCCESS;
    job.values.fill(UNKNOWN, outputBase[rank], outputBase[rank + 1]);
    return { action: 'run', placement, reason, certain };
  }

  #fail(rank: number, error: unknown): PlannedNode {
    const info = toErrorInfo(error);
    this.#job.failWith(rank, info, 0);
    return { action: 'fail', reason: info.message, certain: true };
  }

  /** A source of the node that would run. */
  #unknownSource(rank: number): number | undefined {
    const { sourceBase, sources } = this.#job.program.plan;
    return sources
      .subarray(sourceBase[rank], sourceBase[rank + 1])
      .find((source) => this.#runs.has(source));
  }
}

const SKIPPED_BECAUSE = {
  error: (nodeId: string) => `${nodeId} fails`,
  branch: (nodeId: string) => `${nodeId} takes another branch`,
  disabled: (nodeId: string) => `${nodeId} is disabled`,
  cancelled: (nodeId: string) => `${nodeId} is cancelled`,
};
