/** Rule E3: secrets are in no clip. */
import type { Config, InputPort, NodeType } from '../../src/config/config.js';
import { createRecord } from '../../src/config/document.js';
import { updateNodes } from '../../src/graph/edit-graph.js';
import type { Graph, GraphNode } from '../../src/graph/graph.js';
import { mapGraphs } from '../../src/graph/map-graphs.js';
import { PortFunctionFailure, PortLookup } from '../../src/graph/node-ports.js';
import type { PortFunctions } from '../../src/graph/node-ports.js';
import { graphTypesOf } from '../../src/graph/subgraph-types.js';

/** What secrets are known by besides the config. */
export interface SecretOptions {
  /** They say which inputs of their nodes are secret. @default none */
  readonly portFunctions?: PortFunctions | undefined;
}

/** The graph without the values that controls of secret inputs hold, in its subgraphs, too. */
export function withoutSecrets(
  graph: Graph,
  config: Config,
  { portFunctions }: SecretOptions = {},
): Graph {
  return mapGraphs(graph, (each, { outer }) => {
    const types = graphTypesOf(each, config, { outer, portFunctions });
    const ports = new PortLookup(each, config, portFunctions);
    return updateNodes(each, Object.keys(each.nodes), (node) =>
      withoutValues(node, secretsOf(node, types.get(node.type), ports)),
    );
  });
}

/** Names of inputs; what a port function lists that fails could be a secret, and counts as one. */
function secretsOf(node: GraphNode, type: NodeType | undefined, ports: PortLookup): string[] {
  const isSecret = ({ secret }: InputPort): boolean => secret !== undefined;
  let inputs: readonly InputPort[];
  try {
    inputs = ports.portsOf(node, type).inputs.filter(isSecret);
  } catch (error) {
    if (!(error instanceof PortFunctionFailure)) throw error;
    inputs = error.ports.inputs.filter((port) => isSecret(port) || !type!.inputs.includes(port));
  }
  return inputs.map(({ name }) => name);
}

function withoutValues(node: GraphNode, inputs: readonly string[]): GraphNode {
  const filled = inputs.filter((name) => Object.hasOwn(node.inputData, name));
  if (filled.length === 0) return node;
  const inputData = Object.assign(createRecord<never>(), node.inputData);
  for (const name of filled) delete inputData[name];
  return { ...node, inputData };
}
