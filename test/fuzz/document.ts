/** A sketch of the fuzz as the document that a runner takes. */
import { endOf } from './oracle-level.js';
import type { Level, Sketch } from './program.js';

/** The graph document of a sketch, its subgraphs included. */
export function documentOf({ nodes, subgraphs, ports }: Level): unknown {
  return {
    version: 1,
    nodes: map(nodes, nodeOf),
    ...(ports === undefined ? {} : { ports }),
    ...(subgraphs === undefined ? {} : { subgraphs: map(subgraphs, documentOf) }),
  };
}

function nodeOf({ wires = {}, values = {}, ...rest }: Sketch, id: string): unknown {
  const inputs = map(wires, (ends) =>
    ends.map(endOf).map(({ from, output }) => ({ nodeId: from, portName: output })),
  );
  const inputData = map(values, (value, port) => ({ [port]: value }));
  const place = { x: 0, y: 0, width: 200 };
  return { id, ...place, inputData, connections: { inputs, outputs: {} }, ...rest };
}

function map<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Record<string, U> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}
