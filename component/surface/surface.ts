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
import { nodeIdsOf } from '../store/changed-nodes.js';
import { pathKey } from '../store/shown-graph.js';
import type { StatusStore } from '../store/status-store.js';
import { ENGLISH } from '../text/english.js';
import type { EditorText } from '../text/english.js';
import { createNaming } from '../naming/naming.js';
import { CanvasItems } from './canvas-items.js';
import { CardMarks } from './card-marks.js';
import type { Box, Point } from './geometry.js';
import { FoundMarks } from './found-marks.js';
import { MountedNodes } from './mounted-nodes.js';
import { NodeElements } from './node-elements.js';
import { NodePlaces } from './node-places.js';
import { showViewport } from './show-viewport.js';
import type { SurfaceElements } from './show-viewport.js';
import { namePorts } from './name-ports.js';
import { showTypes } from './show-types.js';
import { StageView } from './stage-view.js';
import type { WireLayer } from './wire-layer.js';
import { Wires } from './wires.js';
import type { FindPlace } from './wires.js';

export class Surface {
  readonly nodes = new NodeElements();
  readonly found = new FoundMarks(this.nodes);
  /** Groups and comments. */
  readonly items = new CanvasItems({
    getState: () => this.#store.getState(),
    findBox: (id) => this.#boxOf(id),
    colorOf: (end, side) => this.#colorOf(end, side),
  });
  /** What is named right on the canvas. */
  readonly inPlace = createNaming();
  /** Which cards are mounted. */
  readonly mounted = new MountedNodes({
    getGraph: () => this.#graph,
    getViewport: () => this.#view.viewport,
    getSize: () => this.#view.size,
    findBox: (id) => this.boxOf(id),
    elementOf: (id) => this.items.elementAround(id) ?? this.nodes.get(id),
    getDragged: () => this.#places.offsets.keys(),
    getFocused: () => this.nodes.nodeAt(this.#activeElement()),
    onArea: (area, isLarge) => {
      this.items.setArea(area?.kept);
      this.layer?.setArea(isLarge ? area : undefined);
    },
  });
  readonly #store: EditorStore;
  readonly #view: StageView;
  readonly #statuses: StatusStore;
  readonly #marks: CardMarks;
  #catalog: Catalog;
  #elements: SurfaceElements | undefined;
  #wires: Wires | undefined;
  #resizes: ResizeObserver | undefined;
  readonly #places = new NodePlaces(
    () => this.#graph,
    (id) => this.nodes.get(id),
  );
  /** The view is to be fitted as soon as the stage has a size. */
  #fitWhenSeen = false;
  /** Another graph is shown, of which no view is known. */
  #fitsNext = false;

  constructor(store: EditorStore, statuses: StatusStore, catalog: Catalog) {
    this.#store = store;
    this.#view = new StageView(store);
    this.#statuses = statuses;
    const { nodes, found } = this;
    this.#marks = new CardMarks({
      store,
      statuses,
      nodes,
      found,
      getWires: () => this.#wires,
      getStage: () => this.#elements?.stage,
    });
    this.#catalog = catalog;
    this.#fitWhenSeen = store.getState().graph.viewport === undefined;
  }

  get elements(): SurfaceElements | undefined {
    return this.#elements;
  }

  get layer(): WireLayer | undefined {
    return this.#wires?.layer;
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
    this.mounted.setCulling(culling);
  }

  /** Screen pixels to a pixel of the stage: the host may have scaled what the editor is in. */
  get outerScale(): number {
    return this.#view.outerScale;
  }

  /** Begins to write to elements. @returns ends it */
  attach(elements: SurfaceElements): () => void {
    this.#elements = elements;
    this.#view.stage = elements.stage;
    this.#wires = new Wires(elements.wires);
    this.#observe(elements.stage);
    const ends = [
      this.#store.subscribe((state, before) => {
        if (pathKey(state.path) !== pathKey(before.path)) {
          // The nodes of another graph, whatever their ids are.
          this.nodes.keepOnly(() => false);
          this.inPlace.end();
          this.mounted.forget();
          this.#fitsNext = state.viewport === before.viewport;
        }
        if (state.viewport !== before.viewport) this.#showViewport();
        if (state.selection !== before.selection) {
          this.#marks.showSelection(before.selection);
          this.items.showHolding();
        }
        if (state.marks !== before.marks) {
          this.#wires?.setMarks(state.marks);
          this.items.showMarks(before.marks, state.marks);
        }
      }),
      this.#statuses.subscribeAll((changed) => this.#marks.showStatuses(changed)),
    ];
    this.#readSize();
    this.#showViewport();
    this.flush();
    this.#marks.showStatuses(nodeIdsOf(this.#graph));
    this.mounted.attach(true);
    return () => {
      for (const end of ends) end();
      this.#resizes?.disconnect();
      elements.wires.replaceChildren();
      this.#elements = this.#wires = this.#resizes = undefined;
      this.#view.stage = undefined;
      this.mounted.attach(false);
    };
  }

  /** Takes a node's element in. @returns lets go of it */
  register(id: string, element: HTMLElement): () => void {
    this.nodes.add(id, element);
    this.#resizes?.observe(element);
    element.dataset['mrNode'] = id;
    this.#marks.decorate(id, element);
    // Those that are there from the start are described together, when the stage is there, too.
    if (this.#wires !== undefined) this.#describe([id]);
    this.mounted.arrived(id, element);
    return () => {
      this.nodes.remove(id, element);
      if (this.nodes.get(id) === undefined) this.#marks.forget(id);
      this.#resizes?.unobserve(element);
      // The keys would go to the page with it.
      if (element.contains(this.#activeElement())) this.#passFocus();
    };
  }

  /** What names of ports are made with, besides a graph. */
  get words(): { readonly catalog: Catalog; readonly text: EditorText } {
    return { catalog: this.#catalog, text: this.text };
  }

  /** Draws what has changed in the graph; called after React has rendered it. */
  flush(): void {
    if (this.#wires === undefined) return;
    const graph = this.#graph;
    const changed = this.#wires.sync(graph, this.words);
    if (this.nodes.hasMarked) this.#view.measure();
    const measured = this.nodes.measure(this.#view.scale);
    if (changed.length > 0) this.nodes.keepOnly((id) => Object.hasOwn(graph.nodes, id));
    this.#places.restore();
    const touched = new Set([...changed, ...measured]);
    for (const id of this.items.sync(touched)) touched.add(id);
    this.#wires.place(touched, this.#findPlace, this.#places.offsetOf);
    if (changed.length > 0) {
      this.#describe(changed);
      this.#wires.setLit(this.#store.getState().selection, true);
      this.#wires.setMarks(this.#store.getState().marks);
      this.#marks.showFlow(changed);
      this.#wires.setFaint(changed, graph);
    }
    if (touched.size > 0) this.mounted.update(touched);
    if (this.#fitsNext) {
      this.#fitsNext = false;
      this.fitView();
    }
  }

  /** A place on the screen, on the canvas. */
  toCanvas(client: Point): Point {
    return this.#view.toCanvas(client);
  }

  /** A place on the canvas, on the screen. */
  toScreen(place: Point): Point {
    return this.#view.toScreen(place);
  }

  /** A place on the screen, from the stage's corner. */
  toStage(client: Point): Point {
    return this.#view.toStage(client);
  }

  /** Moves the view so that an element on the canvas is seen. */
  reveal(element: Element): void {
    this.#view.reveal(element);
  }

  /** True when at least a part of a place on the canvas is seen. */
  isSeen(box: Box): boolean {
    return this.#view.isSeen(box);
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
    comments: ReadonlyMap<string, Point> = new Map(),
  ): void {
    const ids = this.#places.displace(offsets);
    this.items.displace(offsets, comments);
    this.#wires?.place(ids, this.#findPlace, this.#places.offsetOf);
  }

  /** Shows a wire with other points, as while one is dragged; undefined ends that. */
  bend(wire: Wire | undefined, points: readonly Point[] = []): void {
    const ids = this.#wires?.bend(wire, points) ?? [];
    this.#wires?.place(ids, this.#findPlace, this.#places.offsetOf);
  }

  zoomBy(factor: number, at?: Point): void {
    this.#view.zoomBy(factor, at);
  }

  /** Shows all nodes, or the named ones. */
  fitView(ids?: readonly string[]): void {
    this.#fitWhenSeen = this.size.width === 0;
    const viewport = this.viewOf(ids);
    if (viewport !== undefined) this.#store.dispatch({ type: 'moveViewport', viewport });
  }

  /** The viewport that shows all nodes, or the named ones; undefined where there is nothing to show. */
  viewOf(ids?: readonly string[]): Viewport | undefined {
    const nodeIds = ids ?? nodeIdsOf(this.#graph);
    const items = ids === undefined ? this.items.all().map(([, box]) => box) : [];
    return this.#view.viewOf([...nodeIds.flatMap((id) => this.boxOf(id) ?? []), ...items]);
  }

  /** Of the stage, in its own pixels; zero while nothing is shown. */
  get size(): { readonly width: number; readonly height: number } {
    return this.#view.size;
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
    return this.#view.middle();
  }

  get #graph(): Graph {
    return this.#store.getState().graph;
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
    const offset = this.#places.offsetOf(node.id);
    return { x: node.x + place.x + (offset?.x ?? 0), y: node.y + place.y + (offset?.y ?? 0) };
  };

  #observe(stage: HTMLElement): void {
    if (typeof ResizeObserver === 'undefined') return;
    this.#resizes = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        const id = this.nodes.idOf(target);
        if (id !== undefined) this.nodes.mark(id);
        else if (target === stage) this.#readSize();
      }
      this.flush();
    });
    this.#resizes.observe(stage);
    for (const [, element] of this.nodes.entries()) this.#resizes.observe(element);
  }

  #readSize(): void {
    this.#view.readSize();
    const isSeen = this.size.width > 0 && nodeIdsOf(this.#graph).length > 0;
    if (this.#fitWhenSeen && isSeen) this.fitView();
    this.mounted.update();
  }

  #showViewport(): void {
    if (this.#elements === undefined) return;
    showViewport(this.#elements, this.#view.viewport);
    this.items.setScale(this.#view.viewport.scale);
    this.mounted.follow();
  }

  #activeElement(): Element | null {
    const root = this.#elements?.stage.getRootNode() as Document | ShadowRoot | undefined;
    return root?.activeElement ?? null;
  }

  /** From a card that goes: to the one that is selected now, as what came in its place is. */
  #passFocus(): void {
    this.focus();
    const { selection } = this.#store.getState();
    const [id] = selection;
    if (selection.size !== 1 || id === undefined) return;
    this.mounted.when(id, (card) => card.focus({ preventScroll: true }));
  }

  #describe(ids: readonly string[]): void {
    const context = { graph: this.#graph, ...this.words };
    showTypes(ids, this.nodes, context);
    namePorts(ids, this.nodes, context);
  }
}
