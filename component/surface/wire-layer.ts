/** Draws all wires into one SVG; reads nothing from the DOM. */
import type { Connection } from '../../src/graph/graph.js';
import type { Point } from './geometry.js';
import { wireMiddle, wirePath } from './wire-path.js';
import type { WireWay } from './wire-path.js';

/** One wire to draw, with what it looks like. */
export interface WireView {
  readonly from: Connection;
  readonly to: Connection;
  /** The source port's colour, by Flume's name. */
  readonly color: string;
  /** How the types meet; `no` for a wire of a saved graph that never fits. */
  readonly fit: 'exact' | 'widened' | 'adapted' | 'unsafe' | 'no';
  /** What is said of it where more is asked: a browser shows a description to nobody by itself. */
  readonly title: string;
}

interface DrawnWire {
  view: WireView;
  readonly group: SVGGElement;
  readonly line: SVGPathElement;
  readonly hit: SVGPathElement;
  readonly title: SVGDescElement;
  mark: SVGPathElement | undefined;
  path: string;
  way: WireWay | undefined;
  /** What its points are dragged by. */
  grips: readonly SVGGElement[];
  isInside: boolean;
  isFaint: boolean;
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

  place(key: string, way: WireWay): void {
    const drawn = this.#wires.get(key);
    if (drawn === undefined) return;
    drawn.way = way;
    const path = wirePath(way);
    // Written again, even the same path has the whole layer painted anew.
    if (path !== drawn.path) {
      drawn.path = path;
      drawn.line.setAttribute('d', path);
      drawn.hit.setAttribute('d', path);
    }
    if (drawn.mark !== undefined) placeMark(drawn.mark, wireMiddle(way));
    placeGrips(drawn, way.points ?? []);
  }

  /** The way a wire takes; undefined before it is placed. */
  wayOf(key: string): WireWay | undefined {
    return this.#wires.get(key)?.way;
  }

  /** All wires that are drawn, with their ways. */
  *ways(): Iterable<[WireView, WireWay]> {
    for (const { view, way } of this.#wires.values()) if (way !== undefined) yield [view, way];
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

  /** The point of a wire under the pointer: its place in the wire's list. */
  pointAt(target: EventTarget | null): number | undefined {
    const grip = target instanceof Element ? target.closest<SVGElement>('[data-mr-point]') : null;
    return grip === null ? undefined : Number(grip.dataset['mrPoint']);
  }

  /** Marks a wire as selected, or as one a node may be dropped on. */
  setMarked(key: string, mark: 'selected' | 'target', isMarked: boolean): void {
    this.#wires.get(key)?.group.classList.toggle(`is-${mark}`, isMarked);
  }

  /** Hides a wire that runs inside a collapsed group. */
  setInside(key: string, isInside: boolean): void {
    const drawn = this.#wires.get(key);
    if (drawn === undefined || drawn.isInside === isInside) return;
    drawn.isInside = isInside;
    drawn.group.classList.toggle('is-inside', isInside);
  }

  /** Shows that nothing flows through a wire. */
  setFaint(key: string, isFaint: boolean): void {
    const drawn = this.#wires.get(key);
    if (drawn === undefined || drawn.isFaint === isFaint) return;
    drawn.isFaint = isFaint;
    drawn.group.classList.toggle('is-faint', isFaint);
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
    const title = document.createElementNS(SVG, 'desc');
    const hit = element('path', 'mr-wire-hit');
    const line = element('path', 'mr-wire-line');
    line.dataset['mrWire'] = '';
    group.append(title, hit, line);
    this.#svg.append(group);
    const drawn: DrawnWire = {
      view,
      group,
      line,
      hit,
      title,
      mark: undefined,
      path: '',
      way: undefined,
      grips: [],
      isInside: false,
      isFaint: false,
    };
    this.#wires.set(key, drawn);
    return drawn;
  }
}

function paint(drawn: DrawnWire, view: WireView): void {
  const { view: before } = drawn;
  drawn.view = view;
  const isSame =
    before.color === view.color && before.fit === view.fit && before.title === view.title;
  // One that was just made has looked like nothing yet.
  if (isSame && before !== view) return;
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

function placeMark(mark: SVGPathElement, { x, y }: Point): void {
  const transform = `translate(${x},${y})`;
  if (mark.getAttribute('transform') !== transform) mark.setAttribute('transform', transform);
}

/** As many grips as points, each at its own. */
function placeGrips(drawn: DrawnWire, points: NonNullable<WireWay['points']>): void {
  if (points.length === 0 && drawn.grips.length === 0) return;
  const grips = points.map(({ x, y }, index) => {
    const grip = drawn.grips[index] ?? createGrip(index);
    grip.setAttribute('transform', `translate(${x},${y})`);
    grip.dataset['color'] = drawn.view.color;
    if (grip.parentNode === null) drawn.group.append(grip);
    return grip;
  });
  for (const grip of drawn.grips.slice(points.length)) grip.remove();
  drawn.grips = grips;
}

/** A dot to see, and more to press on. */
function createGrip(index: number): SVGGElement {
  const grip = element('g', 'mr-wire-grip');
  grip.dataset['mrPoint'] = String(index);
  for (const name of ['mr-wire-grip-area', 'mr-wire-point']) {
    grip.append(element('circle', name));
  }
  return grip;
}

function element<K extends 'circle' | 'g' | 'path'>(
  name: K,
  className: string,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  made.setAttribute('class', className);
  return made;
}
