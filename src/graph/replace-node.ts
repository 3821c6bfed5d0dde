/** Gives a node another type and keeps what fits: by the names of ports, then by their types. */
import type { Assignability } from '../config/assignable.js';
import type { InputPort, NodeType, OutputPort } from '../config/config.js';
import { createRecord, own } from '../config/document.js';
import type { Schema } from '../config/json-schema.js';
import { updateNodes } from './edit-graph.js';
import type { Connection, Connections, Graph, GraphNode } from './graph.js';
import type { LinkedPorts } from './linked-ports.js';
import { stampNodes } from './stamp.js';

/** Which port takes the place of which, by the old names. What is not listed goes. */
export interface PortMatch {
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What a replacement keeps and loses. */
export interface Replacement {
  readonly match: PortMatch;
  /** Old ports whose wires go, a name for each wire. */
  readonly lostWires: readonly string[];
  /** Old inputs whose values go. */
  readonly lostValues: readonly string[];
}

/** What is asked about types while ports are matched. */
export interface ReplaceContext {
  readonly fitOf: (given: Schema, input: InputPort) => Assignability;
  readonly portsOf: (nodeId: string) => { readonly inputs: readonly InputPort[] } | undefined;
  readonly linked: LinkedPorts;
}

/** Plans how a node becomes one of another type. */
export function planReplacement(
  graph: Graph,
  node: GraphNode,
  { type, context }: { readonly type: NodeType; readonly context: ReplaceContext },
): Replacement {
  const { inputs, outputs } = node.connections;
  const lostWires: string[] = [];
  const matchedInputs = matchInputs(node, type, context);
  const matchedOutputs = matchOutputs(graph, node, { type, context });
  const note = (ports: Connections, match: Readonly<Record<string, string>>): void => {
    for (const port of Object.keys(ports)) {
      if (own(match, port) === undefined) lostWires.push(...own(ports, port)!.map(() => port));
    }
  };
  note(inputs, matchedInputs);
  note(outputs, matchedOutputs);
  const lostValues = Object.keys(node.inputData).filter(
    (port) => own(matchedInputs, port) === undefined,
  );
  return { match: { inputs: matchedInputs, outputs: matchedOutputs }, lostWires, lostValues };
}

/** Ports with a wire are matched first: they have more to lose. */
function matchInputs(
  node: GraphNode,
  type: NodeType,
  { fitOf, linked }: ReplaceContext,
): Readonly<Record<string, string>> {
  const match = createRecord<string>();
  const free = new Set(type.inputs);
  const wired = Object.keys(node.connections.inputs);
  const filled = Object.keys(node.inputData).filter((port) => !wired.includes(port));
  const accepts = (input: InputPort, port: string): boolean => {
    const ends = own(node.connections.inputs, port) ?? [];
    if (ends.length === 0) return true;
    if (input.secret !== undefined || (ends.length > 1 && input.multiple !== true)) return false;
    return ends.every(({ nodeId, portName }) => {
      const given = linked.outputOf(nodeId, portName);
      return given === undefined || fitOf(given, input).kind !== 'no';
    });
  };
  const take = (port: string, input: InputPort): void => {
    match[port] = input.name;
    free.delete(input);
  };
  for (const port of [...wired, ...filled]) {
    const input = type.inputs.find(({ name }) => name === port);
    if (input !== undefined && accepts(input, port)) take(port, input);
  }
  for (const port of wired) {
    if (own(match, port) !== undefined) continue;
    const input = [...free].find((each) => accepts(each, port));
    if (input !== undefined) take(port, input);
  }
  return match;
}

function matchOutputs(
  graph: Graph,
  node: GraphNode,
  { type, context }: { readonly type: NodeType; readonly context: ReplaceContext },
): Readonly<Record<string, string>> {
  const match = createRecord<string>();
  const { outputs } = node.connections;
  const gives = (output: OutputPort, port: string): boolean =>
    own(outputs, port)!.every(({ nodeId, portName }) => {
      if (!Object.hasOwn(graph.nodes, nodeId)) return false;
      const input = context.portsOf(nodeId)?.inputs.find(({ name }) => name === portName);
      return input === undefined || context.fitOf(output.schema, input).kind !== 'no';
    });
  for (const port of Object.keys(outputs)) {
    const same = type.outputs.find(({ name }) => name === port);
    const output =
      same !== undefined && gives(same, port)
        ? same
        : type.outputs.find((each) => gives(each, port));
    if (output !== undefined) match[port] = output.name;
  }
  return match;
}

/** Replaces a node's type: wires and values follow their ports, all others go. */
export function replaceNode(
  graph: Graph,
  {
    nodeId,
    type,
    match,
  }: { readonly nodeId: string; readonly type: NodeType; readonly match: PortMatch },
): Graph {
  const node = own(graph.nodes, nodeId);
  if (node === undefined || node.type === type.type) return graph;
  const around = new Set(
    [node.connections.inputs, node.connections.outputs].flatMap((ports) =>
      Object.values(ports).flatMap((ends) => ends.map((end) => end.nodeId)),
    ),
  );
  // A node may be wired to itself, and is changed once all the same.
  const renamed = updateNodes(graph, around.add(nodeId), (each) => {
    const { inputs, outputs } = each.connections;
    const connections = {
      inputs: withEndsRenamed(inputs, nodeId, match.outputs),
      outputs: withEndsRenamed(outputs, nodeId, match.inputs),
    };
    return each.id === nodeId
      ? retyped({ ...each, connections }, type, match)
      : { ...each, connections };
  });
  const stamped = stampNodes(renamed, [nodeId], new Map([[type.type, type]]));
  return withPromotedRenamed(stamped, nodeId, match);
}

function retyped(node: GraphNode, type: NodeType, { inputs, outputs }: PortMatch): GraphNode {
  const { fingerprint: _, ...rest } = node;
  return {
    ...rest,
    type: type.type,
    inputData: withKeysRenamed(node.inputData, inputs),
    connections: {
      inputs: withKeysRenamed(node.connections.inputs, inputs),
      outputs: withKeysRenamed(node.connections.outputs, outputs),
    },
    ...(node.pinned !== undefined && { pinned: withKeysRenamed(node.pinned, outputs) }),
    ...(node.asWire !== undefined && {
      asWire: node.asWire.flatMap((port) => own(inputs, port) ?? []),
    }),
  };
}

function withKeysRenamed<T>(
  record: Readonly<Record<string, T>>,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, T>> {
  const renamed = createRecord<T>();
  for (const key of Object.keys(record)) {
    const name = own(names, key);
    if (name !== undefined) renamed[name] = record[key]!;
  }
  return renamed;
}

/** The ends at one node under other names; those without one go. */
function withEndsRenamed(
  ports: Connections,
  nodeId: string,
  names: Readonly<Record<string, string>>,
): Connections {
  const renamed = createRecord<readonly Connection[]>();
  for (const port of Object.keys(ports)) {
    const ends = own(ports, port)!.flatMap((end) => {
      if (end.nodeId !== nodeId) return [end];
      const portName = own(names, end.portName);
      return portName === undefined ? [] : [{ ...end, portName }];
    });
    if (ends.length > 0) renamed[port] = ends;
  }
  return renamed;
}

/** What the graph shows of the node as its own ports. */
function withPromotedRenamed(graph: Graph, nodeId: string, match: PortMatch): Graph {
  if (graph.ports === undefined) return graph;
  const rename = (
    ports: NonNullable<Graph['ports']>['inputs'],
    names: Readonly<Record<string, string>>,
  ): typeof ports =>
    ports.flatMap((port) => {
      if (port.nodeId !== nodeId) return [port];
      const portName = own(names, port.portName);
      return portName === undefined ? [] : [{ ...port, portName }];
    });
  const { inputs, outputs } = graph.ports;
  return {
    ...graph,
    ports: { inputs: rename(inputs, match.inputs), outputs: rename(outputs, match.outputs) },
  };
}
