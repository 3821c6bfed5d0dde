/**
 * Presses, drags and keys that are made before the code is there that answers them: kept, and done
 * over in their order. Fields and buttons work by themselves.
 */
import { isComposing } from '../keyboard/key-name.js';
import { OPENED_FIELD, typeInto } from '../keyboard/type-into.js';
import { NODE_DRAG_TYPE } from '../node-drag.js';
import { HANDLE } from '../surface/node-elements.js';
import { isInteractive } from '../surface/interactive.js';
import { focusedElement } from '../menu/focused-element.js';
import { isEarlyKey } from './early-key.js';

/** One event, copied: the browser is done with its own. */
interface Kept {
  readonly copy: Event;
  readonly target: EventTarget;
}

/** Who began longer ago has given up, and would be surprised. */
const PATIENCE_MS = 30_000;

/** A wheel turns on and on; the rest is what a hand does. */
const MOST_KEPT = 300;

const STAGE = '[data-flume-component="stage"]';

/** What scrolls itself keeps the wheel. */
const SCROLLING = 'textarea, pre, select, [data-mr-scroll]';

const POINTER = ['pointerdown', 'pointermove', 'pointerup', 'pointercancel'] as const;
const PRESSES = ['click', 'dblclick', 'contextmenu', 'wheel'] as const;
const KEYS = ['keydown', 'keyup'] as const;
const DRAGS = ['dragover', 'drop'] as const;
/** What Flume listens to; it has no gestures here. */
const FLUMES = ['mousedown', 'touchstart'] as const;

/** Listens from its making until it is closed. */
export class EarlyInput {
  readonly #canvas: HTMLElement;
  readonly #onKept: () => void;
  readonly #controller = new AbortController();
  readonly #pointers = new Set<number>();
  readonly #keys = new Set<string>();
  #kept: Kept[] = [];
  #isReplaying = false;

  /** @param onKept told of each event that is kept */
  constructor(canvas: HTMLElement, onKept: () => void) {
    this.#canvas = canvas;
    this.#onKept = onKept;
    // On the window: nothing is to hear of them twice.
    const options = { capture: true, passive: false, signal: this.#controller.signal };
    const hear = (event: Event): void => this.#hear(event);
    for (const type of [...POINTER, ...PRESSES, ...KEYS, ...DRAGS, ...FLUMES]) {
      window.addEventListener(type, hear, options);
    }
  }

  /** @returns whether there was something to forget */
  forget(): boolean {
    const hadSome = this.#kept.length > 0;
    this.#kept = [];
    this.#pointers.clear();
    this.#keys.clear();
    return hadSome;
  }

  /** Does all that was kept over, and what is done meanwhile; then listens no more. */
  async replay(): Promise<void> {
    const since = this.#kept[0]?.copy.timeStamp ?? Infinity;
    // All or nothing: a key without the press before it would mean something else.
    if (performance.now() - since > PATIENCE_MS) this.forget();
    for (let next = this.#kept.shift(); next !== undefined; next = this.#kept.shift()) {
      this.#isReplaying = true;
      try {
        this.#do(next);
      } finally {
        this.#isReplaying = false;
      }
      // What one led to is rendered before the next.
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
    }
    this.close();
  }

  close(): void {
    this.forget();
    this.#controller.abort();
  }

  /** A key is for what has the focus by then: what another key has opened. */
  #do({ copy, target }: Kept): void {
    const canvas = this.#canvas;
    const isKey = copy instanceof KeyboardEvent;
    const wanted = isKey ? focusedElement(canvas) : target;
    const there = wanted instanceof Element && canvas.contains(wanted) ? wanted : canvas;
    const isTyped = isKey && there instanceof HTMLInputElement && there.matches(OPENED_FIELD);
    if (!isTyped) there.dispatchEvent(copy);
    else if (copy.type === 'keydown') typeInto(there, copy.key);
  }

  #hear(event: Event): void {
    if (this.#isReplaying) return;
    const [target] = event.composedPath();
    if (target === undefined || !this.#isOurs(event, target)) return;
    if (FLUMES.some((type) => type === event.type)) return event.stopPropagation();
    if (!this.#isMeant(event, target)) return;
    event.stopImmediatePropagation();
    // A press gives the focus, as ever; the rest has no other meaning here.
    const givesFocus = event.type.startsWith('pointer') && (event as PointerEvent).button !== 1;
    if (!givesFocus) event.preventDefault();
    if (event.type === 'dragover') return;
    this.#keep(event, target);
    this.#onKept();
  }

  /** On the canvas; of what is pressed there also what comes elsewhere. */
  #isOurs(event: Event, target: EventTarget): boolean {
    if (isMove(event)) return this.#pointers.has(event.pointerId);
    if (event.type === 'keyup') return this.#keys.has((event as KeyboardEvent).key);
    return target instanceof Node && this.#canvas.contains(target);
  }

  #isMeant(event: Event, target: EventTarget): boolean {
    if (isMove(event) || event.type === 'keyup') return true;
    if (isDrag(event)) return event.dataTransfer?.types.includes(NODE_DRAG_TYPE) === true;
    if (!(target instanceof Element)) return false;
    // What lies over the graph has its own answers, once all before it was typed.
    if (event instanceof KeyboardEvent && target.matches(OPENED_FIELD))
      return this.#isTyping(event);
    if (target !== this.#canvas && target.closest(STAGE) === null) return false;
    if (event.type === 'wheel') return target.closest(SCROLLING) === null;
    if (event instanceof MouseEvent && event.button === 1) return true;
    if (isInteractive(target) && target.closest(HANDLE) === null) return false;
    if (event instanceof KeyboardEvent) {
      return !isComposing(event) && isEarlyKey(event, this.#kept.length > 0);
    }
    return event.type !== 'pointerdown' || (event as PointerEvent).button === 0;
  }

  #isTyping(event: KeyboardEvent): boolean {
    const isBehind = this.#kept.some(({ copy }) => copy.type === 'keydown');
    return isBehind && isEarlyKey(event, true);
  }

  #keep(event: Event, target: EventTarget): void {
    if (event.type === 'pointerdown') this.#pointers.add((event as PointerEvent).pointerId);
    else if (isMove(event) && event.type !== 'pointermove') this.#pointers.delete(event.pointerId);
    if (event.type === 'keydown') this.#keys.add((event as KeyboardEvent).key);
    else if (event.type === 'keyup') this.#keys.delete((event as KeyboardEvent).key);
    if (event.type === 'pointermove') this.#forgetWay((event as PointerEvent).pointerId);
    if (event.type === 'wheel' && this.#kept.length >= MOST_KEPT) return;
    this.#kept.push({ copy: copyOf(event), target });
  }

  /** Of a way only its end counts; two fingers have two. */
  #forgetWay(pointerId: number): void {
    for (let at = this.#kept.length - 1; at >= 0; at -= 1) {
      const { copy } = this.#kept[at]!;
      if (copy.type !== 'pointermove') return;
      if ((copy as PointerEvent).pointerId === pointerId) return void this.#kept.splice(at, 1);
    }
  }
}

/** Of a pointer that is down, wherever it is. */
function isMove(event: Event): event is PointerEvent {
  return event.type.startsWith('pointer') && event.type !== 'pointerdown';
}

/** Not every environment has the class. */
function isDrag(event: Event): event is DragEvent {
  return 'dataTransfer' in event;
}

function copyOf(event: Event): Event {
  const Kind = event.constructor as new (type: string, init: EventInit) => Event;
  const copy = new Kind(event.type, isDrag(event) ? dropInit(event) : event);
  // Two slow clicks are no double click.
  return Object.defineProperty(copy, 'timeStamp', { value: event.timeStamp });
}

/** What is dropped can be read for that moment only. */
function dropInit(event: DragEvent): DragEventInit {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData(NODE_DRAG_TYPE, event.dataTransfer?.getData(NODE_DRAG_TYPE) ?? '');
  const { clientX, clientY } = event;
  return { clientX, clientY, bubbles: true, cancelable: true, composed: true, dataTransfer };
}
