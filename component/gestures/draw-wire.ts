/** Draws a wire from a port, or takes one off an input and elsewhere. */
import { own } from '../../src/config/document.js';
import type { Wire } from '../../src/graph/edit-graph.js';
import type { Graph } from '../../src/graph/graph.js';
import { adapterText } from '../surface/adapter-text.js';
import type { PortEnd } from '../surface/port-end.js';
import type { Point } from '../surface/geometry.js';
import { wireKey } from '../surface/wire-layer.js';
import { DraftWire } from './draft-wire.js';
import { EdgePan } from './edge-pan.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext, Press } from './gesture.js';
import { WireEnds } from './wire-ends.js';
import type { FoundEnd } from './wire-ends.js';

/** A wire while it is drawn. */
export class WireDrawing implements Gesture {
  readonly #context: GestureContext;
  readonly #press: Press;
  readonly #pressed: PortEnd;
  /** The end that stays. */
  readonly #fixed: PortEnd;
  /** The wire that was taken off its input. */
  readonly #taken: Wire | undefined;
  readonly #ends: WireEnds;
  readonly #edge: EdgePan;
  #draft: DraftWire | undefined;
  #last: readonly [Point, EventTarget | null];
  hasMoved = false;

  constructor(context: GestureContext, press: Press, pressed: PortEnd) {
    this.#context = context;
    this.#press = press;
    this.#pressed = pressed;
    this.#taken = wireTakenFrom(context.store.getState().graph, pressed);
    this.#fixed = this.#taken === undefined ? pressed : { ...this.#taken.from, side: 'output' };
    this.#ends = new WireEnds(context, this.#fixed);
    this.#last = [press.at, press.target];
    this.#edge = new EdgePan(context, () => {
      const [at, target] = this.#last;
      this.#show(at, target, context.surface.toCanvas(at));
    });
  }

  move(at: Point, target: EventTarget | null): void {
    if (!this.hasMoved && distance(this.#press.at, at) < DRAG_DISTANCE) return;
    this.#last = [at, target];
    // Read before anything is written: else the browser would have to lay out all at once.
    this.#edge.follow(at);
    const place = this.#context.surface.toCanvas(at);
    if (!this.hasMoved) this.#begin();
    this.#show(at, target, place);
  }

  end(at: Point, target: EventTarget | null): void {
    if (!this.hasMoved) return this.#click();
    const { hint } = this.#context;
    const found = this.#ends.find(this.#context.surface.toCanvas(at), target);
    this.#finish();
    if (found === undefined) {
      hint.hide();
      // On a card where nothing fits, it was dropped by mistake.
      if (this.#context.surface.nodes.nodeAt(target) === undefined) this.#drop(at);
    } else if (found.check.allowed) {
      hint.hide();
      this.#connect(found.end);
    } else if (found.check.code === 'present') {
      hint.hide();
    } else {
      hint.show(sentence(found.check.reason), at, 'bad');
      hint.linger();
    }
  }

  cancel(): void {
    this.#finish();
    this.#context.hint.hide();
  }

  /** A tap asks what to connect to: a finger may be too large to draw. */
  #click(): void {
    const { editor } = this.#context;
    if (this.#press.isTouch) editor.openConnectPicker(this.#pressed, this.#press.at);
  }

  #begin(): void {
    this.hasMoved = true;
    const { surface } = this.#context;
    this.#draft = new DraftWire(surface, this.#fixed);
    this.#hideTaken(true);
    surface.elements?.stage.setAttribute('data-mr-wiring', this.#ends.side);
  }

  #finish(): void {
    this.#edge.stop();
    this.#draft?.remove();
    if (!this.hasMoved) return;
    this.#hideTaken(false);
    this.#ends.hide();
    const stage = this.#context.surface.elements?.stage;
    stage?.removeAttribute('data-mr-wiring');
    stage?.querySelector('[data-mr-snapped]')?.removeAttribute('data-mr-snapped');
  }

  #hideTaken(isHidden: boolean): void {
    if (this.#taken === undefined) return;
    const { layer } = this.#context.surface;
    layer?.setFlag(wireKey(this.#taken.from, this.#taken.to), 'hidden', isHidden);
  }

  #connect(end: PortEnd): void {
    const wire = this.#ends.wireTo(end);
    const keep = this.#ends.isMultiple(wire);
    const instead = this.#taken === undefined ? {} : { instead: this.#taken };
    this.#context.store.dispatch({ type: 'connect', wire, keep, ...instead });
  }

  /** On the canvas: one that was there is let go, a new one asks for the node at its end. */
  #drop(at: Point): void {
    const { store, editor } = this.#context;
    if (this.#taken !== undefined) store.dispatch({ type: 'disconnect', wire: this.#taken });
    else editor.openAddMenu(at, { type: 'wire', end: this.#fixed });
  }

  /** @param place where the pointer is on the canvas */
  #show(at: Point, target: EventTarget | null, place: Point): void {
    this.#ends.show();
    const found = this.#ends.find(place, target);
    const fits = found?.check.allowed === true;
    const state =
      found === undefined ? 'free' : fits || isPresent(found) ? 'fits' : ('refused' as const);
    this.#draft?.show(found !== undefined && fits ? found.end : place, state);
    this.#markSnapped(fits ? found.end : undefined);
    this.#say(found, at);
  }

  /** Seen round a finger, too. */
  #markSnapped(end: PortEnd | undefined): void {
    const { elements, nodes } = this.#context.surface;
    const before = elements?.stage.querySelector('[data-mr-snapped]');
    const handle = end && nodes.handleOf(end);
    if (before === handle) return;
    before?.removeAttribute('data-mr-snapped');
    handle?.setAttribute('data-mr-snapped', '');
  }

  #say(found: FoundEnd | undefined, at: Point): void {
    const { hint, editor } = this.#context;
    const { gestures: text } = editor.text;
    const above = this.#press.isTouch ? { x: at.x, y: at.y - FINGER } : at;
    if (found === undefined) return hint.hide();
    const { check } = found;
    if (!check.allowed) hint.show(sentence(check.reason), above, 'bad');
    else if (check.fit.kind === 'adapted')
      hint.show(text.converted(adapterText(check.fit)), above, 'plain');
    else if (check.fit.kind === 'unsafe') hint.show(sentence(check.fit.reason), above, 'plain');
    else if (check.replaces) hint.show(text.replaces, above, 'plain');
    else hint.hide();
  }
}

/** Pixels above a finger where words are seen. */
const FINGER = 72;

function isPresent({ check }: FoundEnd): boolean {
  return !check.allowed && check.code === 'present';
}

/** The wire that a press on an input takes: the last one that arrives there. */
function wireTakenFrom(graph: Graph, pressed: PortEnd): Wire | undefined {
  if (pressed.side === 'output') return undefined;
  const ends = own(own(graph.nodes, pressed.nodeId)?.connections.inputs ?? {}, pressed.portName);
  const from = ends?.at(-1);
  if (from === undefined) return undefined;
  return { from, to: { nodeId: pressed.nodeId, portName: pressed.portName } };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
