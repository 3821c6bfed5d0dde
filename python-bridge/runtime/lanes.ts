/** Several interpreters that are one PythonRuntime: modules of two of them run at the same time. */
import { MillraceError } from '../../src/errors.js';
import type {
  Batch,
  BatchListener,
  BatchNode,
  BatchResult,
  HandleRef,
  LiveModule,
  LiveSource,
  ModuleIntrospection,
  NodeOutcome,
  PythonModule,
  PythonRuntime,
  RuntimeUsage,
} from '../../src/run/python/python-runtime.js';

/**
 * `workers` runtimes of one interpreter each as one; `create` itself where one is enough. None of
 * them starts an interpreter before its first call.
 */
export function createLanes(workers: number, create: () => PythonRuntime): PythonRuntime {
  return workers === 1 ? create() : new LanedRuntime(Array.from({ length: workers }, create));
}

/** The module of a live source that says no name, as in {@link LiveSource}. */
const LIVE_MODULE = 'live';

/** Each module is pinned to one lane when it is first asked for: the one with the fewest modules. */
export class LanedRuntime implements PythonRuntime {
  readonly placement: PythonRuntime['placement'];
  readonly #lanes: readonly PythonRuntime[];
  /** Modules of each lane. */
  readonly #load: number[];
  readonly #laneOf = new Map<string, number>();

  constructor(lanes: readonly PythonRuntime[]) {
    this.placement = lanes[0]!.placement;
    this.#lanes = lanes;
    this.#load = lanes.map(() => 0);
  }

  laneOf(module: string): number {
    let lane = this.#laneOf.get(module);
    if (lane === undefined) {
      lane = this.#load.indexOf(Math.min(...this.#load));
      this.#load[lane]! += 1;
      this.#laneOf.set(module, lane);
    }
    return lane;
  }

  /** Starts the first interpreter; each other one starts when a module of its own is first needed. */
  boot(): Promise<void> {
    return this.#lanes[0]!.boot();
  }

  async addModules(modules: Readonly<Record<string, PythonModule>>): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.addModules(modules)));
  }

  introspect(modules: readonly string[]): Promise<readonly ModuleIntrospection[]>;
  introspect(source: LiveSource): Promise<LiveModule>;
  async introspect(asked: readonly string[] | LiveSource): Promise<unknown> {
    if (!('source' in asked)) return this.#lanes[0]!.introspect(asked);
    const own = this.#lanes[this.laneOf(asked.module ?? LIVE_MODULE)]!;
    const live = await own.introspect(asked);
    if (live.accepted) {
      const module = { [live.module]: { source: asked.source, file: live.file } };
      const others = this.#lanes.filter((lane) => lane !== own);
      await Promise.all(others.map((lane) => lane.addModules(module)));
    }
    return live;
  }

  findImports(module: string, source: string): Promise<readonly string[]> {
    return this.#lanes[0]!.findImports(module, source);
  }

  async runBatch(
    { nodes }: Batch,
    listener: BatchListener,
    signal?: AbortSignal,
  ): Promise<BatchResult> {
    const lane = this.#onlyLane(nodes);
    const own = nodes.map((node) => this.#toLane(node, lane));
    const outside: BatchListener = {
      onStarted: (node) => listener.onStarted(node),
      onLogged: (node, level, message) => listener.onLogged(node, level, message),
      onProgressed: (...said) => listener.onProgressed(...said),
      onSettled: (node, outcome) => listener.onSettled(node, this.#fromLane(outcome, lane)),
    };
    return this.#lanes[lane]!.runBatch({ nodes: own }, outside, signal);
  }

  fetch(handle: HandleRef): Promise<unknown> {
    const { lane, inside } = this.#find(handle);
    return this.#lanes[lane]!.fetch(inside);
  }

  isLive(handle: HandleRef): boolean {
    const { lane, inside } = this.#find(handle);
    return this.#lanes[lane]!.isLive?.(inside) !== false;
  }

  release(handles: readonly HandleRef[]): void {
    const byLane = this.#lanes.map((): HandleRef[] => []);
    for (const handle of handles) {
      const { lane, inside } = this.#find(handle);
      byLane[lane]!.push(inside);
    }
    byLane.forEach((own, lane) => {
      if (own.length > 0) this.#lanes[lane]!.release(own);
    });
  }

  async usage(): Promise<RuntimeUsage> {
    let sum: RuntimeUsage = { stored: 0, running: 0, memoryBytes: 0 };
    for (const each of await Promise.all(this.#lanes.map(async (lane) => lane.usage?.()))) {
      sum = {
        stored: sum.stored + (each?.stored ?? 0),
        running: sum.running + (each?.running ?? 0),
        memoryBytes: sum.memoryBytes + (each?.memoryBytes ?? 0),
      };
    }
    return sum;
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  #onlyLane(nodes: readonly BatchNode[]): number {
    const lanes = new Set(nodes.map(({ module }) => this.laneOf(module)));
    if (lanes.size < 2) return lanes.values().next().value ?? 0;
    const modules = [...new Set(nodes.map(({ module }) => module))].join(', ');
    throw new MillraceError(
      'batch-invalid',
      `expected the modules of a batch to be of one interpreter, got ${modules}; make a batch for ` +
        'each number that `laneOf` gives',
    );
  }

  #toLane(node: BatchNode, lane: number): BatchNode {
    const list = node.arguments.map((argument) => {
      if (argument.source.type !== 'handle') return argument;
      const found = this.#find(argument.source.handle);
      // One of another interpreter is as dead as one of an earlier one: no epoch is 0.
      const handle = found.lane === lane ? found.inside : { epoch: 0, id: 0 };
      return { ...argument, source: { type: 'handle' as const, handle } };
    });
    return { ...node, arguments: list };
  }

  #fromLane(outcome: NodeOutcome, lane: number): NodeOutcome {
    if (outcome.status === 'error') return outcome;
    const outputs = outcome.outputs.map((output) =>
      output.handle === undefined ? output : { ...output, handle: this.#name(output.handle, lane) },
    );
    return { ...outcome, outputs };
  }

  /** Lanes take turns in the epochs, so that each handle says whose it is. */
  #name({ epoch, id }: HandleRef, lane: number): HandleRef {
    return { epoch: (epoch - 1) * this.#lanes.length + lane + 1, id };
  }

  /** What {@link #name} was given; a handle that was never one of ours is dead in its lane, too. */
  #find({ epoch, id }: HandleRef): { readonly lane: number; readonly inside: HandleRef } {
    const count = this.#lanes.length;
    const lane = epoch > 0 && Number.isInteger(epoch) ? (epoch - 1) % count : 0;
    return { lane, inside: { epoch: Math.floor((epoch - 1) / count) + 1, id } };
  }
}
