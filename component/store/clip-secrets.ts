/** Rule E3: secrets are in no clip. */
import type { Config, NodeType } from '../../src/config/config.js';
import { createRecord } from '../../src/config/document.js';
import { updateNodes } from '../../src/graph/edit-graph.js';
import type { Graph } from '../../src/graph/graph.js';
import { mapGraphs } from '../../src/graph/map-graphs.js';
import { graphTypesOf } from '../../src/graph/subgraph-types.js';

/** The graph without the values that controls of secret inputs hold, in its subgraphs, too. */
export function withoutSecrets(graph: Graph, config: Config): Graph {
  return mapGraphs(graph, (each, { outer }) => {
    const types = graphTypesOf(each, config, { outer });
    return updateNodes(each, Object.keys(each.nodes), (node) => {
      const secrets = secretInputs(types.get(node.type)).filter((name) =>
        Object.hasOwn(node.inputData, name),
      );
      if (secrets.length === 0) return node;
      const inputData = Object.assign(createRecord<never>(), node.inputData);
      for (const name of secrets) delete inputData[name];
      return { ...node, inputData };
    });
  });
}

function secretInputs(type: NodeType | undefined): readonly string[] {
  return (type?.inputs ?? []).flatMap(({ name, secret }) => (secret === undefined ? [] : name));
}
