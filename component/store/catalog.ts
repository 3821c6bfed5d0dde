/** What the editor looks up in a config, and remembers. */
import { assignable } from '../../src/config/assignable.js';
import type { Assignability } from '../../src/config/assignable.js';
import type { Schema } from '../../src/config/json-schema.js';
import { own } from '../../src/config/document.js';
import { portTypeOf } from '../../src/config/port-types.js';
import { hasVariable } from '../../src/config/type-variables.js';
import { wiredSchema } from '../../src/config/wired-schema.js';
import { linkPorts } from '../../src/graph/linked-ports.js';
import type { LinkedPorts } from '../../src/graph/linked-ports.js';
import type { Config, InputPort, NodeType, OutputPort, PortType } from '../../src/config/config.js';
import type { NodeDrift } from '../../src/graph/drift-change.js';
import { DriftFinder } from '../../src/graph/drift.js';
import { DiffCache, Surroundings } from '../../src/graph/drift-surroundings.js';
import type { Graph, GraphNode, NodePorts } from '../../src/graph/graph.js';
import { PortFunctionFailure, PortLookup } from '../../src/graph/node-ports.js';
import type { PortFunctions } from '../../src/graph/node-ports.js';
import { leadsTo } from '../../src/graph/subgraph-names.js';
import { findSubgraph, SUBGRAPH_PREFIX } from '../../src/graph/subgraph-scope.js';
import { graphTypesOf } from '../../src/graph/subgraph-types.js';
import { subgraphAt } from '../../src/graph/unpack-subgraph.js';
import { DriftInside } from './drift-inside.js';
import { createEmptyGraph } from './editor-state.js';
import type { GraphScope } from './scope.js';

/** Flume's colours of ports. */
const PORT_COLORS: readonly string[] = [
  'yellow',
  'orange',
  'red',
  'pink',
  'purple',
  'blue',
  'green',
  'grey',
];

/** What a catalog is made of besides the config: each subgraph in scope is a node type. */
export interface CatalogOptions extends GraphScope {
  readonly portFunctions?: PortFunctions | undefined;
}

/** The node types, ports and fits of one config. */
export class Catalog {
  readonly config: Config;
  readonly nodeTypes: ReadonlyMap<string, NodeType>;
  readonly #diffs = new DiffCache();
  #drift = new WeakMap<GraphNode, NodeDrift | null>();
  #finder: DriftFinder | undefined;
  readonly #inside: DriftInside;
  readonly #portTypes: ReadonlyMap<string, PortType>;
  readonly portFunctions: PortFunctions;
  readonly #fits = new WeakMap<Schema, WeakMap<InputPort, Assignability>>();
  readonly #generic = new WeakMap<NodePorts, boolean>();
  #linked: { readonly graph: Graph; readonly ports: LinkedPorts } | undefined;
  #ports = new WeakMap<GraphNode, NodePorts>();
  #signatures: Graph['signatures'] | null = null;
  #lookup: PortLookup;

  readonly #outer: readonly Graph[];

  constructor(config: Config, options: CatalogOptions = {}) {
    const { portFunctions = {}, subgraphs = {}, outer = [], around } = options;
    this.config = config;
    this.portFunctions = portFunctions;
    this.#outer = outer;
    const graph = { ...createEmptyGraph(), subgraphs };
    const types = graphTypesOf(graph, config, { portFunctions, outer });
    const inner = types.subgraphs.map((name) => {
      const type = types.get(SUBGRAPH_PREFIX + name)!;
      const found = around && findSubgraph(name, graph, outer);
      return found !== undefined && leadsTo(found, around!) ? { ...type, addable: false } : type;
    });
    this.nodeTypes = new Map([...config.nodeTypes, ...inner].map((type) => [type.type, type]));
    this.#inside = new DriftInside({ config, types: this.nodeTypes, diffs: this.#diffs });
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
      const found = this.#finderOf(graph).find(node);
      drift = found?.safe === false ? found : null;
      this.#drift.set(node, drift);
    }
    return drift ?? undefined;
  }

  /** How many nodes have to be asked about in the subgraph of a node, and in those it uses. */
  driftInside(node: GraphNode, graph: Graph): number {
    const found = subgraphAt({ graph, outer: this.#outer }, node);
    return found === undefined ? 0 : this.#inside.count(found);
  }

  /** One for all nodes of a graph: what lies round them is collected once. */
  #finderOf(graph: Graph): DriftFinder {
    if (this.#finder?.around.graph !== graph) {
      const context = { config: this.config, types: this.nodeTypes, diffs: this.#diffs };
      this.#finder = new DriftFinder(new Surroundings(graph, this.#outer, context));
    }
    return this.#finder;
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
    this.#lookup = new PortLookup(graph, this.config, this.portFunctions);
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

  /** How what an output gives fits an input. */
  fitOf(given: Schema, input: InputPort): Assignability {
    const fits = this.#fits.get(given) ?? new WeakMap<InputPort, Assignability>();
    this.#fits.set(given, fits);
    const known = fits.get(input);
    if (known !== undefined) return known;
    const fit = assignable(given, wiredSchema(input));
    fits.set(input, fit);
    return fit;
  }

  /** The schemas of ports in a graph, type parameters filled in. */
  linkedPorts(graph: Graph): LinkedPorts {
    if (this.#linked?.graph !== graph) {
      const ports = linkPorts(graph, (id) => {
        const node = own(graph.nodes, id);
        return node && this.portsOf(node, graph);
      });
      this.#linked = { graph, ports };
    }
    return this.#linked.ports;
  }

  /** Whether what a node's ports are depends on what is wired to it. */
  isGeneric(ports: NodePorts): boolean {
    let isGeneric = this.#generic.get(ports);
    if (isGeneric === undefined) {
      isGeneric = [...ports.inputs, ...ports.outputs].some(({ schema }) => hasVariable(schema));
      this.#generic.set(ports, isGeneric);
    }
    return isGeneric;
  }

  /** One of Flume's eight colours. @param schema What the port is here. */
  colorOf(port: InputPort | OutputPort, schema = port.schema): string {
    const color = port.color ?? this.#typeOf(port, schema)?.color ?? 'grey';
    return PORT_COLORS.includes(color) ? color : 'grey';
  }

  /** What a port's type is called. @param schema What the port is here. */
  labelOf(port: InputPort | OutputPort, schema = port.schema): string {
    return this.#typeOf(port, schema)?.label ?? port.type;
  }

  #typeOf(port: InputPort | OutputPort, schema: Schema): PortType | undefined {
    return schema === port.schema ? this.#portTypes.get(port.type) : portTypeOf(schema);
  }
}
