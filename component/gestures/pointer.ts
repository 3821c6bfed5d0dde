/**
 * All pointer handling of the canvas, in the capture phase: Flume's own handlers, which know neither
 * touch nor selection nor types, never see a press.
 */
import type { Point } from '../surface/geometry.js';
import { isInteractive } from '../surface/interactive.js';
import { WireDrawing } from './draw-wire.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext, HeldKeys, Press } from './gesture.js';
import { Pan } from './pan.js';
import { Pinch } from './pinch.js';
import { startGesture } from './start-gesture.js';
import { Taps } from './taps.js';
import { turnWheel } from './wheel.js';

/** What Flume listens to. */
const FLUMES = ['mousedown', 'touchstart'] as const;

/** As long as a finger rests for a menu. */
const LONG_PRESS_MS = 500;

/** Pixels a finger slips that means to tap or to rest. */
const SLIP = 8;

/** A system that has a long press of its own tells of the same finger within this time. */
const ECHO_MS = 1_000;

/** Listens on a canvas. @returns ends it, and the gesture under way */
export function listenToPointer(canvas: HTMLElement, context: () => GestureContext): () => void {
  const input = new PointerInput(canvas, context);
  return () => input.close();
}

interface Running {
  readonly pointerId: number;
  readonly press: Press;
  readonly run: Gesture;
}

interface Resting {
  readonly pointerId: number;
  readonly press: Point;
  readonly at: Point;
}

/** One canvas and the gesture on it. */
class PointerInput {
  readonly #canvas: HTMLElement;
  readonly #context: () => GestureContext;
  readonly #controller = new AbortController();
  readonly #taps = new Taps();
  #gesture: Running | undefined;
  /** Where the finger is that began it, for a second one. */
  #at: Point = { x: 0, y: 0 };
  #pinch: Pinch | undefined;
  #longPress: ReturnType<typeof setTimeout> | undefined;
  /** The finger that is on a field, which works with it: a second one makes both a pinch. */
  #resting: Resting | undefined;
  #isSpaceHeld = false;
  /** The finger that is down has opened something. */
  #isAnswered = false;
  #heldAt = -Infinity;

  constructor(canvas: HTMLElement, context: () => GestureContext) {
    this.#canvas = canvas;
    this.#context = context;
    // In the capture phase, also on the window: a host that stops a release must not be missed.
    const options = { capture: true, signal: this.#controller.signal };
    canvas.addEventListener('pointerdown', (event) => this.#press(event), options);
    canvas.addEventListener('contextmenu', (event) => this.#openMenu(event), options);
    for (const name of FLUMES) {
      canvas.addEventListener(name, (event) => this.#keepFromFlume(event), options);
    }
    canvas.addEventListener('touchend', (event) => this.#liftAnswered(event), {
      ...options,
      passive: false,
    });
    window.addEventListener('pointermove', (event) => this.#move(event), options);
    window.addEventListener('pointerup', (event) => this.#release(event), options);
    window.addEventListener('pointercancel', (event) => this.#lose(event), options);
    window.addEventListener('keydown', (event) => this.#pressKey(event), options);
    window.addEventListener('keyup', (event) => this.#releaseKey(event), options);
    const { signal } = this.#controller;
    // Its own: in the capture phase those of every field come by.
    window.addEventListener('blur', () => this.#leave(), { signal });
    canvas.addEventListener('wheel', (event) => turnWheel(event, context()), {
      passive: false,
      signal,
    });
  }

  close(): void {
    this.#leave();
    this.#controller.abort();
  }

  #press(event: PointerEvent): void {
    this.#isAnswered = false;
    if (this.#pinch !== undefined || event.button > 1) return;
    if (this.#gesture !== undefined) return this.#addFinger(event);
    if (this.#resting !== undefined && event.pointerType === 'touch') {
      const { pointerId, at } = this.#resting;
      return this.#startPinch(pointerId, at, event);
    }
    const press = this.#readPress(event);
    const run = startGesture(this.#context(), press);
    if (run === undefined) return this.#rest(event);
    // Else a middle press scrolls the page, or pastes.
    if (event.button === 1) event.preventDefault();
    this.#gesture = { pointerId: event.pointerId, press, run };
    this.#at = press.at;
    if (press.isTouch) this.#longPress = setTimeout(() => this.#holdStill(), LONG_PRESS_MS);
  }

  #readPress(event: PointerEvent): Press {
    const { shiftKey: shift, ctrlKey, metaKey } = event;
    const ctrl = ctrlKey || metaKey;
    const at = pointOf(event);
    const isTouch = isFinger(event);
    return {
      at,
      target: event.target,
      isField: isInteractive(event.composedPath()[0] ?? event.target),
      adds: shift || ctrl,
      shift,
      ctrl,
      pans: event.button === 1 || this.#isSpaceHeld,
      count: this.#taps.press(at, event.timeStamp, isTouch),
      isTouch,
    };
  }

  /** A second finger makes a pinch of what has not become a drag; in one it is a palm. */
  #addFinger(event: PointerEvent): void {
    if (this.#gesture === undefined || event.pointerType !== 'touch') return;
    const { run, press, pointerId } = this.#gesture;
    if (!press.isTouch || (run.hasMoved && !(run instanceof Pan))) return;
    // A pan goes on from where it is.
    if (run instanceof Pan) run.rest();
    else run.cancel();
    this.#startPinch(pointerId, this.#at, event);
  }

  #startPinch(pointerId: number, at: Point, other: PointerEvent): void {
    this.#gesture = this.#resting = undefined;
    this.#endLongPress();
    this.#taps.forget();
    const fingers = new Map([
      [pointerId, at],
      [other.pointerId, pointOf(other)],
    ]);
    this.#pinch = new Pinch(this.#context(), fingers);
  }

  #rest(event: PointerEvent): void {
    if (event.pointerType !== 'touch') return;
    const at = pointOf(event);
    this.#resting = { pointerId: event.pointerId, press: at, at };
  }

  /** One that works the field, as a slider, or has left it, makes no pinch. */
  #followResting(event: PointerEvent, isDown: boolean): void {
    if (this.#resting?.pointerId !== event.pointerId) return;
    const at = pointOf(event);
    const isStill = isDown && distance(this.#resting.press, at) < SLIP;
    this.#resting = isStill ? { ...this.#resting, at } : undefined;
  }

  /** Two fingers in a long text would scroll it. */
  #keepFromFlume(event: Event): void {
    event.stopPropagation();
    if (this.#pinch !== undefined && event.cancelable) event.preventDefault();
  }

  #move(event: PointerEvent): void {
    const at = pointOf(event);
    this.#followResting(event, true);
    if (this.#pinch?.has(event.pointerId) === true) return this.#pinch.move(event.pointerId, at);
    if (this.#gesture?.pointerId !== event.pointerId) return;
    // The release was somewhere nobody told us of.
    if (event.pointerType === 'mouse' && event.buttons === 0) return this.#stop();
    const { run, press } = this.#gesture;
    this.#at = at;
    if (hasSlipped(this.#gesture, at)) return;
    if (distance(press.at, at) >= DRAG_DISTANCE) this.#endLongPress();
    run.move(at, this.#targetOf(event), keysOf(event));
    if (run.hasMoved) this.#taps.forget();
  }

  #release(event: PointerEvent): void {
    this.#followResting(event, false);
    if (this.#pinch?.has(event.pointerId) === true) return this.#liftFinger(event);
    if (this.#gesture?.pointerId !== event.pointerId) return;
    const { run, press } = this.#gesture;
    const isTap = hasSlipped(this.#gesture, pointOf(event));
    this.#gesture = undefined;
    this.#endLongPress();
    // A finger that taps a port has opened the connect picker.
    this.#isAnswered = press.isTouch && run instanceof WireDrawing && !run.hasMoved;
    if (isTap) run.end(press.at, press.target, keysOf(event));
    else run.end(pointOf(event), this.#targetOf(event), keysOf(event));
  }

  /** The finger that stays goes on panning. */
  #liftFinger(event: PointerEvent): void {
    const left = this.#pinch?.without(event.pointerId);
    this.#pinch = undefined;
    if (left === undefined) return;
    const [pointerId, at] = left;
    const press = { ...this.#readPress(event), at };
    const run = new Pan(this.#context(), at, { clears: false });
    this.#gesture = { pointerId, press, run };
    this.#at = at;
    this.#taps.forget();
  }

  #lose(event: PointerEvent): void {
    this.#followResting(event, false);
    if (this.#pinch?.has(event.pointerId) === true) this.#liftFinger(event);
    else if (this.#gesture?.pointerId === event.pointerId) this.#stop();
  }

  #pressKey(event: KeyboardEvent): void {
    if (event.key === ' ') return this.#holdSpace(event);
    const isBusy = this.#gesture !== undefined || this.#pinch !== undefined;
    if (event.key !== 'Escape' || !isBusy) return;
    event.preventDefault();
    event.stopPropagation();
    this.#stop();
  }

  /** Space belongs to a field, a button, a card with the focus; else it makes a drag a pan. */
  #holdSpace(event: KeyboardEvent): void {
    // In a shadow root the window hears of its host.
    const target = event.composedPath()[0] ?? event.target;
    const isCanvas = target === this.#canvas;
    if (!isCanvas && !(target instanceof Element && target.matches('body'))) return;
    this.#isSpaceHeld = true;
    this.#canvas.toggleAttribute('data-mr-space', true);
    // Else it scrolls the page.
    if (isCanvas) event.preventDefault();
  }

  #releaseKey(event: KeyboardEvent): void {
    if (event.key === ' ') this.#releaseSpace();
  }

  #releaseSpace(): void {
    this.#isSpaceHeld = false;
    this.#canvas.removeAttribute('data-mr-space');
  }

  /** In the middle of a drag there is no menu; before it, a long press or Ctrl and a click ask for one. */
  #openMenu(event: Event): void {
    const isEcho = event.isTrusted && event.timeStamp - this.#heldAt < ECHO_MS;
    if (this.#gesture?.run.hasMoved === true || this.#pinch !== undefined || isEcho) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      this.#stop();
    }
  }

  /** Not every system says that a finger rests. */
  #holdStill(): void {
    if (this.#gesture === undefined || this.#gesture.run.hasMoved) return;
    const { press } = this.#gesture;
    const { x: clientX, y: clientY } = press.at;
    this.#stop();
    this.#isAnswered = true;
    this.#heldAt = performance.now();
    const event = { bubbles: true, cancelable: true, composed: true, clientX, clientY };
    press.target?.dispatchEvent(new MouseEvent('contextmenu', event));
  }

  /** The tap that a browser makes of it would take the focus, and the menu with it. */
  #liftAnswered(event: Event): void {
    if (this.#isAnswered) event.preventDefault();
  }

  #endLongPress(): void {
    clearTimeout(this.#longPress);
  }

  #leave(): void {
    this.#stop();
    this.#releaseSpace();
  }

  #stop(): void {
    this.#endLongPress();
    this.#gesture?.run.cancel();
    this.#pinch?.cancel();
    this.#gesture = this.#pinch = this.#resting = undefined;
  }

  /** What is under the pointer: a touch names what it began on, a shadow root hides what is in it. */
  #targetOf(event: PointerEvent): EventTarget | null {
    if (!isFinger(event)) return event.composedPath()[0] ?? event.target;
    const root = this.#canvas.getRootNode() as Document | ShadowRoot;
    return root.elementFromPoint(event.clientX, event.clientY);
  }
}

/** No finger is quite still. */
function hasSlipped({ run, press }: Running, at: Point): boolean {
  return press.isTouch && !run.hasMoved && distance(press.at, at) < SLIP;
}

function isFinger({ pointerType }: PointerEvent): boolean {
  return pointerType === 'touch' || pointerType === 'pen';
}

function keysOf({ altKey }: PointerEvent): HeldKeys {
  return { alt: altKey };
}

function pointOf({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY };
}
