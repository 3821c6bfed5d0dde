/** What a pointer does from press to release, and what gestures are made with. */
import type { EditorContextValue } from '../editor-context.js';
import type { EditorStore } from '../store/editor-store.js';
import type { Point } from '../surface/geometry.js';
import type { Surface } from '../surface/surface.js';

/** One press of a pointer until its release. Points are on the screen. */
export interface Gesture {
  /** False while it may still be a click. */
  readonly hasMoved: boolean;
  move(at: Point, target: EventTarget | null, keys: HeldKeys): void;
  /** The pointer was released. */
  end(at: Point, target: EventTarget | null, keys: HeldKeys): void;
  /** Escape, a lost pointer, an unmounted editor: the graph and the view are as before. */
  cancel(): void;
}

/** What is held meanwhile. */
export interface HeldKeys {
  /** Alt frees from grid and guides. */
  readonly alt: boolean;
}

/** How a gesture begins. */
export interface Press {
  readonly at: Point;
  readonly target: EventTarget | null;
  /** What is pressed has its own answer, as a field has, also inside an element that a host defined. */
  readonly isField: boolean;
  /** Shift, Ctrl or Cmd is held: add to the selection, or take away. */
  readonly adds: boolean;
  /** On the empty canvas Shift draws a box, and Ctrl or Cmd keeps what is selected. */
  readonly shift: boolean;
  readonly ctrl: boolean;
  /** By the middle button, or with Space held: moves the view, whatever is pressed. */
  readonly pans: boolean;
  /** 2 for the second press of a double click. */
  readonly count: number;
  /** A finger or a pen: it hides what it points at. */
  readonly isTouch: boolean;
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
  readonly editor: EditorContextValue;
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
