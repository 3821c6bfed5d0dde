/** Functions whose signatures change, and graphs drawn against them. */
import { parseConfig } from '../../../src/config/parse-config.js';
import type { Config } from '../../../src/config/config.js';
import type { Graph } from '../../../src/graph/graph.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import { stampGraph } from '../../../src/graph/stamp.js';
import { deepFreeze } from './garbage.js';
import { node } from './graphs.js';
import type { RawNode } from './graphs.js';

export const NUMBER = { type: 'number' };
export const INTEGER = { type: 'integer' };
export const TEXT = { type: 'string' };

type Port = Readonly<Record<string, unknown>>;

/** The ports of one side: schemas, or more than that, by name. */
export type Ports = Readonly<Record<string, Port>>;

const toPorts = (ports: Ports): readonly Port[] =>
  Object.entries(ports).map(([name, port]) =>
    'schema' in port || Object.keys(port).length === 0 ? { name, ...port } : { name, schema: port },
  );

/** A node type of these ports. */
export function type(name: string, inputs: Ports, outputs: Ports, more: Port = {}): Port {
  return { type: name, inputs: toPorts(inputs), outputs: toPorts(outputs), ...more };
}

/** `f` as given, `num` and `text` that give one, `take` that takes a number, `say` that takes a text. */
export function configOf(...types: readonly Port[]): Config {
  const { config, issues } = parseConfig({
    nodeTypes: [
      type('num', {}, { r: NUMBER }),
      type('text', {}, { r: TEXT }),
      type('take', { x: NUMBER }, {}),
      type('say', { x: TEXT }, {}),
      ...types,
    ],
  });
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  return deepFreeze(config);
}

/** A graph as it was saved when the config was `then`. */
export function drawn(
  then: Config,
  nodes: Readonly<Record<string, RawNode>>,
  more: Readonly<Record<string, unknown>> = {},
): Graph {
  const { graph } = parseGraph({ version: 1, nodes, ...more }, then);
  return deepFreeze(parseGraph(JSON.parse(JSON.stringify(stampGraph(graph, then))), then).graph);
}

/** A node of type `f`: wires as `graphs.node` has them, values by port. */
export function f(
  wires: Readonly<Record<string, string>> = {},
  values: Readonly<Record<string, unknown>> = {},
  more: RawNode = {},
): RawNode {
  const inputData: Record<string, unknown> = {};
  for (const [port, value] of Object.entries(values)) inputData[port] = { [port]: value };
  return node('f', wires, { inputData, ...more });
}
