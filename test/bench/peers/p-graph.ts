/** p-graph passes no values on: its functions read and write an array beside it. */
import { PGraph } from 'p-graph';
import type { PGraphNodeMap } from 'p-graph';
import { adds, CONSTANTS } from '../functions.js';
import type { Shape } from '../shapes.js';
import { endsOf } from './peer.js';
import type { Peer } from './peer.js';

export function createPGraph(shape: Shape): Peer {
  const { ids, sources, functionOf } = shape;
  const values = new Array<number>(ids.length).fill(0);
  const nodes: PGraphNodeMap = new Map(
    ids.map((id, node) => {
      const add = adds[functionOf[node]!]!;
      const [a, b] = sources[node]!;
      const read = (source: number | undefined, input: 0 | 1): number =>
        source === undefined ? CONSTANTS[input] : values[source]!;
      return [id, { run: () => void (values[node] = add(read(a, 0), read(b, 1))) }];
    }),
  );
  const wires = sources.flatMap((list, node) =>
    list.map((source): [string, string] => [ids[source]!, ids[node]!]),
  );
  const graph = new PGraph(nodes, wires);
  const ends = endsOf(shape);
  return {
    async run() {
      values.fill(0);
      await graph.run();
      return new Map(ends.map((node) => [node, values[node]!]));
    },
  };
}
