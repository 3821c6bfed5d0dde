/** Draws a wire from a port, or takes one off an input and elsewhere. */
import { own } from '../../src/config/document.js';
import { checkConnection } from '../../src/graph/check-connection.js';
import type { ConnectionCheck } from '../../src/graph/check-connection.js';
import { adapterText } from '../surface/adapter-text.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Connection, Graph, NodePorts } from '../../src/graph/graph.js';
import type { PortEnd } from '../surface/port-end.js';
import { wirePath } from '../surface/geometry.js';
import type { Point } from '../surface/geometry.js';
import { wireKey } from '../surface/wire-layer.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext } from './gesture.js';

const SVG = 'http://www.w3.org/2000/svg';

/** A wire while it is drawn. */
export class WireDrawing implements Gesture {
  readonly #context: GestureContext;
  readonly #start: Point;
  /** The end that stays. */
  readonly #fixed: PortEnd;
  /** The wire that was taken off its input. */
  readonly #taken: Wire | undefined;
  readonly #path: SVGPathElement;
  hasMoved = false;

  constructor(context: GestureContext, start: Point, pressed: PortEnd) {
    this.#context = context;
    this.#start = start;
    this.#taken = wireTakenFrom(context.store.getState().graph, pressed);
    this.#fixed = this.#taken === undefined ? pressed : { ...this.#taken.from, side: 'output' };
    this.#path = document.createElementNS(SVG, 'path');
    this.#path.setAttribute('class', 'mr-wire-draft');
  }

  move(at: Point, target: EventTarget | null): void {
    if (!this.hasMoved && distance(this.#start, at) < DRAG_DISTANCE) return;
    if (!this.hasMoved) this.#begin();
    const end = this.#endAt(target);
    const check = end === undefined ? undefined : this.#check(end);
    this.#show(at, end, check);
  }

  end(at: Point, target: EventTarget | null): void {
    if (!this.hasMoved) return;
    const { hint } = this.#context;
    const end = this.#endAt(target);
    const check = end === undefined ? undefined : this.#check(end);
    this.#finish();
    if (check !== undefined && !check.allowed) {
      if (check.code === 'present') return hint.hide();
      hint.show(sentence(check.reason), at, 'bad');
      return hint.linger();
    }
    hint.hide();
    if (end !== undefined) this.#connect(end);
    // On a card, but at none of its inputs, it was dropped by mistake.
    else if (this.#context.surface.nodes.nodeAt(target) === undefined) this.#letGo();
  }

  cancel(): void {
    this.#finish();
    this.#context.hint.hide();
  }

  #begin(): void {
    this.hasMoved = true;
    const { surface } = this.#context;
    surface.elements?.wires.append(this.#path);
    this.#hideTaken(true);
    surface.elements?.stage.setAttribute('data-mr-wiring', this.#wantedSide());
    for (const [end, handle] of surface.nodes.handles()) {
      handle.toggleAttribute('data-mr-misfit', !this.#mayFit(end));
    }
  }

  #finish(): void {
    const { surface } = this.#context;
    this.#path.remove();
    this.#hideTaken(false);
    surface.elements?.stage.removeAttribute('data-mr-wiring');
    for (const [, handle] of surface.nodes.handles()) {
      handle.removeAttribute('data-mr-misfit');
    }
  }

  #hideTaken(isHidden: boolean): void {
    if (this.#taken === undefined) return;
    const { layer } = this.#context.surface;
    layer?.setHidden(wireKey(this.#taken.from, this.#taken.to), isHidden);
  }

  #connect(end: PortEnd): void {
    const wire = this.#wireTo(end);
    const keep = this.#input(wire.to)?.multiple === true;
    const instead = this.#taken === undefined ? {} : { instead: this.#taken };
    this.#context.store.dispatch({ type: 'connect', wire, keep, ...instead });
  }

  #letGo(): void {
    if (this.#taken === undefined) return;
    this.#context.store.dispatch({ type: 'disconnect', wire: this.#taken });
  }

  #show(at: Point, end: PortEnd | undefined, check: ConnectionCheck | undefined): void {
    const { surface, hint } = this.#context;
    const fixed = surface.portPlace(this.#fixed, this.#fixed.side);
    if (fixed === undefined) return;
    const isSnapped = end !== undefined && check?.allowed === true;
    const free = (isSnapped ? surface.portPlace(end, end.side) : undefined) ?? surface.toCanvas(at);
    const [from, to] = this.#fixed.side === 'output' ? [fixed, free] : [free, fixed];
    this.#path.setAttribute('d', wirePath(from, to));
    this.#path.dataset['state'] =
      check === undefined ? 'free' : check.allowed || check.code === 'present' ? 'fits' : 'refused';
    if (check === undefined) hint.hide();
    else if (!check.allowed) hint.show(sentence(check.reason), at, 'bad');
    else if (check.fit.kind === 'adapted')
      hint.show(`Converted: ${adapterText(check.fit)}`, at, 'plain');
    else if (check.fit.kind === 'unsafe') hint.show(sentence(check.fit.reason), at, 'plain');
    else if (check.replaces) hint.show('Replaces the wire that is there', at, 'plain');
    else hint.hide();
  }

  /** The port under the pointer that this wire could end at. */
  #endAt(target: EventTarget | null): PortEnd | undefined {
    const end = this.#context.surface.nodes.portAt(target, { rows: true });
    return end !== undefined && end.side === this.#wantedSide() ? end : undefined;
  }

  #wantedSide(): 'input' | 'output' {
    return this.#fixed.side === 'output' ? 'input' : 'output';
  }

  #wireTo(end: PortEnd): Wire {
    const [from, to] = this.#fixed.side === 'output' ? [this.#fixed, end] : [end, this.#fixed];
    return {
      from: { nodeId: from.nodeId, portName: from.portName },
      to: { nodeId: to.nodeId, portName: to.portName },
    };
  }

  #check(end: PortEnd): ConnectionCheck {
    const { store, allowMisfits } = this.#context;
    const { graph } = store.getState();
    const linked = this.#context.surface.catalog.linkedPorts(graph);
    const options = { allowMisfits, linked };
    return checkConnection(graph, this.#wireTo(end), (id) => this.#portsOf(id), options);
  }

  #portsOf(nodeId: string): NodePorts | undefined {
    const { store, surface } = this.#context;
    const { graph } = store.getState();
    const node = own(graph.nodes, nodeId);
    return node === undefined ? undefined : surface.catalog.portsOf(node, graph);
  }

  #input(end: Connection): NodePorts['inputs'][number] | undefined {
    return this.#portsOf(end.nodeId)?.inputs.find((port) => port.name === end.portName);
  }

  /** By type alone: cheap enough to ask of every port that is mounted. */
  #mayFit(end: PortEnd): boolean {
    if (end.side !== this.#wantedSide() || end.nodeId === this.#fixed.nodeId) return false;
    const { from, to } = this.#wireTo(end);
    const output = this.#portsOf(from.nodeId)?.outputs.find((port) => port.name === from.portName);
    const input = this.#input(to);
    if (output === undefined || input === undefined) return false;
    const { allowMisfits, surface, store } = this.#context;
    const linked = surface.catalog.linkedPorts(store.getState().graph);
    const given = linked.outputOf(from.nodeId, from.portName) ?? output.schema;
    return allowMisfits || surface.catalog.fitOf(given, input).kind !== 'no';
  }
}

/** The wire that a press on an input takes: the last one that arrives there. */
function wireTakenFrom(graph: Graph, pressed: PortEnd): Wire | undefined {
  if (pressed.side === 'output') return undefined;
  const ends = own(own(graph.nodes, pressed.nodeId)?.connections.inputs ?? {}, pressed.portName);
  const from = ends?.at(-1);
  if (from === undefined) return undefined;
  return { from, to: { nodeId: pressed.nodeId, portName: pressed.portName } };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
