/** The elements of one wire; reads nothing from the DOM. */
import type { Point } from './geometry.js';
import { wireMiddle, wirePath } from './wire-path.js';
import type { WireWay } from './wire-path.js';
import type { WireView } from './wire-view.js';

/** What a wire may be besides what it looks like by its types; each is a class. */
export type WireFlag = 'selected' | 'target' | 'inside' | 'faint' | 'hidden' | 'flowing' | 'lit';

/** Those of the line; all others are of the whole wire. */
const OF_LINE: ReadonlySet<WireFlag> = new Set<WireFlag>(['flowing', 'lit']);

const SVG = 'http://www.w3.org/2000/svg';

/** The path of an adapter's sign: a diamond round the origin. */
const DIAMOND = 'M0,-5L5,0L0,5L-5,0Z';

/** A wire that is in the DOM. */
export class DrawnWire {
  readonly group = element('g', 'mr-wire');
  readonly #hit = element('path', 'mr-wire-hit');
  readonly #line = element('path', 'mr-wire-line');
  #mark: SVGPathElement | undefined;
  #view: WireView;
  #path = '';
  /** What its points are dragged by. */
  #grips: readonly SVGGElement[] = [];

  constructor(key: string, view: WireView) {
    this.#view = view;
    this.group.dataset['mrKey'] = key;
    this.#line.dataset['mrWire'] = '';
    this.group.append(this.#hit, this.#line);
    this.#paint();
  }

  /** Shows how it looks now. */
  show(view: WireView): void {
    const { color, fit } = this.#view;
    this.#view = view;
    if (color !== view.color || fit !== view.fit) this.#paint();
  }

  place(way: WireWay): void {
    const path = wirePath(way);
    // Written again, even the same path has the whole layer painted anew.
    if (path !== this.#path) {
      this.#path = path;
      this.#line.setAttribute('d', path);
      this.#hit.setAttribute('d', path);
    }
    if (this.#mark !== undefined) placeMark(this.#mark, wireMiddle(way));
    this.#placeGrips(way.points ?? []);
  }

  setFlag(flag: WireFlag, isSet: boolean): void {
    const { classList } = OF_LINE.has(flag) ? this.#line : this.group;
    classList.toggle(`is-${flag}`, isSet);
  }

  #paint(): void {
    const { color, fit } = this.#view;
    this.#line.dataset['color'] = color;
    this.#line.dataset['fit'] = fit;
    if (fit !== 'adapted') {
      this.#mark?.remove();
      this.#mark = undefined;
      return;
    }
    if (this.#mark === undefined) {
      this.#mark = element('path', 'mr-wire-mark');
      this.#mark.setAttribute('d', DIAMOND);
      this.group.append(this.#mark);
    }
    this.#mark.dataset['color'] = color;
  }

  /** As many grips as points, each at its own. */
  #placeGrips(points: readonly Point[]): void {
    if (points.length === 0 && this.#grips.length === 0) return;
    const grips = points.map(({ x, y }, index) => {
      const grip = this.#grips[index] ?? createGrip(index);
      grip.setAttribute('transform', `translate(${x},${y})`);
      grip.dataset['color'] = this.#view.color;
      if (grip.parentNode === null) this.group.append(grip);
      return grip;
    });
    for (const grip of this.#grips.slice(points.length)) grip.remove();
    this.#grips = grips;
  }
}

function placeMark(mark: SVGPathElement, { x, y }: Point): void {
  const transform = `translate(${x},${y})`;
  if (mark.getAttribute('transform') !== transform) mark.setAttribute('transform', transform);
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
