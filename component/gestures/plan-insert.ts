/** A node between the ends of a wire: which of its ports, and what draws the wires. */
import { own } from '../../src/config/document.js';
import type { InputPort, OutputPort } from '../../src/config/config.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Connection, Graph, NodePorts } from '../../src/graph/graph.js';
import type { Catalog } from '../store/catalog.js';
import type { EditorCommand } from '../store/editor-command.js';

/** How a node goes into a wire. */
export interface InsertPlan {
  readonly wire: Wire;
  /** Names of the node's ports. */
  readonly input: string;
  readonly output: string;
  /** The wire's input takes several. */
  readonly keep: boolean;
}

interface Context {
  readonly graph: Graph;
  readonly catalog: Catalog;
}

/** The better, the lower; what is not listed does not fit well enough to be done unasked. */
const RANKS: Readonly<Record<string, number>> = { exact: 0, widened: 1, adapted: 2 };

/**
 * The ports by which a node without wires fits between the ends of a wire, the best first.
 * @returns undefined where it does not fit
 */
export function planInsert(
  { graph, catalog }: Context,
  wire: Wire,
  ports: NodePorts,
): InsertPlan | undefined {
  const { from, to } = wire;
  const outside = {
    output: portAt(graph, catalog, from)?.outputs.find(({ name }) => name === from.portName),
    input: portAt(graph, catalog, to)?.inputs.find(({ name }) => name === to.portName),
  };
  if (outside.output === undefined || outside.input === undefined) return undefined;
  const linked = catalog.linkedPorts(graph);
  const given = linked.outputOf(from.nodeId, from.portName) ?? outside.output.schema;
  const input = best(ports.inputs, (port) =>
    port.secret === undefined ? RANKS[catalog.fitOf(given, port).kind] : undefined,
  );
  const target = outside.input;
  const output = best(ports.outputs, (port) => RANKS[catalog.fitOf(port.schema, target).kind]);
  if (input === undefined || output === undefined) return undefined;
  return { wire, input: input.name, output: output.name, keep: target.multiple === true };
}

/** What puts a node that is there into a wire. */
export function insertCommands(nodeId: string, plan: InsertPlan): readonly EditorCommand[] {
  const { wire, input, output, keep } = plan;
  const [from, to] = [endOf(wire.from), endOf(wire.to)];
  return [
    { type: 'disconnect', wire: { from, to } },
    { type: 'connect', wire: { from, to: { nodeId, portName: input } } },
    { type: 'connect', wire: { from: { nodeId, portName: output }, to }, keep },
  ];
}

function endOf({ nodeId, portName }: Connection): Connection {
  return { nodeId, portName };
}

function portAt(graph: Graph, catalog: Catalog, { nodeId }: Connection): NodePorts | undefined {
  const node = own(graph.nodes, nodeId);
  return node === undefined ? undefined : catalog.portsOf(node, graph);
}

/** The first of those that rank lowest. */
function best<T extends InputPort | OutputPort>(
  ports: readonly T[],
  rankOf: (port: T) => number | undefined,
): T | undefined {
  let found: { readonly port: T; readonly rank: number } | undefined;
  for (const port of ports) {
    const rank = rankOf(port);
    if (rank !== undefined && (found === undefined || rank < found.rank)) found = { port, rank };
  }
  return found?.port;
}
