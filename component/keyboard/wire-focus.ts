/**
 * The focus on a wire. Wires are drawn for the eye alone; one element stands for the one that has the
 * focus, where its middle is.
 */
import { own } from '../../src/config/document.js';
import type { Graph } from '../../src/graph/graph.js';
import { markKey, parseMark } from '../store/marks.js';
import type { Mark } from '../store/marks.js';
import type { Point } from '../surface/geometry.js';
import { endName } from '../surface/name-ports.js';
import type { PortEnd } from '../surface/port-end.js';
import { wireKey } from '../surface/wire-layer.js';
import { wireMiddle } from '../surface/wire-path.js';
import type { FocusContext } from './focus-things.js';

export type WireMark = Extract<Mark, { type: 'wire' }>;

/** A wire that has the focus, and the port it was reached from. */
export interface FocusedWire {
  readonly wire: WireMark['wire'];
  readonly from: PortEnd;
}

/** The wires of a port, in the order of the document. */
export function wiresOf(graph: Graph, end: PortEnd): readonly WireMark['wire'][] {
  const { side, nodeId, portName } = end;
  const here = { nodeId, portName };
  const node = own(graph.nodes, nodeId);
  const ports = node?.connections[side === 'input' ? 'inputs' : 'outputs'] ?? {};
  return (own(ports, portName) ?? [])
    .map((other) => ({ nodeId: other.nodeId, portName: other.portName }))
    .filter((other) => own(graph.nodes, other.nodeId) !== undefined)
    .map((other) => (side === 'input' ? { from: other, to: here } : { from: here, to: other }));
}

/** Puts the focus on a wire, and selects it. @param from the port it was reached from */
export function focusWire(context: FocusContext, wire: WireMark['wire'], from: PortEnd): void {
  const { surface, store } = context;
  const { zoom } = surface.elements ?? {};
  if (zoom === undefined) return;
  const key = markKey({ type: 'wire', wire });
  const element = zoom.querySelector<HTMLElement>(':scope > .mr-wire-focus') ?? create(zoom);
  element.dataset['mrWireFocus'] = key;
  element.dataset['mrFrom'] = JSON.stringify(from);
  element.setAttribute('aria-roledescription', surface.text.keyboard.wire);
  element.setAttribute('aria-label', nameOf(context, wire, from));
  const { x, y } = middleOfWire(context, wire) ?? { x: 0, y: 0 };
  element.style.transform = `translate(${x}px, ${y}px)`;
  store.dispatch({ type: 'select', ids: [], marks: [key] });
  element.focus({ preventScroll: true });
  surface.reveal(element);
}

/** The wire an element stands for. */
export function focusedWire(element: Element): FocusedWire | undefined {
  if (!(element instanceof HTMLElement)) return undefined;
  const { mrWireFocus, mrFrom } = element.dataset;
  if (mrWireFocus === undefined || mrFrom === undefined) return undefined;
  const { wire } = parseMark(mrWireFocus) as WireMark;
  return { wire, from: JSON.parse(mrFrom) as PortEnd };
}

function create(zoom: HTMLElement): HTMLElement {
  const element = document.createElement('div');
  element.className = 'mr-wire-focus';
  element.tabIndex = -1;
  element.setAttribute('role', 'button');
  // Gone with the focus: nothing is left for who reads on.
  element.addEventListener('blur', () => element.remove());
  zoom.append(element);
  return element;
}

function nameOf(context: FocusContext, wire: WireMark['wire'], from: PortEnd): string {
  const { surface, store } = context;
  const { graph } = store.getState();
  const { text, catalog } = surface;
  const names = { graph, catalog, text };
  const all = wiresOf(graph, from);
  const at = all.findIndex((each) => markOf(each) === markOf(wire));
  const note = all.length > 1 ? text.keyboard.wireOf(at + 1, all.length) : '';
  const [start, end] = [endName(wire.from, 'output', names), endName(wire.to, 'input', names)];
  return text.keyboard.wireName(start, end, note);
}

/** A wire as a text, to compare it by. */
export function markOf(wire: WireMark['wire']): string {
  return markKey({ type: 'wire', wire });
}

/** On the canvas; of a wire that has a way there. */
function middleOfWire(
  { surface }: FocusContext,
  { from, to }: WireMark['wire'],
): Point | undefined {
  const way = surface.layer?.wayOf(wireKey(from, to));
  return way && wireMiddle(way);
}
