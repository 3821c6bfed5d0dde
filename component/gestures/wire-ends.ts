/** Which ports the loose end of a wire may go to, and which of them is meant by a place. */
import { RANK } from '../../src/config/assignability.js';
import { own } from '../../src/config/document.js';
import { checkConnection } from '../../src/graph/check-connection.js';
import type { ConnectionCheck } from '../../src/graph/check-connection.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Graph, NodePorts } from '../../src/graph/graph.js';
import { groupingOf } from '../../src/graph/groups.js';
import { Misfits } from '../surface/misfits.js';
import type { PortEnd } from '../surface/port-end.js';
import type { Point } from '../surface/geometry.js';
import { distance } from './gesture.js';
import type { GestureContext } from './gesture.js';

/** Screen pixels from a port within which it attracts a wire that fits. */
const MAGNET = 24;

/** What a place means to the wire. */
export interface FoundEnd {
  readonly end: PortEnd;
  readonly check: ConnectionCheck;
}

/** The other ends of a wire with one end fixed. */
export class WireEnds {
  readonly #context: GestureContext;
  readonly #fixed: PortEnd;
  /** Asked once a port and a card, and not with each move: it looks for cycles. */
  readonly #checks = new Map<string, ConnectionCheck>();
  readonly #best = new Map<string, FoundEnd | undefined>();
  /** What they were asked of. */
  #asked: Graph | undefined;
  readonly #misfits: Misfits;
  readonly #magnets: { readonly end: PortEnd; readonly place: Point }[] = [];
  #shown: { readonly viewport: unknown; readonly size: number } | undefined;

  constructor(context: GestureContext, fixed: PortEnd) {
    this.#context = context;
    this.#fixed = fixed;
    this.#misfits = new Misfits(context.surface, (end) => this.#isFixed(end) || this.#attract(end));
  }

  /** The side that is looked for. */
  get side(): 'input' | 'output' {
    return this.#fixed.side === 'output' ? 'input' : 'output';
  }

  /** Dims what does not fit, as far as it is in sight; to be called as the pointer moves. */
  show(): void {
    const { surface, store } = this.#context;
    const { viewport } = store.getState();
    const { size } = surface.nodes;
    if (this.#shown?.viewport === viewport && this.#shown.size === size) return;
    this.#shown = { viewport, size };
    this.#misfits.update();
  }

  /** All are as before. */
  hide(): void {
    this.#misfits.clear();
    this.#magnets.length = 0;
    this.#shown = undefined;
  }

  /**
   * The port in whose row the pointer is, else the nearest one that fits, else the card's best.
   * @param place the pointer on the canvas
   */
  find(place: Point, target: EventTarget | null): FoundEnd | undefined {
    this.#forgetOthers();
    const { nodes } = this.#context.surface;
    const row = nodes.portAt(target, { rows: true });
    if (row?.side === this.side) return { end: row, check: this.check(row) };
    const near = this.#nearest(place);
    if (near !== undefined) return { end: near, check: this.check(near) };
    const card = this.#cardAt(target);
    if (card === undefined) return undefined;
    if (!this.#best.has(card.key)) this.#best.set(card.key, this.#bestOf(card.nodeIds));
    return this.#best.get(card.key);
  }

  /** The nodes that a card stands for: its own, or all of a collapsed group. */
  #cardAt(target: EventTarget | null): { key: string; nodeIds: readonly string[] } | undefined {
    const { surface, store } = this.#context;
    const nodeId = surface.nodes.nodeAt(target);
    if (nodeId !== undefined) return { key: `node ${nodeId}`, nodeIds: [nodeId] };
    const mark = surface.items.markAt(target);
    if (mark?.type !== 'group') return undefined;
    const group = groupingOf(store.getState().graph).byId.get(mark.id);
    if (group?.collapsed !== true) return undefined;
    return { key: `group ${mark.id}`, nodeIds: group.nodeIds };
  }

  wireTo(end: PortEnd): Wire {
    const [from, to] = this.#fixed.side === 'output' ? [this.#fixed, end] : [end, this.#fixed];
    return {
      from: { nodeId: from.nodeId, portName: from.portName },
      to: { nodeId: to.nodeId, portName: to.portName },
    };
  }

  check(end: PortEnd): ConnectionCheck {
    this.#forgetOthers();
    const key = JSON.stringify([end.nodeId, end.portName]);
    const check = this.#checks.get(key) ?? this.#checkAnew(end);
    this.#checks.set(key, check);
    return check;
  }

  /** A host may change the graph meanwhile. */
  #forgetOthers(): void {
    const { graph } = this.#context.store.getState();
    if (graph === this.#asked) return;
    this.#asked = graph;
    this.#checks.clear();
    this.#best.clear();
  }

  #checkAnew(end: PortEnd): ConnectionCheck {
    const { store, allowMisfits, surface } = this.#context;
    const { graph } = store.getState();
    const options = { allowMisfits, linked: surface.catalog.linkedPorts(graph) };
    return checkConnection(graph, this.wireTo(end), (id) => this.portsOf(id), options);
  }

  portsOf(nodeId: string): NodePorts | undefined {
    const { store, surface } = this.#context;
    const { graph } = store.getState();
    const node = own(graph.nodes, nodeId);
    return node === undefined ? undefined : surface.catalog.portsOf(node, graph);
  }

  /** Whether the wire's input takes several. */
  isMultiple({ to }: Wire): boolean {
    const input = this.portsOf(to.nodeId)?.inputs.find((port) => port.name === to.portName);
    return input?.multiple === true;
  }

  #isFixed({ nodeId, portName, side }: PortEnd): boolean {
    const fixed = this.#fixed;
    return fixed.nodeId === nodeId && fixed.portName === portName && fixed.side === side;
  }

  #attract(end: PortEnd): boolean {
    if (!this.#mayFit(end)) return false;
    const place = this.#context.surface.portPlace(end, end.side);
    if (place !== undefined) this.#magnets.push({ end, place });
    return true;
  }

  #nearest(place: Point): PortEnd | undefined {
    const { surface, store } = this.#context;
    let reach = MAGNET / (store.getState().viewport.scale * surface.outerScale);
    let nearest: PortEnd | undefined;
    for (const magnet of this.#magnets) {
      const gap = distance(magnet.place, place);
      if (gap > reach) continue;
      reach = gap;
      nearest = magnet.end;
    }
    return nearest;
  }

  /** The port that fits best; free ones first, an occupied input only where there is no other. */
  #bestOf(nodeIds: readonly string[]): FoundEnd | undefined {
    const { side } = this;
    let best: { readonly found: FoundEnd; readonly rank: number } | undefined;
    for (const nodeId of nodeIds) {
      if (nodeId === this.#fixed.nodeId) continue;
      for (const { name } of this.portsOf(nodeId)?.[`${side}s`] ?? []) {
        const end: PortEnd = { nodeId, portName: name, side };
        const check = this.check(end);
        const rank = rankOf(check);
        if (best === undefined || rank < best.rank) best = { found: { end, check }, rank };
      }
    }
    return best?.found;
  }

  /** By type alone: cheap enough to ask of every port that is mounted. */
  #mayFit(end: PortEnd): boolean {
    if (end.side !== this.side || end.nodeId === this.#fixed.nodeId) return false;
    const { from, to } = this.wireTo(end);
    const output = this.portsOf(from.nodeId)?.outputs.find((port) => port.name === from.portName);
    const input = this.portsOf(to.nodeId)?.inputs.find((port) => port.name === to.portName);
    if (output === undefined || input === undefined || input.secret !== undefined) return false;
    const { allowMisfits, surface, store } = this.#context;
    const linked = surface.catalog.linkedPorts(store.getState().graph);
    const given = linked.outputOf(from.nodeId, from.portName) ?? output.schema;
    return allowMisfits || surface.catalog.fitOf(given, input).kind !== 'no';
  }
}

function rankOf(check: ConnectionCheck): number {
  if (!check.allowed) return check.code === 'present' ? 20 : 30;
  return RANK[check.fit.kind] + (check.replaces ? 10 : 0);
}
