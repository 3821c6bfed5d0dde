/** Cards that are shown away from their places, as while they are dragged. Written past React. */
import { own } from '../../src/config/document.js';
import type { Graph } from '../../src/graph/graph.js';
import type { Point } from './geometry.js';

const NOWHERE: ReadonlyMap<string, Point> = new Map();

/** Where the cards of one editor are shown. */
export class NodePlaces {
  readonly #getGraph: () => Graph;
  readonly #elementOf: (nodeId: string) => HTMLElement | undefined;
  readonly #displaced = new Set<string>();
  #offsets = NOWHERE;

  constructor(getGraph: () => Graph, elementOf: (nodeId: string) => HTMLElement | undefined) {
    this.#getGraph = getGraph;
    this.#elementOf = elementOf;
  }

  /** How far nodes are from their places. */
  get offsets(): ReadonlyMap<string, Point> {
    return this.#offsets;
  }

  readonly offsetOf = (nodeId: string): Point | undefined => this.#offsets.get(nodeId);

  /** @returns ids of the nodes that have moved */
  displace(offsets: ReadonlyMap<string, Point>): ReadonlySet<string> {
    const ids = new Set([...offsets.keys(), ...this.#offsets.keys()]);
    this.#offsets = offsets;
    for (const id of ids) this.#displaced.add(id);
    if (offsets.size === 0) this.restore();
    for (const id of offsets.keys()) this.#show(id);
    return ids;
  }

  /** Shows all where they belong: React may have left them elsewhere. */
  restore(): void {
    for (const id of this.#displaced) {
      if (!this.#offsets.has(id)) this.#displaced.delete(id);
      this.#show(id);
    }
  }

  #show(id: string): void {
    const node = own(this.#getGraph().nodes, id);
    const element = this.#elementOf(id);
    if (node === undefined || element === undefined) return;
    const { x, y } = this.#offsets.get(id) ?? { x: 0, y: 0 };
    // Written as Flume writes it, so that React finds what it expects.
    element.style.transform = `translate(${node.x + x}px, ${node.y + y}px)`;
  }
}
