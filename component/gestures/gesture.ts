/** What a pointer does from press to release, and what gestures are made with. */
import type { EditorStore } from '../store/editor-store.js';
import type { Point } from '../surface/geometry.js';
import type { Surface } from '../surface/surface.js';

/** One press of a pointer until its release. Points are on the screen. */
export interface Gesture {
  /** False while it may still be a click. */
  readonly hasMoved: boolean;
  move(at: Point, target: EventTarget | null): void;
  /** The pointer was released. */
  end(at: Point, target: EventTarget | null): void;
  /** Escape, a lost pointer, an unmounted editor: the graph and the view are as before. */
  cancel(): void;
}

/** What the pointer is told beside it. */
export interface Hint {
  show(text: string, at: Point, tone: 'plain' | 'bad'): void;
  hide(): void;
  /** Leaves it for as long as it takes to read. */
  linger(): void;
}

/** What gestures work on. */
export interface GestureContext {
  readonly store: EditorStore;
  readonly surface: Surface;
  readonly hint: Hint;
  readonly readOnly: boolean;
  /** Wires whose types never fit may be drawn. */
  readonly allowMisfits: boolean;
}

/** Pixels a pointer moves before a press is a drag. */
export const DRAG_DISTANCE = 4;

export function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
