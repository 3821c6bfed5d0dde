/** What the editor looks up in a config, and remembers. */
import { assignable } from '../../src/config/assignable.js';
import type { Assignability } from '../../src/config/assignable.js';
import type { Config, InputPort, NodeType, OutputPort, PortType } from '../../src/config/config.js';
import type { NodeDrift } from '../../src/graph/drift-change.js';
import { DriftFinder } from '../../src/graph/drift.js';
import { DiffCache, Surroundings } from '../../src/graph/drift-surroundings.js';
import type { Graph, GraphNode, NodePorts } from '../../src/graph/graph.js';
import { PortFunctionFailure, PortLookup } from '../../src/graph/node-ports.js';
import type { PortFunctions } from '../../src/graph/node-ports.js';
import { graphTypesOf } from '../../src/graph/subgraph-types.js';
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

/** What a catalog is made of besides the config. */
export interface CatalogOptions {
  readonly portFunctions?: PortFunctions | undefined;
  /** Those of the graph: each is a node type. */
  readonly subgraphs?: Graph['subgraphs'];
}

/** The node types, ports and fits of one config. */
export class Catalog {
  readonly config: Config;
  readonly nodeTypes: ReadonlyMap<string, NodeType>;
  readonly #diffs = new DiffCache();
  #drift = new WeakMap<GraphNode, NodeDrift | null>();
  readonly #portTypes: ReadonlyMap<string, PortType>;
  readonly #portFunctions: PortFunctions;
  readonly #fits = new WeakMap<OutputPort, WeakMap<InputPort, Assignability>>();
  #ports = new WeakMap<GraphNode, NodePorts>();
  #signatures: Graph['signatures'] | null = null;
  #lookup: PortLookup;

  constructor(config: Config, { portFunctions = {}, subgraphs = {} }: CatalogOptions = {}) {
    this.config = config;
    this.#portFunctions = portFunctions;
    const types = graphTypesOf({ ...createEmptyGraph(), subgraphs }, config, { portFunctions });
    const inner = types.subgraphs.map((name) => types.get(`graph:${name}`)!);
    this.nodeTypes = new Map([...config.nodeTypes, ...inner].map((type) => [type.type, type]));
    this.#portTypes = new Map(config.portTypes.map((type) => [type.type, type]));
    this.#lookup = new PortLookup(createEmptyGraph(), config, portFunctions);
  }

  /** The ports of a node; of a placeholder those its signature, data and wires tell of. */
  portsOf(node: GraphNode, graph: Graph): NodePorts {
    this.#lookAt(graph);
    const known = this.#ports.get(node);
    if (known !== undefined) return known;
    const ports = this.#find(node);
    this.#ports.set(node, ports);
    return ports;
  }

  /** What changed in a node's signature that it has to be asked about. */
  driftOf(node: GraphNode, graph: Graph): NodeDrift | undefined {
    if (!this.#isOutdated(node)) return undefined;
    this.#lookAt(graph);
    let drift = this.#drift.get(node);
    if (drift === undefined) {
      const context = { config: this.config, types: this.nodeTypes, diffs: this.#diffs };
      const found = new DriftFinder(new Surroundings(graph, [], context)).find(node);
      drift = found?.safe === false ? found : null;
      this.#drift.set(node, drift);
    }
    return drift ?? undefined;
  }

  /** True when no node of the graph itself was drawn against another signature. */
  isCurrent(graph: Graph): boolean {
    if (graph.signatures === undefined) return true;
    for (const id in graph.nodes) if (this.#isOutdated(graph.nodes[id]!)) return false;
    return true;
  }

  #isOutdated({ type, fingerprint }: GraphNode): boolean {
    if (fingerprint === undefined) return false;
    const today = this.nodeTypes.get(type)?.fingerprint;
    return today !== undefined && today !== fingerprint;
  }

  /** What is remembered holds for one set of signatures. */
  #lookAt(graph: Graph): void {
    if (this.#signatures === graph.signatures) return;
    this.#signatures = graph.signatures;
    this.#lookup = new PortLookup(graph, this.config, this.#portFunctions);
    this.#ports = new WeakMap();
    this.#drift = new WeakMap();
  }

  #find(node: GraphNode): NodePorts {
    const type = this.nodeTypes.get(node.type);
    try {
      return this.#lookup.portsOf(node, type);
    } catch (error) {
      if (!(error instanceof PortFunctionFailure)) throw error;
      // What is known without the host's port function is still shown; a run says why it failed.
      return error.ports;
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
