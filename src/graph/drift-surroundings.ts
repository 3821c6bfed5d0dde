/** What lies round a node that a change of its ports may touch. */
import type { Config, NodeType } from '../config/config.js';
import { own } from '../config/document.js';
import type { Schema } from '../config/json-schema.js';
import { wiredSchema } from '../config/wired-schema.js';
import { diffSignature } from './drift-diff.js';
import type { SavedPort, SignatureDiff } from './drift-diff.js';
import type { Connection, Graph, GraphNode, SavedSignature } from './graph.js';
import type { NodeTypeLookup } from './node-types.js';
import { savedSignature, stampedType } from './stamp.js';
import { graphTypesOf } from './subgraph-types.js';
import type { GraphTypes } from './subgraph-types.js';

/** The name of the graph's own port that a node's port is, by `node port`. */
type PromotedNames = ReadonlyMap<string, string>;

const UNKNOWN: Schema = {};

/** Looks round in one graph of a document; what it finds is kept. */
export class Surroundings {
  readonly graph: Graph;
  readonly #types: NodeTypeLookup;
  readonly #findTypes: () => GraphTypes;
  readonly #diffs: DiffCache;
  #graphTypes: GraphTypes | undefined;
  #consumers: Map<string, Connection[]> | undefined;
  readonly #promoted: Partial<Record<'inputs' | 'outputs', PromotedNames>> = {};

  constructor(graph: Graph, outer: readonly Graph[], { config, types, diffs }: DriftContext) {
    this.graph = graph;
    this.#types = types;
    this.#diffs = diffs;
    this.#findTypes = () => graphTypesOf(graph, config, { outer });
  }

  /** A first look, which nearly all nodes need no more than. */
  isOutdated({ type, fingerprint }: GraphNode): boolean {
    return fingerprint !== undefined && this.#types.get(type)?.fingerprint !== fingerprint;
  }

  /** The entry and the type of a node whose fingerprint is not today's. */
  driftOf(node: GraphNode): { saved: SavedSignature; type: NodeType } | undefined {
    if (node.fingerprint === undefined) return undefined;
    const type = stampedType(node, this.#types);
    if (type === undefined || type.fingerprint === node.fingerprint) return undefined;
    const saved = savedSignature(node, this.graph);
    return saved && { saved, type };
  }

  diff(saved: SavedSignature, type: NodeType): SignatureDiff {
    return this.#diffs.get(saved, type);
  }

  /** The inputs that an output is wired to, as those list it. */
  consumersOf(nodeId: string, portName: string): readonly Connection[] {
    this.#consumers ??= collectConsumers(this.graph);
    return this.#consumers.get(keyOf(nodeId, portName)) ?? [];
  }

  /** What a port is called as a port of the graph. */
  promotedName(side: 'inputs' | 'outputs', nodeId: string, portName: string): string | undefined {
    const names = (this.#promoted[side] ??= new Map(
      (this.graph.ports?.[side] ?? []).map((port) => [
        keyOf(port.nodeId, port.portName),
        port.name,
      ]),
    ));
    return names.get(keyOf(nodeId, portName));
  }

  /**
   * Whether a node, or the graph, holds something under the name of a port. A port that is renamed
   * to it would lose what it has, or take the place of that.
   */
  isTaken(node: GraphNode, side: 'inputs' | 'outputs', name: string): boolean {
    const { inputData, pinned = {}, connections } = node;
    return (
      Object.hasOwn(side === 'inputs' ? inputData : pinned, name) ||
      (own(connections[side], name)?.length ?? 0) > 0 ||
      (side === 'outputs' && this.consumersOf(node.id, name).length > 0) ||
      this.promotedName(side, node.id, name) !== undefined
    );
  }

  /** What another node's port takes or gives; `{}` where nobody knows. */
  schemaOf({ nodeId, portName }: Connection, side: 'input' | 'output'): Schema {
    const node = own(this.graph.nodes, nodeId);
    if (node === undefined) return UNKNOWN;
    const type = (this.#graphTypes ??= this.#findTypes()).get(node.type);
    const saved = savedSignature(node, this.graph);
    const then = side === 'input' ? saved?.inputs : saved?.outputs;
    const wasThere = find(then, portName);
    if (type === undefined) return wasThere?.schema ?? UNKNOWN;
    const ports = side === 'input' ? type.inputs : type.outputs;
    const drift = this.driftOf(node);
    const name = drift && this.diff(drift.saved, drift.type)[side].renamed.get(portName);
    const port = find(ports, name ?? portName) ?? wasThere;
    if (port === undefined) return UNKNOWN;
    return side === 'input' ? wiredSchema(port) : port.schema;
  }
}

/** What all graphs of a document share. */
export interface DriftContext {
  readonly config: Config;
  readonly types: NodeTypeLookup;
  readonly diffs: DiffCache;
}

/** Compares each pair of signatures once. */
export class DiffCache {
  readonly #diffs = new Map<SavedSignature, Map<NodeType, SignatureDiff>>();

  get(saved: SavedSignature, type: NodeType): SignatureDiff {
    let byType = this.#diffs.get(saved);
    if (byType === undefined) this.#diffs.set(saved, (byType = new Map()));
    let diff = byType.get(type);
    if (diff === undefined) byType.set(type, (diff = diffSignature(saved, type)));
    return diff;
  }
}

function find<T extends SavedPort>(ports: readonly T[] | undefined, name: string): T | undefined {
  return ports?.find((port) => port.name === name);
}

function collectConsumers({ nodes }: Graph): Map<string, Connection[]> {
  const consumers = new Map<string, Connection[]>();
  for (const id of Object.keys(nodes)) {
    const { inputs } = nodes[id]!.connections;
    for (const portName of Object.keys(inputs)) {
      for (const from of inputs[portName]!) {
        const key = keyOf(from.nodeId, from.portName);
        const list = consumers.get(key);
        if (list === undefined) consumers.set(key, [{ nodeId: id, portName }]);
        else list.push({ nodeId: id, portName });
      }
    }
  }
  return consumers;
}

/** Different for different ports, whatever characters the names have. */
function keyOf(nodeId: string, portName: string): string {
  return `${nodeId.length} ${nodeId}${portName}`;
}
