/**
 * The one place that writes to the canvas outside React: viewport, wires, places of dragged nodes,
 * selection and status marks. React mounts the nodes; everything that changes often goes past it.
 */
import { own } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Connection, Graph, GraphNode } from '../../src/graph/graph.js';
import type { Catalog } from '../store/catalog.js';
import type { Viewport } from '../store/editor-state.js';
import type { EditorStore } from '../store/editor-store.js';
import { pathKey } from '../store/shown-graph.js';
import type { StatusStore } from '../store/status-store.js';
import { ENGLISH } from '../text/english.js';
import type { EditorText } from '../text/english.js';
import { createNaming } from '../naming/naming.js';
import { CanvasItems } from './canvas-items.js';
import { ALWAYS_MOUNTED, mountedIds, nextArea } from './culling.js';
import type { MountedArea } from './culling.js';
import { boxAround, fitted, intersects, seenBox, shiftInto, toCanvas, zoomed } from './geometry.js';
import type { Box, Point } from './geometry.js';
import { FoundMarks } from './found-marks.js';
import { NodeElements } from './node-elements.js';
import { showViewport } from './show-viewport.js';
import type { SurfaceElements } from './show-viewport.js';
import { namePorts } from './name-ports.js';
import { showTypes } from './show-types.js';
import { WireLayer } from './wire-layer.js';
import { Wires } from './wires.js';
import type { FindPlace } from './wires.js';

const NO_SIZE = { width: 0, height: 0 };
const NONE: ReadonlySet<string> = new Set();
const NOWHERE: ReadonlyMap<string, Point> = new Map();

export class Surface {
  readonly nodes = new NodeElements();
  readonly found = new FoundMarks(this.nodes);
  /** Groups and comments. */
  readonly items = new CanvasItems({
    getGraph: () => this.#graph,
    getMarks: () => this.#store.getState().marks,
    findBox: (id) => this.#boxOf(id),
    colorOf: (end, side) => this.#colorOf(end, side),
  });
  /** What is named right on the canvas. */
  readonly inPlace = createNaming();
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
  /** Who waits for a node to be mounted. */
  #awaited: { id: string; act: (element: HTMLElement) => void } | undefined;
  readonly #listeners = new Set<() => void>();
  /** The view is to be fitted as soon as the stage has a size. */
  #fitWhenSeen = false;
  /** Another graph is shown, of which no view is known. */
  #fitsNext = false;

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

  /** What is said of ports and wires. */
  text: EditorText = ENGLISH;

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
        if (pathKey(state.path) !== pathKey(before.path)) {
          // The nodes of another graph, whatever their ids are.
          this.nodes.keepOnly(() => false);
          this.inPlace.end();
          this.#fitsNext = state.viewport === before.viewport;
        }
        if (state.viewport !== before.viewport) this.#showViewport();
        if (state.selection !== before.selection) this.#markSelection(before.selection);
        if (state.marks !== before.marks) {
          this.#wires?.setMarks(state.marks);
          this.items.showMarks(before.marks, state.marks);
        }
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
    this.#describe([id]);
    this.#tellMounted(id, element);
    return () => {
      this.nodes.remove(id, element);
      this.#resizes?.unobserve(element);
      // The keys would go to the page with it.
      if (element.contains(this.#activeElement())) this.#passFocus(id);
    };
  }

  /** What names of ports are made with, besides a graph. */
  get words(): { readonly catalog: Catalog; readonly text: EditorText } {
    return { catalog: this.#catalog, text: this.text };
  }

  /**
   * Calls `act` with a node's element, at once or when it is mounted, which it is for this: soon, or
   * never where the node is hidden. The last call wins.
   */
  whenMounted(id: string, act: (element: HTMLElement) => void): void {
    const element = this.nodes.get(id);
    this.#awaited = element === undefined ? { id, act } : undefined;
    if (element !== undefined) act(element);
    else if (this.#elements !== undefined) this.#updateMounted();
  }

  /** The focus is on a node: it stays mounted, and those before and after it are, for Tab. */
  keepFocused(): void {
    if (this.#mounted !== undefined) this.#updateMounted();
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
    const touched = new Set([...changed, ...measured]);
    for (const id of this.items.sync(touched)) touched.add(id);
    this.#wires.place(touched, this.#findPlace, this.#offsetOf);
    if (changed.length > 0) {
      this.#describe(changed);
      this.#wires.setLit(this.#store.getState().selection, true);
      this.#wires.setMarks(this.#store.getState().marks);
      this.#markFlow(changed);
      this.#wires.setFaint(changed, graph);
      this.#updateMounted();
    }
    if (this.#fitsNext) {
      this.#fitsNext = false;
      this.fitView();
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

  /**
   * Shows nodes, and comments, away from their places, as while they are dragged; empty maps end
   * that. Groups follow.
   */
  displace(
    offsets: ReadonlyMap<string, Point>,
    comments: ReadonlyMap<string, Point> = NOWHERE,
  ): void {
    const ids = new Set([...offsets.keys(), ...this.#offsets.keys()]);
    this.#offsets = offsets;
    for (const id of ids) this.#displaced.add(id);
    if (offsets.size === 0) this.#restorePlaces();
    for (const id of offsets.keys()) this.#showPlace(id);
    this.items.displace(offsets, comments);
    this.#wires?.place(ids, this.#findPlace, this.#offsetOf);
  }

  /** Shows a wire with other points, as while one is dragged; undefined ends that. */
  bend(wire: Wire | undefined, points: readonly Point[] = []): void {
    const ids = this.#wires?.bend(wire, points) ?? [];
    this.#wires?.place(ids, this.#findPlace, this.#offsetOf);
  }

  zoomBy(factor: number, at?: Point): void {
    const middle = { x: this.#size.width / 2, y: this.#size.height / 2 };
    const viewport = zoomed(this.#viewport, factor, at ?? middle);
    this.#store.dispatch({ type: 'moveViewport', viewport });
  }

  /** Shows all nodes, or the named ones. */
  fitView(ids?: readonly string[]): void {
    this.#fitWhenSeen = this.#size.width === 0;
    const viewport = this.viewOf(ids);
    if (viewport !== undefined) this.#store.dispatch({ type: 'moveViewport', viewport });
  }

  /** The viewport that shows all nodes, or the named ones; undefined where there is nothing to show. */
  viewOf(ids?: readonly string[]): Viewport | undefined {
    const nodeIds = ids ?? Object.keys(this.#graph.nodes);
    const items = ids === undefined ? this.items.all().map(([, box]) => box) : [];
    const box = boxAround([...nodeIds.flatMap((id) => this.boxOf(id) ?? []), ...items]);
    return box === undefined || this.#size.width === 0 ? undefined : fitted(box, this.#size);
  }

  /** Of the stage, in its own pixels; zero while nothing is shown. */
  get size(): { readonly width: number; readonly height: number } {
    return this.#size;
  }

  /** Where a node is shown and how large; of one in a collapsed group, the group's card. */
  boxOf(id: string): Box | undefined {
    const group = this.items.boxes.hiddenIn(id);
    return (group && this.items.boxes.boxOf(group.id)) ?? this.#boxOf(id);
  }

  /** True for a node inside a collapsed group: it is not drawn. */
  isHidden(id: string): boolean {
    return this.items.isHidden(id);
  }

  #boxOf(id: string): Box | undefined {
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

  #colorOf(end: Connection, side: 'input' | 'output'): string {
    const node = own(this.#graph.nodes, end.nodeId);
    const ports = node && this.#portsOf(node)[side === 'input' ? 'inputs' : 'outputs'];
    const port = ports?.find(({ name }) => name === end.portName);
    return port === undefined ? 'grey' : this.#catalog.colorOf(port);
  }

  readonly #findPlace: FindPlace = (end, side) => {
    const group = this.items.boxes.hiddenIn(end.nodeId);
    if (group !== undefined) {
      const place = this.items.boxes.portPlace(group, end, side);
      return place && { ...place, inside: group.id };
    }
    const node = own(this.#graph.nodes, end.nodeId);
    if (node === undefined) return undefined;
    const place = this.nodes.portPlace(node, this.#portsOf(node), { ...end, side });
    const offset = this.#offsets.get(node.id);
    return { x: node.x + place.x + (offset?.x ?? 0), y: node.y + place.y + (offset?.y ?? 0) };
  };

  readonly #offsetOf = (nodeId: string): Point | undefined => this.#offsets.get(nodeId);

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
    this.items.setScale(this.#viewport.scale);
    if (nextArea(this.#area, this.#viewport, this.#size) !== this.#area) this.#updateMounted();
  }

  #updateMounted(): void {
    const area = nextArea(this.#area, this.#viewport, this.#size);
    const { nodes } = this.#graph;
    const ids = Object.keys(nodes);
    this.#area = area;
    this.items.setArea(this.#culling ? area?.box : undefined);
    const near = this.#culling
      ? mountedIds(
          area,
          ids.map((id) => [id, this.boxOf(id)!] as const),
          ids.length,
        )
      : undefined;
    // What is worked with stays, wherever it is.
    const next = near && new Set([...near, ...this.#offsets.keys(), ...this.#focusedIds(ids)]);
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

  #focusedIds(ids: readonly string[]): readonly string[] {
    const awaited = this.#awaited === undefined ? [] : [this.#awaited.id];
    const id = this.nodes.nodeAt(this.#activeElement());
    if (id === undefined) return awaited;
    const at = ids.indexOf(id);
    return [...awaited, ...ids.slice(Math.max(0, at - 1), at + 2)];
  }

  /** From a card that goes: to the one that is selected now, as what came in its place is. */
  #passFocus(gone: string): void {
    this.focus();
    const { selection } = this.#store.getState();
    const [id] = selection;
    if (selection.size !== 1 || id === undefined || id === gone) return;
    this.whenMounted(id, (card) => card.focus({ preventScroll: true }));
  }

  #tellMounted(id: string, element: HTMLElement): void {
    if (this.#awaited?.id !== id) return;
    const { act } = this.#awaited;
    this.#awaited = undefined;
    // React may mount twice at once; who waits wants the card that stays.
    queueMicrotask(() => {
      if (element.isConnected) act(element);
    });
  }

  #describe(ids: readonly string[]): void {
    const context = { graph: this.#graph, ...this.words };
    showTypes(ids, this.nodes, context);
    namePorts(ids, this.nodes, context);
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
    this.found.show(id, element);
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
