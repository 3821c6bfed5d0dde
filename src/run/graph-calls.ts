/** Rule R16: graphs that a function runs itself, by `NodeContext.runGraph`. */
import { listNames, nameOf } from '../config/document.js';
import { MillraceError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import { findSubgraph, subgraphNames } from '../graph/subgraph-scope.js';
import type { Subgraph } from '../graph/subgraph-scope.js';
import type { GraphRuns, NodeTry } from './create-context.js';
import type { CheckCache } from './inputs/check-cache.js';
import type { Job } from './job.js';
import { createNestedJob, failureOf, readOutputs } from './subgraph-job.js';

/** The run of a graph inside a node. */
export interface NestedRun {
  /** Resolves when nothing of it is left running. */
  readonly closed: Promise<void>;
  readonly isClosed: boolean;
}

/** What the calls ask of the run they belong to. */
export interface GraphCallHost {
  readonly checks: CheckCache;
  takeSlot(): void;
  giveSlot(): void;
  pump(): void;
  runNested(job: Job, signal: AbortSignal, onEnd: () => void): NestedRun;
  /** The job ends when this has, too. */
  track(run: NestedRun): void;
}

/** One try of a node that runs graphs. */
interface Try {
  readonly attempt: number;
  readonly tryNumber: number;
  /** Graphs begun so far: the next one's place in the paths. */
  begun: number;
  /** Graphs under way: as long as there are any, the node holds no slot. */
  open: number;
  isOver: boolean;
}

export class GraphCalls implements GraphRuns {
  readonly #job: Job;
  readonly #host: GraphCallHost;
  readonly #tries = new Map<number, Try>();

  constructor(job: Job, host: GraphCallHost) {
    this.#job = job;
    this.#host = host;
  }

  portsOf(name: string): ReturnType<GraphRuns['portsOf']> {
    const { ports } = this.#find(name).graph;
    const names = (side: 'inputs' | 'outputs'): readonly string[] => [
      ...new Set(ports?.[side].map((port) => port.name)),
    ];
    return { inputs: names('inputs'), outputs: names('outputs') };
  }

  async run(
    node: NodeTry,
    name: string,
    inputs: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>> {
    const job = this.#job;
    const { rank } = node;
    const own = this.#tryOf(node);
    const key = String(own.begun);
    own.begun += 1;
    const place = this.#find(name);
    this.#refuseCircle(rank, place);
    forgetKeys(job, rank);
    const program = await job.shared.bindGraph(place);
    if (own.isOver) throw settled(job.nameOf(rank));
    const target = { program, graph: place.graph };
    const prefix = `${job.nameOf(rank)}/${key}/`;
    const nested = createNestedJob(job, rank, inputs, {
      ...target,
      prefix,
      checks: this.#host.checks,
    });
    job.nested.get(rank)!.push(nested);
    own.open += 1;
    if (own.open === 1) this.#host.giveSlot();
    try {
      await new Promise<void>((resolve) => {
        this.#host.track(this.#host.runNested(nested, job.signals.of(rank), resolve));
        this.#host.pump();
      });
    } finally {
      if (!own.isOver) {
        own.open -= 1;
        if (own.open === 0) this.#host.takeSlot();
      }
    }
    if (nested.outcome!.status === 'cancelled') throw settled(job.nameOf(rank));
    if (nested.firstError !== undefined) throw failureOf(nested);
    return readOutputs(nested, place.graph);
  }

  /** The node's try is over: what it still runs is cancelled, before the node settles. */
  end(rank: number): void {
    const own = this.#tries.get(rank);
    if (own === undefined) return;
    this.#tries.delete(rank);
    own.isOver = true;
    if (own.open === 0) return;
    this.#host.takeSlot();
    this.#job.signals.abortOne(rank, settled(this.#job.nameOf(rank)));
  }

  /** The attempt is over: slots have been given back, and signals are being aborted. */
  stop(): void {
    for (const own of this.#tries.values()) own.isOver = true;
    this.#tries.clear();
  }

  #tryOf({ rank, attempt, tryNumber }: NodeTry): Try {
    const job = this.#job;
    if (!job.isCurrent(rank, attempt, tryNumber)) throw settled(job.nameOf(rank));
    let own = this.#tries.get(rank);
    if (own === undefined) {
      this.#refuseAmbiguous(rank);
      own = { attempt, tryNumber, begun: 0, open: 0, isOver: false };
      this.#tries.set(rank, own);
      job.nested.set(rank, []);
    }
    return own;
  }

  #find(name: string): Subgraph {
    const { graph, outer } = this.#job.program.scope;
    const place = findSubgraph(name, graph, outer);
    if (place !== undefined) return place;
    const names = listNames(subgraphNames(graph, outer));
    const message = `expected the name of a graph of this document (its graphs: ${names}), got ${JSON.stringify(name)}`;
    throw new MillraceError('unknown-subgraph', message, { details: { name } });
  }

  #refuseCircle(rank: number, { name, graph }: Subgraph): void {
    for (let around: Job | undefined = this.#job; around; around = around.parent?.job) {
      if (around.program.scope.graph !== graph) continue;
      const message = `${nameOf(this.#job.nameOf(rank))} would run the graph ${JSON.stringify(name)} inside itself; give it another graph`;
      throw new MillraceError('subgraph-recursion', message);
    }
  }

  #refuseAmbiguous(rank: number): void {
    const path = `${this.#job.program.ids[rank]!}/`;
    const { nodes }: Graph = this.#job.program.scope.graph;
    const other = Object.keys(nodes).find((id) => id.startsWith(path));
    if (other === undefined) return;
    const message = `the id ${nameOf(other)} reads like a node of the graphs that ${nameOf(path.slice(0, -1))} runs; rename it`;
    throw new MillraceError('ambiguous-id', message);
  }
}

/** What they put out depends on a graph that the memo's keys know nothing of. */
function forgetKeys(job: Job, rank: number): void {
  job.memoKeys.delete(rank);
  if (job.parent !== undefined) forgetKeys(job.parent.job, job.parent.rank);
}

function settled(nodeId: string): MillraceError {
  const message = `${nodeId} has ended, or was cancelled, and the graphs it runs with it`;
  return new MillraceError('run-graph-cancelled', message);
}
