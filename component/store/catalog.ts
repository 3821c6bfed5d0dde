/** What the editor looks up in a config, and remembers. */
import { assignable } from '../../src/config/assignable.js';
import type { Assignability } from '../../src/config/assignable.js';
import type { Config, InputPort, NodeType, OutputPort, PortType } from '../../src/config/config.js';
import type { Graph, GraphNode, NodePorts, SavedSignature } from '../../src/graph/graph.js';
import { PortLookup } from '../../src/graph/node-ports.js';
import type { PortFunctions } from '../../src/graph/node-ports.js';
import { createEmptyGraph } from './editor-state.js';

/** Flume's colours of ports. */
export const PORT_COLORS: readonly string[] = [
  'yellow',
  'orange',
  'red',
  'pink',
  'purple',
  'blue',
  'green',
  'grey',
];

/** The node types, ports and fits of one config. */
export class Catalog {
  readonly config: Config;
  readonly nodeTypes: ReadonlyMap<string, NodeType>;
  readonly #portTypes: ReadonlyMap<string, PortType>;
  readonly #portFunctions: PortFunctions;
  readonly #fits = new WeakMap<OutputPort, WeakMap<InputPort, Assignability>>();
  #ports = new WeakMap<GraphNode, NodePorts>();
  #signatures: Graph['signatures'] | null = null;
  #lookup: PortLookup;

  constructor(config: Config, portFunctions: PortFunctions = {}) {
    this.config = config;
    this.#portFunctions = portFunctions;
    this.nodeTypes = new Map(config.nodeTypes.map((type) => [type.type, type]));
    this.#portTypes = new Map(config.portTypes.map((type) => [type.type, type]));
    this.#lookup = new PortLookup(createEmptyGraph(), config, portFunctions);
  }

  /** The ports of a node; of a placeholder those its signature, data and wires tell of. */
  portsOf(node: GraphNode, graph: Graph): NodePorts {
    if (this.#signatures !== graph.signatures) {
      this.#signatures = graph.signatures;
      this.#lookup = new PortLookup(graph, this.config, this.#portFunctions);
      this.#ports = new WeakMap();
    }
    const known = this.#ports.get(node);
    if (known !== undefined) return known;
    const ports = this.#find(node);
    this.#ports.set(node, ports);
    return ports;
  }

  #find(node: GraphNode): NodePorts {
    const type = this.nodeTypes.get(node.type);
    try {
      return this.#lookup.portsOf(node, type);
    } catch {
      // The host's port function failed: what the node holds is still shown; a run says why.
      return this.#lookup.portsOf(node, undefined);
    }
  }

  /** How an output fits an input. */
  fitOf(output: OutputPort, input: InputPort): Assignability {
    const fits = this.#fits.get(output) ?? new WeakMap<InputPort, Assignability>();
    this.#fits.set(output, fits);
    const known = fits.get(input);
    if (known !== undefined) return known;
    const target = input.multiple === true ? (input.schema.items ?? {}) : input.schema;
    const fit = assignable(output.schema, target);
    fits.set(input, fit);
    return fit;
  }

  /** One of Flume's eight colours. */
  colorOf(port: InputPort | OutputPort): string {
    const color = port.color ?? this.#portTypes.get(port.type)?.color ?? 'grey';
    return PORT_COLORS.includes(color) ? color : 'grey';
  }

  /** What a port's type is called. */
  labelOf(port: InputPort | OutputPort): string {
    return this.#portTypes.get(port.type)?.label ?? port.type;
  }
}

/** What is kept in a graph of the signature a node was drawn against. */
export function signatureOf({ label, inputs, outputs, returns }: NodeType): SavedSignature {
  return {
    label,
    returns,
    inputs: inputs.map(({ name, kind, schema, required, default: value }) => ({
      name,
      schema,
      required,
      ...(kind === undefined ? {} : { kind }),
      ...(value === undefined ? {} : { default: value }),
    })),
    outputs: outputs.map(({ name, schema }) => ({ name, schema })),
  };
}
