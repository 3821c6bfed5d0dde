/** Keeps the drawn wires in step with the graph: what changed is drawn anew, and nothing else. */
import { own } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Connection, Graph, GraphNode } from '../../src/graph/graph.js';
import type { Catalog } from '../store/catalog.js';
import { adapterText } from './adapter-text.js';
import type { Point } from './geometry.js';
import { wireKey } from './wire-layer.js';
import type { WireLayer, WireView } from './wire-layer.js';

/** Finds where the end of a wire is on the canvas; undefined for a node that is not there. */
export type FindPlace = (end: Connection, side: 'input' | 'output') => Point | undefined;

/** The wires of one editor. */
export class Wires {
  readonly #layer: WireLayer;
  readonly #wires = new Map<string, Wire>();
  /** Keys of the wires into a node, and the node they were made for. */
  readonly #into = new Map<string, { node: GraphNode; keys: readonly string[] }>();
  readonly #touching = new Map<string, Set<string>>();
  #catalog: Catalog | undefined;

  constructor(layer: WireLayer) {
    this.#layer = layer;
  }

  /**
   * Draws what the graph has and the layer has not.
   * @returns ids of the nodes whose wires have to be placed
   */
  sync(graph: Graph, catalog: Catalog): readonly string[] {
    const isOther = catalog !== this.#catalog;
    this.#catalog = catalog;
    const changed: string[] = [];
    for (const [id, { keys }] of this.#into) {
      if (Object.hasOwn(graph.nodes, id)) continue;
      for (const key of keys) this.#remove(key);
      this.#into.delete(id);
    }
    for (const [id, node] of Object.entries(graph.nodes)) {
      if (!isOther && this.#into.get(id)?.node === node) continue;
      changed.push(id);
      this.#draw(node, graph, catalog);
    }
    if (!isOther) this.#followTypes(changed, graph, catalog);
    return changed;
  }

  /** What is wired into a generic node tells what its outputs are, and so the wires from there. */
  #followTypes(changed: string[], graph: Graph, catalog: Catalog): void {
    const seen = new Set(changed);
    // The list grows while it is read.
    for (const id of changed) {
      const node = graph.nodes[id]!;
      if (!catalog.isGeneric(catalog.portsOf(node, graph))) continue;
      for (const { nodeId } of Object.values(node.connections.outputs).flat()) {
        const target = own(graph.nodes, nodeId);
        if (target === undefined || seen.has(nodeId)) continue;
        seen.add(nodeId);
        changed.push(nodeId);
        this.#draw(target, graph, catalog);
      }
    }
  }

  /** Moves the ends of the wires at these nodes to where they belong. */
  place(nodeIds: Iterable<string>, findPlace: FindPlace): void {
    const keys = new Set<string>();
    for (const id of nodeIds) for (const key of this.#touching.get(id) ?? []) keys.add(key);
    for (const key of keys) {
      const { from, to } = this.#wires.get(key)!;
      const [start, end] = [findPlace(from, 'output'), findPlace(to, 'input')];
      if (start !== undefined && end !== undefined) this.#layer.place(key, start, end);
    }
  }

  setFlowing(nodeId: string, isFlowing: boolean): void {
    for (const key of this.#touching.get(nodeId) ?? []) {
      if (this.#wires.get(key)!.from.nodeId === nodeId) this.#layer.setFlowing(key, isFlowing);
    }
  }

  setLit(nodeIds: Iterable<string>, isLit: boolean): void {
    for (const id of nodeIds) {
      for (const key of this.#touching.get(id) ?? []) this.#layer.setLit(key, isLit);
    }
  }

  #draw(node: GraphNode, graph: Graph, catalog: Catalog): void {
    const keys: string[] = [];
    for (const [portName, ends] of Object.entries(node.connections.inputs)) {
      for (const from of ends) {
        if (own(graph.nodes, from.nodeId) === undefined) continue;
        const to = { nodeId: node.id, portName };
        const key = wireKey(from, to);
        keys.push(key);
        this.#layer.set(key, viewOf({ from, to }, graph, catalog));
        this.#wires.set(key, { from, to });
        for (const id of [from.nodeId, node.id]) {
          this.#touching.set(id, (this.#touching.get(id) ?? new Set()).add(key));
        }
      }
    }
    for (const key of this.#into.get(node.id)?.keys ?? []) {
      if (!keys.includes(key)) this.#remove(key);
    }
    this.#into.set(node.id, { node, keys });
  }

  #remove(key: string): void {
    const wire = this.#wires.get(key);
    if (wire === undefined) return;
    this.#wires.delete(key);
    this.#layer.delete(key);
    for (const id of [wire.from.nodeId, wire.to.nodeId]) {
      const keys = this.#touching.get(id);
      keys?.delete(key);
      if (keys?.size === 0) this.#touching.delete(id);
    }
  }
}

function viewOf({ from, to }: Wire, graph: Graph, catalog: Catalog): WireView {
  const source = own(graph.nodes, from.nodeId)!;
  const target = own(graph.nodes, to.nodeId)!;
  const output = catalog.portsOf(source, graph).outputs.find((port) => port.name === from.portName);
  const input = catalog.portsOf(target, graph).inputs.find((port) => port.name === to.portName);
  if (output === undefined || input === undefined) {
    const gone = output === undefined ? from.portName : to.portName;
    return { from, to, color: 'grey', fit: 'no', title: `there is no port “${gone}” any more` };
  }
  const given = catalog.linkedPorts(graph).outputOf(from.nodeId, from.portName) ?? output.schema;
  const fit = catalog.fitOf(given, input);
  const types = `${catalog.labelOf(output, given)} → ${catalog.labelOf(input)}`;
  const note =
    fit.kind === 'adapted'
      ? `, converted: ${adapterText(fit)}`
      : 'reason' in fit
        ? `, ${fit.reason}`
        : '';
  return {
    from,
    to,
    color: catalog.colorOf(output, given),
    fit: fit.kind,
    title: `${output.label} → ${input.label} (${types}${note})`,
  };
}
