/** Rete's dataflow engine fetches the ends, and through them all nodes. */
import { ClassicPreset, NodeEditor } from 'rete';
import type { GetSchemes } from 'rete';
import { DataflowEngine } from 'rete-engine';
import { adds, CONSTANTS } from '../functions.js';
import type { Add } from '../functions.js';
import type { Shape } from '../shapes.js';
import { endsOf, sortedNodes } from './peer.js';
import type { Peer } from './peer.js';

const socket = new ClassicPreset.Socket('number');

class AddNode extends ClassicPreset.Node {
  readonly #add: Add;

  constructor(add: Add) {
    super('add');
    this.#add = add;
    this.addInput('a', new ClassicPreset.Input(socket));
    this.addInput('b', new ClassicPreset.Input(socket));
    this.addOutput('result', new ClassicPreset.Output(socket));
  }

  data({ a, b }: { readonly a?: number[]; readonly b?: number[] }): { readonly result: number } {
    return { result: this.#add(a?.[0] ?? CONSTANTS[0], b?.[0] ?? CONSTANTS[1]) };
  }
}

type Wire = ClassicPreset.Connection<ClassicPreset.Node, ClassicPreset.Node>;
type Schemes = GetSchemes<AddNode, Wire>;

export async function createRete(shape: Shape): Promise<Peer> {
  const editor = new NodeEditor<Schemes>();
  const engine = new DataflowEngine<Schemes>();
  editor.use(engine);
  const nodes = Array.from(shape.functionOf, (index) => new AddNode(adds[index]!));
  for (const node of nodes) await editor.addNode(node);
  for (const node of sortedNodes(shape)) {
    for (const [index, source] of shape.sources[node]!.entries()) {
      const from: ClassicPreset.Node = nodes[source]!;
      const to: ClassicPreset.Node = nodes[node]!;
      const input = index === 0 ? 'a' : 'b';
      await editor.addConnection(new ClassicPreset.Connection(from, 'result', to, input));
    }
  }
  const ends = endsOf(shape);
  return {
    async run() {
      engine.reset();
      const fetched = await Promise.all(ends.map((node) => engine.fetch(nodes[node]!)));
      return new Map(ends.map((node, index) => [node, fetched[index]!.result]));
    },
  };
}
