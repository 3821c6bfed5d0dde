/** Groups and comments on the canvas. React mounts them; where they are is written past it. */
import { commentsOf } from '../../src/graph/comments.js';
import { groupingOf } from '../../src/graph/groups.js';
import type { EditCommand } from '../store/editor-command.js';
import type { Selected } from '../store/moved-with.js';
import { markKey, parseMark } from '../store/marks.js';
import type { Mark } from '../store/marks.js';
import { ALWAYS_MOUNTED, sameIds } from './culling.js';
import { intersects } from './geometry.js';
import type { Box, Point } from './geometry.js';
import { GroupBoxes } from './group-boxes.js';
import { findDrop } from './find-drop.js';
import { showSides } from './show-sides.js';
import type { PortColor } from './show-sides.js';

/** A title fits into its head. */
const MAX_GROW = 2;

/** What the items of a canvas need to know. */
export interface ItemsHost {
  readonly getState: () => Selected;
  /** Of a node itself, hidden or not. */
  readonly findBox: (nodeId: string) => Box | undefined;
  readonly colorOf: PortColor;
}

/** The groups and comments of one editor. */
export class CanvasItems {
  readonly boxes: GroupBoxes;
  readonly #host: ItemsHost;
  readonly #elements = new Map<string, HTMLElement>();
  readonly #listeners = new Set<() => void>();
  #commentOffsets: ReadonlyMap<string, Point> = new Map();
  #comments: ReturnType<typeof commentsOf> | undefined;
  #area: Box | undefined;
  #mounted: ReadonlySet<string> | undefined;
  #lit: HTMLElement | undefined;
  #grow = 1;
  #holding: ReadonlySet<HTMLElement> = new Set();

  constructor(host: ItemsHost) {
    this.#host = host;
    this.boxes = new GroupBoxes(host.findBox);
  }

  /** Takes an element in. @returns lets go of it */
  register(mark: Mark, element: HTMLElement): () => void {
    const key = markKey(mark);
    this.#elements.set(key, element);
    element.toggleAttribute('data-mr-selected', this.#host.getState().marks.has(key));
    if (this.#grow !== 1) this.#showGrow(element);
    if (mark.type === 'group') this.showHolding();
    this.#show(mark);
    return () => {
      if (this.#elements.get(key) === element) this.#elements.delete(key);
    };
  }

  /** Draws what has changed. @returns the nodes whose wires end elsewhere now */
  sync(touched: Iterable<string>): ReadonlySet<string> {
    const { groupIds, nodeIds } = this.boxes.sync(this.#host.getState().graph, touched);
    for (const id of groupIds) this.#show({ type: 'group', id });
    const comments = commentsOf(this.#host.getState().graph);
    const hasOthers = comments !== this.#comments;
    this.#comments = comments;
    for (const key of hasOthers ? this.#elements.keys() : []) {
      const mark = parseMark(key);
      if (mark.type === 'comment') this.#show(mark);
    }
    if (hasOthers || groupIds.length > 0) this.#updateMounted();
    return nodeIds;
  }

  /** True for a node inside a collapsed group: it is not drawn. */
  isHidden(nodeId: string): boolean {
    return groupingOf(this.#host.getState().graph).hidden.has(nodeId);
  }

  /** Where a group or a comment is; undefined for what is not drawn. */
  boxOf(mark: Mark): Box | undefined {
    if (mark.type === 'group') return this.boxes.boxOf(mark.id);
    if (mark.type === 'wire') return undefined;
    return commentsOf(this.#host.getState().graph).get(mark.id);
  }

  /** All groups and comments that are drawn, with their boxes. */
  all(): readonly (readonly [Mark, Box])[] {
    const graph = this.#host.getState().graph;
    const marks: readonly Mark[] = [
      ...groupingOf(graph).groups.map(({ id }) => ({ type: 'group' as const, id })),
      ...[...commentsOf(graph).keys()].map((id) => ({ type: 'comment' as const, id })),
    ];
    return marks.flatMap((mark) => {
      const box = this.boxOf(mark);
      return box === undefined ? [] : [[mark, box] as const];
    });
  }

  /** The element of a group or comment that is mounted. */
  elementOf(mark: Mark): HTMLElement | undefined {
    return this.#elements.get(markKey(mark));
  }

  /** The collapsed group that a node is in. */
  elementAround(nodeId: string): HTMLElement | undefined {
    const group = this.boxes.hiddenIn(nodeId);
    return group && this.elementOf({ type: 'group', id: group.id });
  }

  /** The group whose head, or the comment on which, something is. */
  markAt(target: EventTarget | null): Mark | undefined {
    const grip = target instanceof Element ? target.closest<HTMLElement>('[data-mr-mark]') : null;
    return grip === null ? undefined : parseMark(grip.dataset['mrMark']!);
  }

  /** The comment by whose corner something is. */
  resizedAt(target: EventTarget | null): string | undefined {
    const corner = target instanceof Element ? target.closest('.mr-comment-corner') : null;
    const mark = corner === null ? undefined : this.markAt(corner);
    return mark?.type === 'comment' ? mark.id : undefined;
  }

  /** Shows groups and comments away from their places. */
  displace(nodes: ReadonlyMap<string, Point>, comments: ReadonlyMap<string, Point>): void {
    for (const id of this.boxes.follow(nodes)) this.#show({ type: 'group', id });
    const ids = new Set([...this.#commentOffsets.keys(), ...comments.keys()]);
    this.#commentOffsets = comments;
    for (const id of ids) this.#show({ type: 'comment', id });
  }

  /** Shows a comment elsewhere, or in another size. */
  showComment(id: string, box: Box): void {
    const element = this.elementOf({ type: 'comment', id });
    if (element !== undefined) writeBox(element, box, this.#commentOffsets.get(id));
  }

  /** What changes of the groups when nodes are dropped; undefined when nothing does. */
  dropInto(nodeIds: readonly string[], at: Point): EditCommand | undefined {
    const grouping = groupingOf(this.#host.getState().graph);
    const regroup = findDrop({ grouping, nodeIds, at, boxOf: (id) => this.boxes.boxOf(id) });
    return regroup === undefined ? undefined : { type: 'regroup', ...regroup };
  }

  /** Lights the group that dragged nodes would go into. */
  showDrop(command: EditCommand | undefined): void {
    const id = command?.type === 'regroup' ? command.groupId : undefined;
    const element = id === undefined ? undefined : this.elementOf({ type: 'group', id });
    if (element === this.#lit) return;
    this.#lit?.removeAttribute('data-mr-drop');
    element?.setAttribute('data-mr-drop', '');
    this.#lit = element;
  }

  /** Marks what is selected. */
  showMarks(before: ReadonlySet<string>, now: ReadonlySet<string>): void {
    for (const key of new Set([...before, ...now])) {
      this.#elements.get(key)?.toggleAttribute('data-mr-selected', now.has(key));
    }
  }

  /** Titles of groups are read from afar, too: they grow where the canvas shrinks. */
  setScale(scale: number): void {
    const grow = Math.round(Math.min(MAX_GROW, Math.max(1, 0.75 / scale)) * 5) / 5;
    if (grow === this.#grow) return;
    this.#grow = grow;
    for (const element of this.#elements.values()) this.#showGrow(element);
  }

  #showGrow(element: HTMLElement): void {
    if (element.hasAttribute('data-mr-group')) {
      element.style.setProperty('--mr-grow', String(this.#grow));
    }
  }

  /** Marks collapsed groups in which something is selected. */
  showHolding(): void {
    const { graph, selection } = this.#host.getState();
    const { hidden, byNode } = groupingOf(graph);
    const holding = new Set<HTMLElement>();
    for (const id of hidden.size === 0 ? [] : selection) {
      const group = hidden.has(id) ? byNode.get(id) : undefined;
      const element = group && this.elementOf({ type: 'group', id: group.id });
      if (element !== undefined) holding.add(element);
    }
    for (const element of this.#holding)
      element.toggleAttribute('data-mr-holds', holding.has(element));
    for (const element of holding) element.setAttribute('data-mr-holds', '');
    this.#holding = holding;
  }

  /** What to mount lies in this part of the canvas; undefined for everywhere. */
  setArea(area: Box | undefined): void {
    if (area === this.#area) return;
    this.#area = area;
    this.#updateMounted();
  }

  /** The keys of what to mount; undefined for all. The same set until it changes. */
  readonly getMounted = (): ReadonlySet<string> | undefined => this.#mounted;

  /** @returns ends the subscription */
  readonly subscribeMounted = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  #updateMounted(): void {
    const area = this.#area;
    const all = area === undefined ? [] : this.all();
    const next =
      area === undefined || all.length <= ALWAYS_MOUNTED
        ? undefined
        : new Set(all.filter(([, box]) => intersects(area, box)).map(([mark]) => markKey(mark)));
    if (next === undefined && this.#mounted === undefined) return;
    // Who is written in stays, wherever it is.
    for (const [key, element] of this.#elements) {
      const root = element.getRootNode() as Document | ShadowRoot;
      if (element.contains(root.activeElement)) next?.add(key);
    }
    if (sameIds(this.#mounted, next)) return;
    this.#mounted = next;
    for (const listener of this.#listeners) listener();
  }

  #show(mark: Mark): void {
    const element = this.elementOf(mark);
    const box = this.boxOf(mark);
    if (element === undefined || box === undefined || mark.type === 'wire') return;
    const offset = mark.type === 'comment' ? this.#commentOffsets.get(mark.id) : undefined;
    writeBox(element, box, offset);
    if (mark.type !== 'group' || !element.hasAttribute('data-mr-collapsed')) return;
    showSides(element, this.boxes.sidesOf(mark.id), this.#host.colorOf);
  }
}

function writeBox(element: HTMLElement, box: Box, offset: Point = { x: 0, y: 0 }): void {
  const { style } = element;
  style.transform = `translate(${box.x + offset.x}px, ${box.y + offset.y}px)`;
  style.width = `${box.width}px`;
  style.height = `${box.height}px`;
}
