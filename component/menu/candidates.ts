/** Which node types may be added for a purpose, the fittest first, and what adding them does. */
import { RANK } from '../../src/config/assignability.js';
import type { InputPort, NodeType, OutputPort } from '../../src/config/config.js';
import { own } from '../../src/config/document.js';
import type { Schema } from '../../src/config/json-schema.js';
import { planReplacement } from '../../src/graph/replace-node.js';
import type { Replacement } from '../../src/graph/replace-node.js';
import type { Graph } from '../../src/graph/graph.js';
import type { AddPurpose } from '../open-menu.js';
import type { Catalog } from '../store/catalog.js';
import type { PortEnd } from '../surface/port-end.js';

/** A node type that may be chosen. */
export interface Candidate {
  readonly nodeType: NodeType;
  /** 0 fits best. */
  readonly rank: number;
  /** The port that is wired to what the menu was opened for. */
  readonly input?: InputPort;
  readonly output?: OutputPort;
  /** A value is converted on its way, or may turn out not to fit. */
  readonly caution?: 'converted' | 'unsafe' | undefined;
  /** What becomes of each node that it takes the place of. */
  readonly replacements?: ReadonlyMap<string, Replacement>;
}

const REFUSED = RANK.no;

/** What the menu lists for a purpose; all types for none. */
export function candidatesFor(
  purpose: AddPurpose | undefined,
  { catalog, graph }: { readonly catalog: Catalog; readonly graph: Graph },
): readonly Candidate[] {
  const types = [...catalog.nodeTypes.values()].filter(({ addable }) => addable !== false);
  const context = { catalog, graph };
  const found = types.flatMap((nodeType) => candidate(nodeType, purpose, context) ?? []);
  return purpose === undefined ? found : found.sort((one, other) => one.rank - other.rank);
}

interface Context {
  readonly catalog: Catalog;
  readonly graph: Graph;
}

function candidate(
  nodeType: NodeType,
  purpose: AddPurpose | undefined,
  context: Context,
): Candidate | undefined {
  if (purpose === undefined) return { nodeType, rank: 0 };
  if (purpose.type === 'replace') return replacing(nodeType, purpose.nodeIds, context);
  if (purpose.type === 'wire') return wired(nodeType, purpose.end, context);
  const { from, to } = purpose.wire;
  const start = wired(nodeType, { ...from, side: 'output' }, context);
  const end = wired(nodeType, { ...to, side: 'input' }, context);
  if (start?.input === undefined || end?.output === undefined) return undefined;
  return {
    nodeType,
    rank: start.rank + end.rank,
    input: start.input,
    output: end.output,
    caution: start.caution ?? end.caution,
  };
}

/** The best port of a type for the other end of a wire; the first among equals. */
function wired(nodeType: NodeType, end: PortEnd, context: Context): Candidate | undefined {
  const { catalog, graph } = context;
  if (end.side === 'output') {
    const given = schemaOf(end, context);
    if (given === undefined) return undefined;
    const best = bestOf(nodeType.inputs, (input) => inputRank(catalog, given, input));
    if (best === undefined) return undefined;
    const [input, rank] = best;
    return {
      nodeType,
      rank: Math.floor(rank),
      input,
      caution: cautionOf(Math.floor(rank)),
    };
  }
  const node = own(graph.nodes, end.nodeId);
  const input =
    node && catalog.portsOf(node, graph).inputs.find(({ name }) => name === end.portName);
  if (input === undefined || input.secret !== undefined) return undefined;
  const best = bestOf(nodeType.outputs, (output) => RANK[catalog.fitOf(output.schema, input).kind]);
  if (best === undefined) return undefined;
  const [output, rank] = best;
  return { nodeType, rank, output, caution: cautionOf(rank) };
}

function cautionOf(rank: number): Candidate['caution'] {
  if (rank === RANK.unsafe) return 'unsafe';
  return rank === RANK.adapted ? 'converted' : undefined;
}

/** An input that has to have a value comes before one that may. */
function inputRank(catalog: Catalog, given: Schema, input: InputPort): number {
  if (input.secret !== undefined) return REFUSED;
  return RANK[catalog.fitOf(given, input).kind] + (input.required ? 0 : 0.5);
}

function bestOf<T>(
  ports: readonly T[],
  rankOf: (port: T) => number,
): readonly [T, number] | undefined {
  let best: readonly [T, number] | undefined;
  for (const port of ports) {
    const rank = rankOf(port);
    if (rank < REFUSED && (best === undefined || rank < best[1])) best = [port, rank];
  }
  return best;
}

function schemaOf({ nodeId, portName }: PortEnd, { catalog, graph }: Context): Schema | undefined {
  const node = own(graph.nodes, nodeId);
  if (node === undefined) return undefined;
  const linked = catalog.linkedPorts(graph).outputOf(nodeId, portName);
  if (linked !== undefined) return linked;
  return catalog.portsOf(node, graph).outputs.find(({ name }) => name === portName)?.schema;
}

function replacing(
  nodeType: NodeType,
  nodeIds: readonly string[],
  { catalog, graph }: Context,
): Candidate | undefined {
  const replacements = new Map<string, Replacement>();
  const context = {
    fitOf: (given: Schema, input: InputPort) => catalog.fitOf(given, input),
    linked: catalog.linkedPorts(graph),
    portsOf(id: string) {
      const node = own(graph.nodes, id);
      return node && catalog.portsOf(node, graph);
    },
  };
  for (const id of nodeIds) {
    const node = own(graph.nodes, id);
    if (node === undefined || node.type === nodeType.type) continue;
    replacements.set(id, planReplacement(graph, node, { type: nodeType, context }));
  }
  // It is one already.
  if (replacements.size === 0) return undefined;
  return { nodeType, rank: rankOf([...replacements.values()], nodeType), replacements };
}

/** What is lost counts most, then ports that stay empty. */
function rankOf(replacements: readonly Replacement[], { inputs, outputs }: NodeType): number {
  const ports = inputs.length + outputs.length;
  return replacements.reduce((sum, { lostWires, lostValues, match }) => {
    const kept = Object.keys(match.inputs).length + Object.keys(match.outputs).length;
    return sum + lostWires.length * 100 + lostValues.length * 10 + (ports - Math.min(ports, kept));
  }, 0);
}
