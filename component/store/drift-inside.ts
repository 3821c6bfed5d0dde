/** Counts nodes inside subgraphs that have to be asked about, since their functions changed. */
import { DriftFinder } from '../../src/graph/drift.js';
import { Surroundings } from '../../src/graph/drift-surroundings.js';
import type { DriftContext } from '../../src/graph/drift-surroundings.js';
import type { Graph } from '../../src/graph/graph.js';
import { graphsFrom } from '../../src/graph/subgraph-names.js';
import type { PlacedGraph } from '../../src/graph/subgraph-names.js';

/** Holds as long as no subgraph changes. */
export class DriftInside {
  readonly #context: DriftContext;
  readonly #counts = new WeakMap<Graph, number>();

  constructor(context: DriftContext) {
    this.#context = context;
  }

  /** Of the nodes of a graph, and of those of all graphs it uses. */
  count(place: PlacedGraph): number {
    let count = this.#counts.get(place.graph);
    if (count !== undefined) return count;
    count = 0;
    for (const each of graphsFrom(place)) count += this.#countIn(each);
    this.#counts.set(place.graph, count);
    return count;
  }

  #countIn({ graph, outer }: PlacedGraph): number {
    if (graph.signatures === undefined) return 0;
    const finder = new DriftFinder(new Surroundings(graph, outer, this.#context));
    return finder.findAll().filter(({ safe }) => !safe).length;
  }
}
