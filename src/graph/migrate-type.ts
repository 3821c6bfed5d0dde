/** What people decide about a node's type: today's signature, or another type in its place. */
import type { Config, NodeType } from '../config/config.js';
import { own } from '../config/document.js';
import { createDriftContext } from './drift.js';
import { Surroundings } from './drift-surroundings.js';
import { disconnect, updateNodes } from './edit-graph.js';
import type { Wire } from './edit-graph.js';
import type { Connections, Graph } from './graph.js';
import { takeSignatures } from './migrate.js';
import { stampNodes } from './stamp.js';

/** A graph in which a node has another signature. */
export interface Retyped {
  /** The same object when there was nothing to do. */
  readonly graph: Graph;
  /** Wires that led to or from ports that are gone. */
  readonly dropped: readonly Wire[];
}

/**
 * Takes today's signature for one node of the graph itself, whatever changed (rule D3). Renamed
 * ports keep what they have; control values of ports that are gone stay in the document, their wires
 * go. For a node of a subgraph, give that graph.
 */
export function acceptDrift(graph: Graph, config: Config, nodeId: string): Retyped {
  const around = new Surroundings(graph, [], createDriftContext(config));
  const node = own(graph.nodes, nodeId);
  const type = node && around.driftOf(node)?.type;
  if (type === undefined) return { graph, dropped: [] };
  return dropGone(takeSignatures(graph, [nodeId], around), nodeId, type);
}

/**
 * Gives a node another type, such as another overload of its function (rule T4): ports of the same
 * name keep their wires and values. Values of other ports stay in the document, their wires go.
 */
export function replaceType(graph: Graph, nodeId: string, type: NodeType): Retyped {
  const retyped = updateNodes(graph, [nodeId], (node) =>
    node.type === type.type ? node : { ...node, type: type.type },
  );
  if (retyped === graph) return { graph, dropped: [] };
  const types = new Map([[type.type, type]]);
  return dropGone(stampNodes(retyped, [nodeId], types), nodeId, type);
}

function dropGone(graph: Graph, nodeId: string, type: NodeType): Retyped {
  const { inputs, outputs } = graph.nodes[nodeId]!.connections;
  const dropped: Wire[] = [];
  // Which ports a port function lists nobody knows here.
  if (type.dynamicInputs === undefined) {
    for (const [portName, from] of ends(inputs, type.inputs)) {
      dropped.push({ from, to: { nodeId, portName } });
    }
  }
  if (type.dynamicOutputs === undefined) {
    for (const [portName, to] of ends(outputs, type.outputs)) {
      dropped.push({ from: { nodeId, portName }, to });
    }
  }
  return { graph: dropped.reduce((each, wire) => disconnect(each, wire), graph), dropped };
}

/** The far ends of wires at ports that are not in the list. */
function ends(connections: Connections, ports: readonly { readonly name: string }[]) {
  const names = new Set(ports.map((port) => port.name));
  return Object.keys(connections).flatMap((name) =>
    names.has(name) ? [] : connections[name]!.map((end) => [name, end] as const),
  );
}
