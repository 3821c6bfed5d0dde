/** Which cards are mounted: those near what is seen, and those that are worked with. */
import type { Graph } from '../../src/graph/graph.js';
import type { Viewport } from '../store/editor-state.js';
import { nodeIdsOf } from '../store/changed-nodes.js';
import { ALWAYS_MOUNTED, isMounted, nextArea, sameIds } from './culling.js';
import type { MountedArea } from './culling.js';
import type { Box } from './geometry.js';

/** What is asked about the canvas. */
export interface MountedHost {
  readonly getGraph: () => Graph;
  readonly getViewport: () => Viewport;
  readonly getSize: () => { readonly width: number; readonly height: number };
  readonly findBox: (nodeId: string) => Box | undefined;
  /** The element of a node that is mounted. */
  readonly elementOf: (nodeId: string) => HTMLElement | undefined;
  /** Nodes that are dragged. */
  readonly getDragged: () => Iterable<string>;
  /** The node that has the focus. */
  readonly getFocused: () => string | undefined;
  /**
   * Told the part of the canvas that is mounted, undefined for all of it. Of a graph that is not large
   * all nodes are mounted, wherever they are.
   */
  readonly onArea: (area: MountedArea | undefined, isLarge: boolean) => void;
}

const NONE: ReadonlySet<string> = new Set();

/** The cards of one editor that are mounted. */
export class MountedNodes {
  readonly #host: MountedHost;
  readonly #listeners = new Set<() => void>();
  #isAttached = false;
  #culling = true;
  #area: MountedArea | undefined;
  /** Those in the area; undefined where nobody has looked yet. */
  #near: Set<string> | undefined;
  #ids: ReadonlySet<string> | undefined;
  /** Who waits for a node to be mounted. */
  #awaited: { readonly id: string; readonly act: (element: HTMLElement) => void } | undefined;

  constructor(host: MountedHost) {
    this.#host = host;
  }

  /** The nodes to mount; undefined for all. The same set until it changes. */
  readonly get = (): ReadonlySet<string> | undefined => {
    if (this.#isAttached) return this.#ids;
    // Before the stage is there, nobody knows what will be seen of a large graph.
    const isLarge = nodeIdsOf(this.#host.getGraph()).length > ALWAYS_MOUNTED;
    return this.#culling && isLarge ? NONE : undefined;
  };

  /** @returns ends the subscription */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** False mounts all nodes, wherever they are. */
  setCulling(culling: boolean): void {
    if (culling === this.#culling) return;
    this.#culling = culling;
    if (this.#isAttached) this.update();
  }

  /** The stage is there, or gone. */
  attach(isAttached: boolean): void {
    this.#isAttached = isAttached;
    if (isAttached) this.#tell();
  }

  /** Another graph is shown: nobody knows where its nodes are. */
  forget(): void {
    this.#near = undefined;
  }

  /** Mounts what a move of the view brings near. */
  follow(): void {
    const { getViewport, getSize } = this.#host;
    if (nextArea(this.#area, getViewport(), getSize()) !== this.#area) this.update();
  }

  /**
   * Finds out anew what is near.
   * @param changed All nodes that are new, moved or of another size. @default any may be
   */
  update(changed?: Iterable<string>): void {
    const { getGraph, getViewport, getSize, onArea, getDragged } = this.#host;
    const area = nextArea(this.#area, getViewport(), getSize());
    const isSame = area === this.#area && this.#near !== undefined && changed !== undefined;
    this.#area = area;
    const ids = nodeIdsOf(getGraph());
    const isLarge = ids.length > ALWAYS_MOUNTED;
    onArea(this.#culling ? area : undefined, isLarge);
    if (!this.#culling || !isLarge) {
      this.#near = undefined;
      return this.#set(undefined);
    }
    const near = (this.#near ??= new Set());
    this.#look(near, isSame ? changed : ids);
    // What is worked with stays, wherever it is.
    this.#set(new Set([...near, ...getDragged(), ...this.#focusedIds(ids)]));
  }

  /**
   * Calls `act` with a node's element, at once or when it is mounted, which it is for this: soon, or
   * never where the node is hidden. The last call wins.
   */
  when(id: string, act: (element: HTMLElement) => void): void {
    const element = this.#host.elementOf(id);
    this.#awaited = element === undefined ? { id, act } : undefined;
    if (element !== undefined) act(element);
    else if (this.#isAttached) this.update();
  }

  /** A node is mounted now: who waits for it is told. */
  arrived(id: string, element: HTMLElement): void {
    if (this.#awaited?.id !== id) return;
    // React may mount twice at once; who waits wants the card that stays. Until then it is awaited,
    // or what is far away would be taken out again.
    queueMicrotask(() => {
      if (this.#awaited?.id !== id || !element.isConnected) return;
      const { act } = this.#awaited;
      this.#awaited = undefined;
      act(element);
    });
  }

  /** The focus is on a node: it stays mounted, and those before and after it are, for Tab. */
  keepFocused(): void {
    if (this.#ids !== undefined) this.update(NONE);
  }

  /** Takes in which of these nodes are near, and that others have gone. */
  #look(near: Set<string>, ids: Iterable<string>): void {
    const area = this.#area;
    const { getGraph, findBox } = this.#host;
    for (const id of ids) {
      if (area !== undefined && isMounted(area, findBox(id), near.has(id))) near.add(id);
      else near.delete(id);
    }
    const { nodes } = getGraph();
    for (const id of near) if (!Object.hasOwn(nodes, id)) near.delete(id);
  }

  #focusedIds(ids: readonly string[]): readonly string[] {
    const awaited = this.#awaited === undefined ? [] : [this.#awaited.id];
    const id = this.#host.getFocused();
    if (id === undefined) return awaited;
    const at = ids.indexOf(id);
    return [...awaited, ...ids.slice(Math.max(0, at - 1), at + 2)];
  }

  #set(next: ReadonlySet<string> | undefined): void {
    if (sameIds(this.#ids, next)) return;
    this.#ids = next;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
