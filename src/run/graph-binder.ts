/** Plans and binds the graphs of one document: each subgraph once, however often it is used. */
import type { Config } from '../config/config.js';
import type { Graph } from '../graph/graph.js';
import { planGraph } from '../graph/plan-graph.js';
import type { PortFunctions } from '../graph/node-ports.js';
import { SubgraphTypes } from '../graph/subgraph-types.js';
import type { Binder } from './binding.js';
import type { FunctionTable } from './function-table.js';
import type { CheckCache } from './inputs/check-cache.js';
import { createProgram } from './program.js';
import type { GraphScope, Program, Subprogram } from './program.js';

/** What graphs are bound to. */
export interface GraphBinderOptions {
  readonly config: Config;
  readonly portFunctions: PortFunctions | undefined;
  readonly binder: Binder;
  readonly checks: CheckCache;
  readonly functions: FunctionTable;
}

export class GraphBinder {
  readonly #options: GraphBinderOptions;
  readonly #types: SubgraphTypes;
  readonly #known = new Map<Graph, Subprogram>();

  /** @param graph The outermost graph. */
  constructor(graph: Graph, options: GraphBinderOptions) {
    const { config, portFunctions } = options;
    this.#options = options;
    this.#types = new SubgraphTypes(graph, config, { portFunctions });
  }

  /** @throws MillraceError `unknown-node` for a selected id that is not in the graph */
  bind({ graph, outer }: GraphScope, selectedNodeIds?: readonly string[]): Program {
    const { config, portFunctions, binder, ...more } = this.#options;
    const plan = planGraph(graph, config, {
      selectedNodeIds,
      outer,
      subgraphTypes: this.#types,
      portFunctions,
      reject: binder.reject,
    });
    return createProgram(plan, {
      ...more,
      binder,
      scope: { graph, outer },
      subprogramOf: (rank) => this.bindInner(plan.nodes[rank]!.subgraph!),
    });
  }

  /** The program of a graph inside the outermost one. */
  bindInner({ graph, outer }: GraphScope): Subprogram {
    let subprogram = this.#known.get(graph);
    if (subprogram === undefined) {
      subprogram = { graph, program: this.bind({ graph, outer }) };
      this.#known.set(graph, subprogram);
    }
    return subprogram;
  }
}
