/** The node type a graph is to the graphs around it (rule R16). */
import type { InputPort, NodeType, OutputPort } from '../config/config.js';
import { isJsonValue, own } from '../config/document.js';
import { canonicalJson, fingerprintOf } from '../config/fingerprint.js';
import { hashText } from '../config/hash.js';
import { isEqual } from '../config/json-equal.js';
import { labelOf } from '../config/label.js';
import { controlValue } from './control-values.js';
import type { Graph, GraphNode, NodePorts, PromotedPort } from './graph.js';
import { PortIndex, PortFunctionFailure, universalPort } from './node-ports.js';
import type { PortLookup } from './node-ports.js';
import type { NodeTypeLookup } from './node-types.js';
import { isFullyPinned } from './pinned.js';
import { SUBGRAPH_PREFIX } from './subgraph-scope.js';
import type { Subgraph } from './subgraph-scope.js';

/** What a subgraph's own nodes are made of. */
export interface InnerTypes {
  readonly types: NodeTypeLookup;
  readonly ports: PortLookup;
}

/** The node type of a subgraph, but for its version, which costs more: see {@link hashGraph}. */
export function createSubgraphType({ name, graph }: Subgraph, inner: InnerTypes): NodeType {
  const promoted = new Promoted(graph, inner);
  const core = {
    inputs: [...promoted.inputs.values()],
    outputs: [...promoted.outputs.values()],
    returns: 'object' as const,
  };
  return {
    type: SUBGRAPH_PREFIX + name,
    label: labelOf(name),
    async: Object.values(graph.nodes).some(({ type }) => inner.types.get(type)?.async === true),
    call: { style: 'object', context: false },
    ...core,
    fingerprint: fingerprintOf(core),
  };
}

/**
 * A hash of what a graph does: its nodes, wires, values and ports, not where they stand, and the
 * fingerprints and versions of its node types. Undefined when one of these has no version, or when
 * the graph holds values JSON can't say.
 */
export function hashGraph({ nodes, ports }: Graph, types: NodeTypeLookup): string | undefined {
  const used = new Map<string, readonly string[]>();
  const parts = Object.keys(nodes).map((id) => {
    const { type, inputData, connections, settings, disabled, pinned } = nodes[id]!;
    const { fingerprint, version } = types.get(type) ?? {};
    if (fingerprint !== undefined && version !== undefined) used.set(type, [fingerprint, version]);
    const { inputs } = connections;
    return { id, type, inputData, inputs, settings, disabled, pinned };
  });
  if (!parts.every(({ type }) => used.has(type))) return undefined;
  const content = { parts, ports, used: [...used].sort(([a], [b]) => (a < b ? -1 : 1)) };
  return isJsonValue(content) ? hashText(canonicalJson(content)) : undefined;
}

/** The ports of a graph by name; one whose node or port is missing takes, or gives, anything. */
class Promoted {
  readonly inputs = new Map<string, InputPort>();
  readonly outputs = new Map<string, OutputPort>();
  readonly #graph: Graph;
  readonly #inner: InnerTypes;
  readonly #ports = new Map<string, NodePorts | undefined>();
  readonly #index = new PortIndex();

  constructor(graph: Graph, inner: InnerTypes) {
    this.#graph = graph;
    this.#inner = inner;
    for (const port of graph.ports?.inputs ?? []) {
      const input = this.#input(port);
      const other = this.inputs.get(port.name);
      this.inputs.set(port.name, other === undefined ? input : merge(other, input));
    }
    for (const port of graph.ports?.outputs ?? []) {
      if (!this.outputs.has(port.name)) this.outputs.set(port.name, this.#output(port));
    }
  }

  #input({ name, nodeId, portName }: PromotedPort): InputPort {
    const node = own(this.#graph.nodes, nodeId);
    const ports = node && this.#portsOf(nodeId, node);
    const found = ports?.inputs[this.#index.find(ports.inputs, portName)];
    if (node === undefined || ports === undefined || found === undefined) {
      return { ...universalPort(name), required: false, controls: [] };
    }
    const { kind: _kind, parameter: _parameter, partOf: _partOf, ...rest } = found;
    const { default: fallback, ...port } = rest;
    const isWired = (own(node.connections.inputs, portName)?.length ?? 0) > 0;
    const isIdle = node.disabled === true || isFullyPinned(node, ports.outputs);
    const value = port.secret === undefined ? controlValue(node, found) : undefined;
    const given = value === undefined ? fallback : value;
    return {
      ...port,
      name,
      ...labelFor(name, portName),
      required: port.required && given === undefined && !isWired && !isIdle,
      ...(isWired || !isJsonValue(given) ? {} : { default: given }),
    };
  }

  #output({ name, nodeId, portName }: PromotedPort): OutputPort {
    const node = own(this.#graph.nodes, nodeId);
    const ports = node && this.#portsOf(nodeId, node);
    const found = ports?.outputs[this.#index.find(ports.outputs, portName)];
    return found === undefined
      ? universalPort(name)
      : { ...found, name, ...labelFor(name, portName) };
  }

  #portsOf(nodeId: string, node: GraphNode): NodePorts | undefined {
    if (this.#ports.has(nodeId)) return this.#ports.get(nodeId);
    const type = this.#inner.types.get(node.type);
    let ports: NodePorts | undefined;
    try {
      ports = this.#inner.ports.portsOf(node, type);
    } catch (error) {
      if (!(error instanceof PortFunctionFailure)) throw error;
      ports = error.ports;
    }
    this.#ports.set(nodeId, ports);
    return ports;
  }
}

/** A port that was given a name of its own is called by it. */
function labelFor(name: string, portName: string): { readonly label?: string } {
  return name === portName ? {} : { label: labelOf(name) };
}

/** One port that feeds several: each of these keeps a default of its own. */
function merge({ default: one, ...port }: InputPort, other: InputPort): InputPort {
  const { whenMissing, ...rest } = port;
  const secret = port.secret ?? other.secret;
  const bothFallBack = whenMissing === 'default' && other.whenMissing === 'default';
  return {
    ...rest,
    required: port.required || other.required,
    ...(one !== undefined && isEqual(one, other.default) ? { default: one } : {}),
    ...(bothFallBack ? { whenMissing } : {}),
    ...(secret === undefined ? {} : { secret }),
  };
}
