/** litegraph's `runStep` executes the nodes in order; they fetch their inputs from the links. */
import { LGraph, LGraphNode, LiteGraph } from 'litegraph.js';
import { adds, CONSTANTS } from '../functions.js';
import type { Add } from '../functions.js';
import type { Shape } from '../shapes.js';
import { endsOf } from './peer.js';
import type { Peer } from './peer.js';

/** Sorting the graph after every connection would take minutes; it is sorted once, at the end. */
class UnsortedGraph extends LGraph {
  isBuilt = false;

  override updateExecutionOrder(): void {
    if (this.isBuilt) super.updateExecutionOrder();
  }
}

class AddNode extends LGraphNode {
  readonly #add: Add;

  constructor(add: Add) {
    super('add');
    this.#add = add;
    this.addInput('a', 'number');
    this.addInput('b', 'number');
    this.addOutput('result', 'number');
    this.mode = LiteGraph.ALWAYS;
  }

  override onExecute(): void {
    const a = this.getInputData<number | undefined>(0) ?? CONSTANTS[0];
    const b = this.getInputData<number | undefined>(1) ?? CONSTANTS[1];
    const value = this.#add(a, b);
    this.setOutputData(0, value);
    this.value = value;
  }

  value = 0;
}

export function createLitegraph(shape: Shape): Peer {
  // It prints what it does not mind otherwise.
  LiteGraph.debug = false;
  LiteGraph.MAX_NUMBER_OF_NODES = Infinity;
  const graph = new UnsortedGraph();
  const nodes = Array.from(shape.functionOf, (index) => new AddNode(adds[index]!));
  for (const node of nodes) graph.add(node);
  shape.sources.forEach((list, node) =>
    list.forEach((source, input) => nodes[source]!.connect(0, nodes[node]!, input)),
  );
  graph.isBuilt = true;
  graph.updateExecutionOrder();
  const ends = endsOf(shape);
  return {
    run() {
      graph.runStep(1);
      return new Map(ends.map((node) => [node, nodes[node]!.value]));
    },
  };
}
