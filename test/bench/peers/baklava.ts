/** Baklava's dependency engine awaits the nodes one after the other. */
import { defineNode, Editor, NodeInterface } from '@baklavajs/core';
import { DependencyEngine } from '@baklavajs/engine';
import { adds, CONSTANTS } from '../functions.js';
import type { Shape } from '../shapes.js';
import { endsOf } from './peer.js';
import type { Peer } from './peer.js';

export function createBaklava(shape: Shape): Peer {
  const types = adds.map((add, index) =>
    defineNode({
      type: `add${index}`,
      inputs: {
        a: () => new NodeInterface<number>('a', CONSTANTS[0]),
        b: () => new NodeInterface<number>('b', CONSTANTS[1]),
      },
      outputs: { result: () => new NodeInterface<number>('result', 0) },
      calculate: ({ a, b }) => ({ result: add(a, b) }),
    }),
  );
  const editor = new Editor();
  const { graph } = editor;
  const nodes = Array.from(shape.functionOf, (index) => graph.addNode(new types[index]!())!);
  shape.sources.forEach((list, node) =>
    list.forEach((source, input) => {
      const { inputs } = nodes[node]!;
      graph.addConnection(nodes[source]!.outputs.result, input === 0 ? inputs.a : inputs.b);
    }),
  );
  // An engine that is there before the wires looks for cycles at every one, for minutes.
  const engine = new DependencyEngine(editor);
  const ends = endsOf(shape);
  return {
    async run() {
      const result = await engine.runOnce(undefined);
      return new Map(
        ends.map((node) => [node, result!.get(nodes[node]!.id)!.get('result') as number]),
      );
    },
  };
}
