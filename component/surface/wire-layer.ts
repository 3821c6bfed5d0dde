/** Knows all wires, and has those in the SVG that are near what is seen. */
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Connection } from '../../src/graph/graph.js';
import { isMounted } from './culling.js';
import type { MountedArea } from './culling.js';
import { DrawnWire } from './drawn-wire.js';
import type { WireFlag } from './drawn-wire.js';
import type { Box } from './geometry.js';
import { boxOfWay } from './wire-path.js';
import type { WireWay } from './wire-path.js';
import type { WireView } from './wire-view.js';

interface KnownWire {
  wire: Wire;
  /** Made when somebody looks at it. */
  view: WireView | undefined;
  way: WireWay | undefined;
  /** Round all of its way. */
  box: Box | undefined;
  flags: Set<WireFlag> | undefined;
  drawn: DrawnWire | undefined;
}

/** A wire as a text that no other wire has. */
export function wireKey(from: Connection, to: Connection): string {
  return JSON.stringify([from.nodeId, from.portName, to.nodeId, to.portName]);
}

/** The wires of one editor, by key. */
export class WireLayer {
  readonly #svg: SVGSVGElement;
  readonly #look: (wire: Wire) => WireView;
  readonly #wires = new Map<string, KnownWire>();
  #area: MountedArea | undefined;

  /** @param look describes a wire by the graph of now */
  constructor(svg: SVGSVGElement, look: (wire: Wire) => WireView) {
    this.#svg = svg;
    this.#look = look;
  }

  /** Takes a wire in, or that it may look otherwise. Its place comes with {@link WireLayer.place}. */
  set(key: string, wire: Wire): void {
    const known = this.#wires.get(key);
    if (known === undefined) {
      const none = { view: undefined, way: undefined, box: undefined, flags: undefined };
      const added: KnownWire = { wire, ...none, drawn: undefined };
      this.#wires.set(key, added);
      this.#update(key, added);
      return;
    }
    known.wire = wire;
    known.view = undefined;
    known.drawn?.show(this.#viewOf(known));
  }

  place(key: string, way: WireWay): void {
    const known = this.#wires.get(key);
    if (known === undefined) return;
    known.way = way;
    known.box = boxOfWay(way);
    if (known.drawn === undefined) this.#update(key, known);
    // One that has left is taken out with the next area: it may be on its way back.
    else known.drawn.place(way);
  }

  /** Has the wires in a part of the canvas drawn, in their order; undefined for all. */
  setArea(area: MountedArea | undefined): void {
    if (area === this.#area) return;
    this.#area = area;
    let last: Element | undefined;
    for (const [key, known] of this.#wires) {
      this.#update(key, known, last ?? this.#svg);
      last = known.drawn?.group ?? last;
    }
  }

  /** The way a wire takes; undefined before it is placed, and inside a collapsed group. */
  wayOf(key: string): WireWay | undefined {
    const known = this.#wires.get(key);
    return known && shownWay(known);
  }

  /** What a wire looks like, drawn or not. */
  viewOf(key: string): WireView | undefined {
    const known = this.#wires.get(key);
    return known && this.#viewOf(known);
  }

  /** All wires that have a way, drawn or not. */
  *ways(): Iterable<[Wire, WireWay]> {
    for (const known of this.#wires.values()) {
      const way = shownWay(known);
      if (way !== undefined) yield [known.wire, way];
    }
  }

  delete(key: string): void {
    this.#wires.get(key)?.drawn?.group.remove();
    this.#wires.delete(key);
  }

  /** The wire under the pointer. */
  at(target: EventTarget | null): WireView | undefined {
    const group = target instanceof Element ? target.closest<SVGGElement>('[data-mr-key]') : null;
    const key = group?.dataset['mrKey'];
    return key === undefined ? undefined : this.viewOf(key);
  }

  /** The point of a wire under the pointer: its place in the wire's list. */
  pointAt(target: EventTarget | null): number | undefined {
    const grip = target instanceof Element ? target.closest<SVGElement>('[data-mr-point]') : null;
    return grip === null ? undefined : Number(grip.dataset['mrPoint']);
  }

  /** Marks a wire as selected, lit, flowing, …, or ends that. */
  setFlag(key: string, flag: WireFlag, isSet: boolean): void {
    const known = this.#wires.get(key);
    if (known === undefined || isSet === (known.flags?.has(flag) ?? false)) return;
    if (isSet) (known.flags ??= new Set()).add(flag);
    else known.flags!.delete(flag);
    known.drawn?.setFlag(flag, isSet);
  }

  /** Draws a wire, or takes it out, by where it is. @param after what it comes behind, or in */
  #update(key: string, known: KnownWire, after?: Element): void {
    const { drawn, box } = known;
    if (isMounted(this.#area, box, drawn !== undefined)) {
      if (drawn === undefined) this.#draw(key, known, after);
      return;
    }
    drawn?.group.remove();
    known.drawn = undefined;
  }

  #draw(key: string, known: KnownWire, after: Element | undefined): void {
    const drawn = (known.drawn = new DrawnWire(key, this.#viewOf(known)));
    for (const flag of known.flags ?? []) drawn.setFlag(flag, true);
    if (known.way !== undefined) drawn.place(known.way);
    if (after === undefined) this.#svg.append(drawn.group);
    else if (after === this.#svg) after.prepend(drawn.group);
    else after.after(drawn.group);
  }

  #viewOf(known: KnownWire): WireView {
    return (known.view ??= this.#look(known.wire));
  }
}

/** A wire that a collapsed group hides keeps the way it had before. */
function shownWay({ way, flags }: KnownWire): WireWay | undefined {
  return flags?.has('inside') === true ? undefined : way;
}
