/** Keeps the wires in step with the graph: what changed is looked at anew, and nothing else. */
import { own } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Connection, Graph, GraphNode, InputEnd } from '../../src/graph/graph.js';
import type { Catalog } from '../store/catalog.js';
import { parseMark } from '../store/marks.js';
import { changedNodes, nodeIdsOf } from '../store/changed-nodes.js';
import type { Point } from './geometry.js';
import { WireLayer, wireKey } from './wire-layer.js';
import { viewOfWire } from './wire-view.js';
import type { WireWords } from './wire-view.js';

/** Where a wire ends. */
interface WirePlace extends Point {
  /** The collapsed group its node is in. */
  readonly inside?: string;
}

/** Finds where the end of a wire is on the canvas; undefined for a node that is not there. */
export type FindPlace = (end: Connection, side: 'input' | 'output') => WirePlace | undefined;

/** How far a node is shown from its place. */
export type OffsetOf = (nodeId: string) => Point | undefined;

/** A wire with the points it passes. */
interface BentWire extends Wire {
  readonly from: InputEnd;
}

const NOTHING: Graph = { version: 1, nodes: {} };

/** The wires of one editor. */
export class Wires {
  readonly layer: WireLayer;
  readonly #wires = new Map<string, BentWire>();
  /** Keys of the wires into a node. */
  readonly #into = new Map<string, ReadonlySet<string>>();
  readonly #touching = new Map<string, Set<string>>();
  #words: WireWords | undefined;
  #graph: Graph | undefined;
  /** A wire that is shown otherwise than it is. */
  #bent: { nodeId: string; key: string; points: readonly Point[] } | undefined;
  #marks: ReadonlySet<string> = new Set();

  constructor(svg: SVGSVGElement) {
    // Nothing is drawn before there is a graph, and words for it.
    this.layer = new WireLayer(svg, (wire) => viewOfWire(wire, this.#graph!, this.#words!));
  }

  /**
   * Hands the layer what the graph has and it has not, and takes out what has gone.
   * @returns ids of the nodes whose wires have to be placed
   */
  sync(graph: Graph, words: WireWords): readonly string[] {
    const before = this.#graph;
    const isOther = words.catalog !== this.#words?.catalog || words.text !== this.#words.text;
    this.#words = words;
    this.#graph = graph;
    const { written, removed } = changedNodes(before ?? NOTHING, graph);
    for (const id of removed) {
      // Also those from there: what they fed may be as it was, and wait again.
      for (const key of this.#touching.get(id) ?? []) this.#remove(key);
      this.#into.delete(id);
    }
    const isAll = isOther || before === undefined;
    const changed = isAll ? [...nodeIdsOf(graph)] : withFed(written, before, graph);
    for (const id of changed) this.#takeIn(graph.nodes[id]!, graph);
    if (!isOther) this.#followTypes(changed, graph, words.catalog);
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
        this.#takeIn(target, graph);
      }
    }
  }

  /** Moves the ends of the wires at these nodes to where they belong. */
  place(nodeIds: Iterable<string>, findPlace: FindPlace, offsetOf: OffsetOf): void {
    const keys = new Set<string>();
    for (const id of nodeIds) for (const key of this.#touching.get(id) ?? []) keys.add(key);
    for (const key of keys) {
      const wire = this.#wires.get(key)!;
      const { from, to } = wire;
      const [start, end] = [findPlace(from, 'output'), findPlace(to, 'input')];
      if (start === undefined || end === undefined) continue;
      const isHidden = start.inside !== undefined && start.inside === end.inside;
      this.layer.setFlag(key, 'inside', isHidden);
      if (isHidden) continue;
      // The way there led round cards that are not drawn now.
      const isBent = start.inside === undefined && end.inside === undefined;
      const points = isBent ? this.#pointsOf(wire, key, offsetOf) : undefined;
      this.layer.place(key, { from: start, to: end, points });
    }
  }

  /**
   * Has a wire pass other points than its own, from the next placing on; undefined ends that.
   * @returns ids of the nodes whose wires have to be placed
   */
  bend(wire: Wire | undefined, points: readonly Point[]): readonly string[] {
    const ids = [this.#bent?.nodeId, wire?.to.nodeId].filter((id) => id !== undefined);
    this.#bent = wire && { nodeId: wire.to.nodeId, key: wireKey(wire.from, wire.to), points };
    return ids;
  }

  /** Shows which wires are selected. @param marks see `markKey` */
  setMarks(marks: ReadonlySet<string>): void {
    for (const key of this.#marks) if (!marks.has(key)) this.#mark(key, false);
    for (const key of marks) this.#mark(key, true);
    this.#marks = marks;
  }

  #mark(key: string, isMarked: boolean): void {
    const mark = parseMark(key);
    if (mark.type !== 'wire') return;
    this.layer.setFlag(wireKey(mark.wire.from, mark.wire.to), 'selected', isMarked);
  }

  /** The points of a wire whose ends are both dragged go with them. */
  #pointsOf({ from, to }: BentWire, key: string, offsetOf: OffsetOf): readonly Point[] | undefined {
    if (this.#bent?.key === key) return this.#bent.points;
    if (from.points === undefined) return undefined;
    const [start, end] = [offsetOf(from.nodeId), offsetOf(to.nodeId)];
    if (start === undefined || end === undefined) return from.points;
    const [dx, dy] = [(start.x + end.x) / 2, (start.y + end.y) / 2];
    return from.points.map(({ x, y }) => ({ x: x + dx, y: y + dy }));
  }

  setFlowing(nodeId: string, isFlowing: boolean): void {
    for (const key of this.#touching.get(nodeId) ?? []) {
      if (this.#wires.get(key)!.from.nodeId === nodeId)
        this.layer.setFlag(key, 'flowing', isFlowing);
    }
  }

  /** Wires from and to disabled nodes are faint: nothing flows through them. */
  setFaint(nodeIds: Iterable<string>, { nodes }: Graph): void {
    for (const id of nodeIds) {
      for (const key of this.#touching.get(id) ?? []) {
        const { from, to } = this.#wires.get(key)!;
        const isFaint = [from, to].some((end) => own(nodes, end.nodeId)?.disabled === true);
        this.layer.setFlag(key, 'faint', isFaint);
      }
    }
  }

  setLit(nodeIds: Iterable<string>, isLit: boolean): void {
    for (const id of nodeIds) {
      for (const key of this.#touching.get(id) ?? []) this.layer.setFlag(key, 'lit', isLit);
    }
  }

  #takeIn(node: GraphNode, graph: Graph): void {
    const keys = new Set<string>();
    for (const [portName, ends] of Object.entries(node.connections.inputs)) {
      for (const from of ends) {
        if (own(graph.nodes, from.nodeId) === undefined) continue;
        const to = { nodeId: node.id, portName };
        const key = wireKey(from, to);
        keys.add(key);
        this.layer.set(key, { from, to });
        this.#wires.set(key, { from, to });
        for (const id of [from.nodeId, node.id]) {
          this.#touching.set(id, (this.#touching.get(id) ?? new Set()).add(key));
        }
      }
    }
    for (const key of this.#into.get(node.id) ?? []) {
      if (!keys.has(key)) this.#remove(key);
    }
    this.#into.set(node.id, keys);
  }

  #remove(key: string): void {
    const wire = this.#wires.get(key);
    if (wire === undefined) return;
    this.#wires.delete(key);
    this.layer.delete(key);
    for (const id of [wire.from.nodeId, wire.to.nodeId]) {
      const keys = this.#touching.get(id);
      keys?.delete(key);
      if (keys?.size === 0) this.#touching.delete(id);
    }
  }
}

/** With those that new nodes feed: a wire may have waited for its node. */
function withFed(written: readonly string[], before: Graph, { nodes }: Graph): string[] {
  const ids = new Set(written);
  for (const id of written) {
    if (Object.hasOwn(before.nodes, id)) continue;
    for (const { nodeId } of Object.values(nodes[id]!.connections.outputs).flat()) {
      if (Object.hasOwn(nodes, nodeId)) ids.add(nodeId);
    }
  }
  return [...ids];
}
