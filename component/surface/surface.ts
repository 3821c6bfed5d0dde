/**
 * The one place that writes to the canvas outside React: viewport, wires, places of dragged nodes,
 * selection and status marks. React mounts the nodes; everything that changes often goes past it.
 */
import { own } from '../../src/config/document.js';
import type { Connection, Graph, GraphNode } from '../../src/graph/graph.js';
import type { Catalog } from '../store/catalog.js';
import type { Viewport } from '../store/editor-state.js';
import type { EditorStore } from '../store/editor-store.js';
import type { StatusStore } from '../store/status-store.js';
import { ALWAYS_MOUNTED, mountedIds, nextArea } from './culling.js';
import type { MountedArea } from './culling.js';
import { boxAround, fitted, intersects, seenBox, shiftInto, toCanvas, zoomed } from './geometry.js';
import type { Box, Point } from './geometry.js';
import { NodeElements } from './node-elements.js';
import { showViewport } from './show-viewport.js';
import type { SurfaceElements } from './show-viewport.js';
import { showTypes } from './show-types.js';
import { WireLayer } from './wire-layer.js';
import { Wires } from './wires.js';

const NO_SIZE = { width: 0, height: 0 };
const NONE: ReadonlySet<string> = new Set();

export class Surface {
  readonly nodes = new NodeElements();
  readonly #store: EditorStore;
  readonly #statuses: StatusStore;
  #catalog: Catalog;
  #elements: SurfaceElements | undefined;
  #layer: WireLayer | undefined;
  #wires: Wires | undefined;
  #size = NO_SIZE;
  #outerScale = 1;
  #area: MountedArea | undefined;
  #mounted: ReadonlySet<string> | undefined;
  #resizes: ResizeObserver | undefined;
  #offsets: ReadonlyMap<string, Point> = new Map();
  readonly #displaced = new Set<string>();
  #culling = true;
  readonly #listeners = new Set<() => void>();
  /** The view is to be fitted as soon as the stage has a size. */
  #fitWhenSeen = false;

  constructor(store: EditorStore, statuses: StatusStore, catalog: Catalog) {
    this.#store = store;
    this.#statuses = statuses;
    this.#catalog = catalog;
    this.#fitWhenSeen = store.getState().graph.viewport === undefined;
  }

  get elements(): SurfaceElements | undefined {
    return this.#elements;
  }

  get layer(): WireLayer | undefined {
    return this.#layer;
  }

  get catalog(): Catalog {
    return this.#catalog;
  }

  set catalog(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** False mounts all nodes, wherever they are. */
  set culling(culling: boolean) {
    if (culling === this.#culling) return;
    this.#culling = culling;
    if (this.#elements !== undefined) this.#updateMounted();
  }

  /** Screen pixels to a pixel of the stage: the host may have scaled what the editor is in. */
  get outerScale(): number {
    return this.#outerScale;
  }

  /** Begins to write to elements. @returns ends it */
  attach(elements: SurfaceElements): () => void {
    this.#elements = elements;
    this.#layer = new WireLayer(elements.wires);
    this.#wires = new Wires(this.#layer);
    this.#observe(elements.stage);
    const ends = [
      this.#store.subscribe((state, before) => {
        if (state.viewport !== before.viewport) this.#showViewport();
        if (state.selection !== before.selection) this.#markSelection(before.selection);
      }),
      this.#statuses.subscribeAll((changed) => this.#markStatuses(changed)),
    ];
    this.#readSize(elements.stage);
    this.#showViewport();
    this.flush();
    this.#markStatuses(Object.keys(this.#graph.nodes));
    for (const listener of this.#listeners) listener();
    return () => {
      for (const end of ends) end();
      this.#resizes?.disconnect();
      elements.wires.replaceChildren();
      this.#elements = this.#layer = this.#wires = this.#resizes = undefined;
    };
  }

  /** Takes a node's element in. @returns lets go of it */
  register(id: string, element: HTMLElement): () => void {
    this.nodes.add(id, element);
    this.#resizes?.observe(element);
    element.dataset['mrNode'] = id;
    this.#decorate(id, element);
    showTypes([id], this.nodes, { graph: this.#graph, catalog: this.#catalog });
    return () => {
      this.nodes.remove(id, element);
      this.#resizes?.unobserve(element);
      // The keys would go to the page with it.
      if (element.contains(this.#activeElement())) this.focus();
    };
  }

  /** Draws what has changed in the graph; called after React has rendered it. */
  flush(): void {
    if (this.#wires === undefined) return;
    const graph = this.#graph;
    const changed = this.#wires.sync(graph, this.#catalog);
    if (this.nodes.hasMarked && this.#elements) this.#measureStage(this.#elements.stage);
    const measured = this.nodes.measure(this.#viewport.scale * this.#outerScale);
    if (changed.length > 0) this.nodes.keepOnly((id) => Object.hasOwn(graph.nodes, id));
    this.#restorePlaces();
    this.#wires.place(new Set([...changed, ...measured]), this.#findPlace);
    if (changed.length > 0) {
      showTypes(changed, this.nodes, { graph, catalog: this.#catalog });
      this.#wires.setLit(this.#store.getState().selection, true);
      this.#markFlow(changed);
      this.#updateMounted();
    }
  }

  /** The nodes to mount; undefined for all. The same set until it changes. */
  readonly getMounted = (): ReadonlySet<string> | undefined => {
    if (this.#elements !== undefined) return this.#mounted;
    // Before the stage is there, nobody knows what will be seen of a large graph.
    const isLarge = Object.keys(this.#graph.nodes).length > ALWAYS_MOUNTED;
    return this.#culling && isLarge ? NONE : undefined;
  };

  /** @returns ends the subscription */
  readonly subscribeMounted = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** A place on the screen, on the canvas. */
  toCanvas(client: Point): Point {
    return toCanvas(this.#viewport, this.toStage(client));
  }

  /** A place on the screen, from the stage's corner. */
  toStage(client: Point): Point {
    if (this.#elements === undefined) return client;
    const { left, top } = this.#measureStage(this.#elements.stage);
    return {
      x: (client.x - left) / this.#outerScale,
      y: (client.y - top) / this.#outerScale,
    };
  }

  /** Moves the view so that an element on the canvas is seen. */
  reveal(element: Element): void {
    const stage = this.#elements?.stage.getBoundingClientRect();
    if (stage === undefined || this.#size.width === 0) return;
    const rect = element.getBoundingClientRect();
    const x = shiftInto([rect.left, rect.right], [stage.left, stage.right]);
    const y = shiftInto([rect.top, rect.bottom], [stage.top, stage.bottom]);
    if (x === 0 && y === 0) return;
    const viewport = this.#viewport;
    const moved = { x: viewport.x + x / this.#outerScale, y: viewport.y + y / this.#outerScale };
    this.#store.dispatch({ type: 'moveViewport', viewport: { ...viewport, ...moved } });
  }

  /** True when at least a part of a place on the canvas is seen. */
  isSeen(box: Box): boolean {
    return this.#size.width === 0 || intersects(seenBox(this.#viewport, this.#size), box);
  }

  /** Puts the keyboard focus on the canvas. */
  focus(): void {
    this.#elements?.stage.closest<HTMLElement>('.mr-canvas')?.focus({ preventScroll: true });
  }

  /** The place of a port on the canvas. */
  portPlace(end: Connection, side: 'input' | 'output'): Point | undefined {
    return this.#findPlace(end, side);
  }

  /** Shows nodes away from their places, as while they are dragged; an empty map ends that. */
  displace(offsets: ReadonlyMap<string, Point>): void {
    const ids = new Set([...offsets.keys(), ...this.#offsets.keys()]);
    this.#offsets = offsets;
    for (const id of ids) this.#displaced.add(id);
    if (offsets.size === 0) this.#restorePlaces();
    for (const id of offsets.keys()) this.#showPlace(id);
    this.#wires?.place(ids, this.#findPlace);
  }

  zoomBy(factor: number, at?: Point): void {
    const middle = { x: this.#size.width / 2, y: this.#size.height / 2 };
    const viewport = zoomed(this.#viewport, factor, at ?? middle);
    this.#store.dispatch({ type: 'moveViewport', viewport });
  }

  /** Shows all nodes, or the named ones. */
  fitView(ids?: readonly string[]): void {
    this.#fitWhenSeen = this.#size.width === 0;
    const wanted = ids ?? Object.keys(this.#graph.nodes);
    const boxes = wanted.flatMap((id) => this.boxOf(id) ?? []);
    const box = boxAround(boxes);
    if (box === undefined || this.#size.width === 0) return;
    this.#store.dispatch({ type: 'moveViewport', viewport: fitted(box, this.#size) });
  }

  /** Where a node is and how large. */
  boxOf(id: string): Box | undefined {
    const node = own(this.#graph.nodes, id);
    if (node === undefined) return undefined;
    const { width, height } = this.nodes.sizeOf(node, this.#portsOf(node));
    return { x: node.x, y: node.y, width, height };
  }

  /** The middle of what is seen, on the canvas. */
  middle(): Point {
    return toCanvas(this.#viewport, { x: this.#size.width / 2, y: this.#size.height / 2 });
  }

  get #graph(): Graph {
    return this.#store.getState().graph;
  }

  get #viewport(): Viewport {
    return this.#store.getState().viewport;
  }

  #portsOf(node: GraphNode): ReturnType<Catalog['portsOf']> {
    return this.#catalog.portsOf(node, this.#graph);
  }

  readonly #findPlace = (end: Connection, side: 'input' | 'output'): Point | undefined => {
    const node = own(this.#graph.nodes, end.nodeId);
    if (node === undefined) return undefined;
    const place = this.nodes.portPlace(node, this.#portsOf(node), { ...end, side });
    const offset = this.#offsets.get(node.id);
    return { x: node.x + place.x + (offset?.x ?? 0), y: node.y + place.y + (offset?.y ?? 0) };
  };

  #observe(stage: HTMLElement): void {
    if (typeof ResizeObserver === 'undefined') return;
    this.#resizes = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        const id = this.nodes.idOf(target);
        if (id !== undefined) this.nodes.mark(id);
        else if (target === stage) this.#readSize(stage);
      }
      this.flush();
    });
    this.#resizes.observe(stage);
    for (const [, element] of this.nodes.entries()) this.#resizes.observe(element);
  }

  #readSize(stage: HTMLElement): void {
    const { width, height } = this.#measureStage(stage);
    this.#size = { width: width / this.#outerScale, height: height / this.#outerScale };
    if (this.#fitWhenSeen && width > 0 && Object.keys(this.#graph.nodes).length > 0) this.fitView();
    this.#updateMounted();
  }

  #showViewport(): void {
    if (this.#elements === undefined) return;
    showViewport(this.#elements, this.#viewport);
    if (nextArea(this.#area, this.#viewport, this.#size) !== this.#area) this.#updateMounted();
  }

  #updateMounted(): void {
    const area = nextArea(this.#area, this.#viewport, this.#size);
    const { nodes } = this.#graph;
    const ids = Object.keys(nodes);
    this.#area = area;
    const near = this.#culling
      ? mountedIds(
          area,
          ids.map((id) => [id, this.boxOf(id)!] as const),
          ids.length,
        )
      : undefined;
    // What is worked with stays, wherever it is.
    const next = near && new Set([...near, ...this.#offsets.keys(), ...this.#focusedIds()]);
    if (sameIds(this.#mounted, next)) return;
    this.#mounted = next;
    for (const listener of this.#listeners) listener();
  }

  /** A host may scale what is round the stage at any time; nobody tells of that. */
  #measureStage(stage: HTMLElement): DOMRect {
    const rect = stage.getBoundingClientRect();
    this.#outerScale = stage.offsetWidth > 0 ? rect.width / stage.offsetWidth : 1;
    return rect;
  }

  #activeElement(): Element | null {
    const root = this.#elements?.stage.getRootNode() as Document | ShadowRoot | undefined;
    return root?.activeElement ?? null;
  }

  #focusedIds(): readonly string[] {
    const id = this.nodes.nodeAt(this.#activeElement());
    return id === undefined ? [] : [id];
  }

  #restorePlaces(): void {
    for (const id of this.#displaced) {
      if (this.#offsets.has(id)) continue;
      this.#displaced.delete(id);
      this.#showPlace(id);
    }
  }

  #showPlace(id: string): void {
    const node = own(this.#graph.nodes, id);
    const element = this.nodes.get(id);
    if (node === undefined || element === undefined) return;
    const offset = this.#offsets.get(id) ?? { x: 0, y: 0 };
    // Written as Flume writes it, so that React finds what it expects.
    element.style.transform = `translate(${node.x + offset.x}px, ${node.y + offset.y}px)`;
  }

  #decorate(id: string, element: HTMLElement): void {
    element.dataset['mrStatus'] = this.#statuses.get(id).status;
    element.toggleAttribute('data-mr-selected', this.#store.getState().selection.has(id));
  }

  #markSelection(before: ReadonlySet<string>): void {
    const { selection } = this.#store.getState();
    const changed = [
      ...[...before].filter((id) => !selection.has(id)),
      ...[...selection].filter((id) => !before.has(id)),
    ];
    for (const id of changed) {
      const element = this.nodes.get(id);
      if (element !== undefined) this.#decorate(id, element);
    }
    this.#wires?.setLit(changed, false);
    this.#wires?.setLit(selection, true);
  }

  #markStatuses(changed: readonly string[]): void {
    for (const id of changed) {
      const element = this.nodes.get(id);
      if (element !== undefined) this.#decorate(id, element);
    }
    this.#markFlow(changed);
  }

  #markFlow(ids: readonly string[]): void {
    for (const id of ids) {
      this.#wires?.setFlowing(id, this.#statuses.get(id).status === 'running');
    }
  }
}

function sameIds(
  one: ReadonlySet<string> | undefined,
  other: ReadonlySet<string> | undefined,
): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.size === other.size && [...one].every((id) => other.has(id));
}
