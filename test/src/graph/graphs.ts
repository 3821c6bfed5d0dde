/** Configs and graphs for tests, as short as they can be said. */
import { readFileSync } from 'node:fs';
import { parseConfig } from '../../../src/config/parse-config.js';
import type { Config } from '../../../src/config/config.js';
import { parseGraph } from '../../../src/graph/parse-graph.js';
import type { Graph } from '../../../src/graph/graph.js';

const number = { type: 'number' };

/** `add` takes a and b, `join` takes many xs, `split` gives low and high, `one` gives a number. */
export const config: Config = parseConfig({
  nodeTypes: [
    {
      type: 'add',
      inputs: [
        { name: 'a', schema: number },
        { name: 'b', schema: number },
      ],
      outputs: [{ name: 'r', schema: number }],
    },
    {
      type: 'join',
      inputs: [{ name: 'xs', multiple: true, schema: { type: 'array', items: number } }],
      outputs: [{ name: 'r', schema: number }],
    },
    {
      type: 'split',
      inputs: [{ name: 'a', schema: number }],
      outputs: [
        { name: 'low', schema: number },
        { name: 'high', schema: number },
      ],
    },
    { type: 'one', inputs: [], outputs: [{ name: 'r', schema: number }] },
    { type: 'dynamic', inputs: { path: 'grow' }, outputs: [{ name: 'r', schema: number }] },
  ],
}).config;

export type RawNode = Record<string, unknown>;

/** A node as saved; `wires` are its inputs: `{ a: 'n1.r', xs: ['n1.r', 'n2.r'] }`. */
export function node(
  type: string,
  wires: Readonly<Record<string, string | readonly string[]>> = {},
  more: RawNode = {},
): RawNode {
  const inputs: Record<string, unknown> = {};
  for (const [port, from] of Object.entries(wires)) {
    inputs[port] = [from].flat().map((end) => {
      const dot = end.lastIndexOf('.');
      return { nodeId: end.slice(0, dot), portName: end.slice(dot + 1) };
    });
  }
  return {
    type,
    x: 0,
    y: 0,
    width: 200,
    inputData: {},
    connections: { inputs, outputs: {} },
    ...more,
  };
}

/** A parsed graph; what parsing repairs is of no interest. */
export function graph(nodes: Readonly<Record<string, RawNode>>): Graph {
  return parseGraph({ version: 1, nodes }, config).graph;
}

/** Nodes n0 … of type `join`, each wired from the nodes that `sources` lists. */
export function joined(count: number, sources: (index: number) => readonly number[]): Graph {
  const nodes: Record<string, RawNode> = {};
  for (let index = 0; index < count; index += 1) {
    nodes[`n${index}`] = node('join', { xs: sources(index).map((source) => `n${source}.r`) });
  }
  return graph(nodes);
}

/** Flowfunc's own example, as its author saved it. */
export function readFlowfunc(): unknown {
  const url = new URL('../../fixtures/flowfunc-nodes_add.node', import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}
