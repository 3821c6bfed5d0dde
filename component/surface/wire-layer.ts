/** Draws all wires into one SVG; reads nothing from the DOM. */
import type { Connection } from '../../src/graph/graph.js';
import { wireMiddle, wirePath } from './geometry.js';
import type { Point } from './geometry.js';

/** One wire to draw, with what it looks like. */
export interface WireView {
  readonly from: Connection;
  readonly to: Connection;
  /** The source port's colour, by Flume's name. */
  readonly color: string;
  /** How the types meet; `no` for a wire of a saved graph that never fits. */
  readonly fit: 'exact' | 'widened' | 'adapted' | 'unsafe' | 'no';
  /** What is said when the pointer rests on it. */
  readonly title: string;
}

interface DrawnWire {
  view: WireView;
  readonly group: SVGGElement;
  readonly line: SVGPathElement;
  readonly hit: SVGPathElement;
  readonly title: SVGTitleElement;
  mark: SVGPathElement | undefined;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The path of an adapter's sign: a diamond round the origin. */
const DIAMOND = 'M0,-5L5,0L0,5L-5,0Z';

/** A wire as a text that no other wire has. */
export function wireKey(from: Connection, to: Connection): string {
  return JSON.stringify([from.nodeId, from.portName, to.nodeId, to.portName]);
}

/** The wires of one editor, by key. */
export class WireLayer {
  readonly #svg: SVGSVGElement;
  readonly #wires = new Map<string, DrawnWire>();

  constructor(svg: SVGSVGElement) {
    this.#svg = svg;
  }

  /** Draws a wire, or changes how it looks. Its place comes with {@link WireLayer.place}. */
  set(key: string, view: WireView): void {
    paint(this.#wires.get(key) ?? this.#create(key, view), view);
  }

  place(key: string, from: Point, to: Point): void {
    const drawn = this.#wires.get(key);
    if (drawn === undefined) return;
    const path = wirePath(from, to);
    drawn.line.setAttribute('d', path);
    drawn.hit.setAttribute('d', path);
    if (drawn.mark !== undefined) {
      const { x, y } = wireMiddle(from, to);
      drawn.mark.setAttribute('transform', `translate(${x},${y})`);
    }
  }

  delete(key: string): void {
    this.#wires.get(key)?.group.remove();
    this.#wires.delete(key);
  }

  keys(): Iterable<string> {
    return this.#wires.keys();
  }

  /** The wire under the pointer. */
  at(target: EventTarget | null): WireView | undefined {
    const group = target instanceof Element ? target.closest<SVGGElement>('[data-mr-key]') : null;
    const key = group?.dataset['mrKey'];
    return key === undefined ? undefined : this.#wires.get(key)?.view;
  }

  /** Shows or ends the flow along a wire. */
  setFlowing(key: string, isFlowing: boolean): void {
    this.#wires.get(key)?.line.classList.toggle('is-flowing', isFlowing);
  }

  /** Brings a wire out, or lets it be one of many. */
  setLit(key: string, isLit: boolean): void {
    this.#wires.get(key)?.line.classList.toggle('is-lit', isLit);
  }

  /** Hides a wire that is being dragged elsewhere. */
  setHidden(key: string, isHidden: boolean): void {
    this.#wires.get(key)?.group.classList.toggle('is-hidden', isHidden);
  }

  #create(key: string, view: WireView): DrawnWire {
    const group = element('g', 'mr-wire');
    group.dataset['mrKey'] = key;
    const title = document.createElementNS(SVG, 'title');
    const hit = element('path', 'mr-wire-hit');
    const line = element('path', 'mr-wire-line');
    line.dataset['mrWire'] = '';
    group.append(title, hit, line);
    this.#svg.append(group);
    const drawn: DrawnWire = { view, group, line, hit, title, mark: undefined };
    this.#wires.set(key, drawn);
    return drawn;
  }
}

function paint(drawn: DrawnWire, view: WireView): void {
  drawn.view = view;
  drawn.line.dataset['color'] = view.color;
  drawn.line.dataset['fit'] = view.fit;
  drawn.title.textContent = view.title;
  const isMarked = view.fit === 'adapted';
  if (isMarked && drawn.mark === undefined) {
    drawn.mark = element('path', 'mr-wire-mark');
    drawn.mark.setAttribute('d', DIAMOND);
    drawn.group.append(drawn.mark);
  } else if (!isMarked) {
    drawn.mark?.remove();
    drawn.mark = undefined;
  }
  if (drawn.mark !== undefined) drawn.mark.dataset['color'] = view.color;
}

function element<K extends 'g' | 'path'>(name: K, className: string): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  made.setAttribute('class', className);
  return made;
}
