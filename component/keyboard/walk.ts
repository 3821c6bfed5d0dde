/**
 * How the keys lead about the graph: from the canvas into it, from card to card, from a card to its
 * ports, from a port along its wires, and back.
 */
import { own } from '../../src/config/document.js';
import type { EditorContextValue } from '../editor-context.js';
import { markKey } from '../store/marks.js';
import type { PortEnd } from '../surface/port-end.js';
import { focusNode, focusPort } from './focus-things.js';
import type { FocusContext } from './focus-things.js';
import { focusPlaceOf } from './focus-place.js';
import type { FocusPlace } from './focus-place.js';
import { ARROWS, keyName } from './key-name.js';
import { enterGraph, focusNeighbour, focusOther } from './neighbours.js';
import { isShown } from './parts.js';
import { focusWire, markOf, wiresOf } from './wire-focus.js';

/** What the walk is made on. */
export interface WalkContext extends FocusContext {
  readonly editor: EditorContextValue;
  readonly canvas: HTMLElement;
  /** What each part of the editor was left at by F6. */
  readonly left: WeakMap<Element, HTMLElement>;
}

type Place<T extends FocusPlace['type']> = Extract<FocusPlace, { type: T }>;
type Step<T extends FocusPlace['type']> = (
  context: WalkContext,
  place: Place<T>,
  event: KeyboardEvent,
) => boolean;

/** Screen pixels an arrow key moves the view. */
const PAN = 64;
const FAR_PAN = 256;

/** Held, they would run from the canvas to a node, its port and into a wire, or out of all subgraphs. */
const ONCE: ReadonlySet<string> = new Set(['Enter', ' ', 'Escape', 'Delete', 'Backspace']);

/** Goes where a key leads. @returns false when it leads nowhere from here */
export function walk(context: WalkContext, event: KeyboardEvent): boolean {
  const place = focusPlaceOf(context.surface, event.target);
  const isInGraph = place.type !== 'field' && place.type !== 'elsewhere';
  if (isInGraph && event.repeat && isPlain(event) && ONCE.has(event.key)) return true;
  const step = STEPS[place.type] as Step<FocusPlace['type']>;
  return step(context, place, event);
}

const STEPS: { readonly [T in FocusPlace['type']]: Step<T> } = {
  canvas: walkCanvas,
  node: walkNode,
  // Of one that takes no text.
  field: (context, { id }, event) => focusNeighbour(context, event, id),
  port: walkPort,
  wire: walkWire,
  mark: walkMark,
  elsewhere: () => false,
};

function walkCanvas(context: WalkContext, _: Place<'canvas'>, event: KeyboardEvent): boolean {
  const { key, altKey, shiftKey } = event;
  const arrow = ARROWS[key];
  if (key === 'Enter' && isPlain(event)) return enterGraph(context);
  if (key === 'Escape' && isPlain(event)) return leaveCanvas(context);
  if (arrow === undefined || event.ctrlKey || event.metaKey) return false;
  if (altKey) {
    enterGraph(context);
    // It would lead to the page before.
    return true;
  }
  const { viewport, selection, marks } = context.store.getState();
  if (selection.size + marks.size > 0) return false;
  const by = shiftKey ? FAR_PAN : PAN;
  const [dx, dy] = arrow;
  const moved = { ...viewport, x: viewport.x - dx * by, y: viewport.y - dy * by };
  context.store.dispatch({ type: 'moveViewport', viewport: moved });
  return true;
}

function walkNode(context: WalkContext, { id }: Place<'node'>, event: KeyboardEvent): boolean {
  if (focusNeighbour(context, event, id)) return true;
  if (!isPlain(event)) return false;
  const { key } = event;
  if (key === 'Enter') return focusFirstPort(context, id);
  if (key === 'Escape') return leave(context);
  if (key === ' ') {
    context.store.dispatch({ type: 'select', ids: [id], mode: 'toggle' });
    return true;
  }
  return focusOther(context, key);
}

function walkMark(context: WalkContext, { mark }: Place<'mark'>, event: KeyboardEvent): boolean {
  if (focusNeighbour(context, event, markKey(mark))) return true;
  if (!isPlain(event)) return false;
  if (event.key === 'Escape') return leave(context);
  if (event.key === ' ') {
    const marks = [markKey(mark)];
    context.store.dispatch({ type: 'select', ids: [], marks, mode: 'toggle' });
    return true;
  }
  return focusOther(context, event.key);
}

function walkPort(context: WalkContext, { end }: Place<'port'>, event: KeyboardEvent): boolean {
  if (focusNeighbour(context, event, end.nodeId)) return true;
  if (!isPlain(event)) return false;
  const { key } = event;
  if (key === 'Escape') {
    focusNode(context, end.nodeId);
    return true;
  }
  if (key === 'Enter' || key === ' ') {
    context.editor.openConnectPicker(end);
    return true;
  }
  if (key === 'Delete' || key === 'Backspace') return takeWire(context, end);
  const isAlong = key === (end.side === 'input' ? 'ArrowLeft' : 'ArrowRight');
  if (isAlong) return focusFirstWire(context, end) || true;
  return walkPorts(context, end, key);
}

/** Up and down lead from port to port of a card, left and right to its other side. */
function walkPorts(context: WalkContext, end: PortEnd, key: string): boolean {
  const ports = portsAt(context, end.nodeId);
  const at = ports.findIndex((port) => isSame(port, end));
  const opposite = ports.findIndex(({ side }) => side !== end.side);
  const goals: Readonly<Record<string, number>> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: ports.length - 1,
    ArrowLeft: opposite,
    ArrowRight: opposite,
  };
  const goal = goals[key];
  if (goal === undefined) return false;
  const next = ports[goal];
  if (next !== undefined) focusPort(context, next);
  return true;
}

function walkWire(context: WalkContext, place: Place<'wire'>, event: KeyboardEvent): boolean {
  const { wire, from } = place;
  const { key } = event;
  // With Alt a browser would leave the page.
  if (focusNeighbour(context, event, from.nodeId)) return true;
  if (keyName(event) === '/' && !context.editor.readOnly) {
    const { left, bottom } = (event.target as Element).getBoundingClientRect();
    context.editor.openAddMenu({ x: left, y: bottom }, { type: 'insert', wire });
    return true;
  }
  if (!isPlain(event)) return false;
  if (key === 'Escape') {
    focusPort(context, from);
    return true;
  }
  if (key === 'ArrowLeft') focusPort(context, { ...wire.from, side: 'output' });
  else if (key === 'ArrowRight') focusPort(context, { ...wire.to, side: 'input' });
  else if (key === 'ArrowUp' || key === 'ArrowDown') {
    const wires = wiresOf(context.store.getState().graph, from);
    const at = wires.findIndex((each) => markOf(each) === markOf(wire));
    const next = wires[at + (key === 'ArrowDown' ? 1 : -1)];
    if (next !== undefined) focusWire(context, next, from);
  } else if (key === 'Delete' || key === 'Backspace') {
    if (context.editor.readOnly) return true;
    context.editor.dispatch({ type: 'disconnect', wire });
    focusPort(context, from);
  } else return false;
  return true;
}

function leave(context: WalkContext): true {
  context.store.dispatch({ type: 'select', ids: [] });
  context.surface.focus();
  return true;
}

/** What is open goes first, then what is selected, then the subgraph is left. */
function leaveCanvas({ editor, store }: WalkContext): boolean {
  const { selection, marks, path } = store.getState();
  if (editor.finder.isOpen()) editor.finder.close();
  else if (selection.size + marks.size > 0 || path.length === 0) return false;
  else editor.leaveSubgraph();
  return true;
}

function focusFirstPort(context: WalkContext, nodeId: string): boolean {
  const [first] = portsAt(context, nodeId);
  if (first !== undefined) focusPort(context, first);
  return first !== undefined;
}

function focusFirstWire(context: WalkContext, end: PortEnd): boolean {
  const [first] = wiresOf(context.store.getState().graph, end);
  if (first !== undefined) focusWire(context, first, end);
  return first !== undefined;
}

/** The only wire of a port goes at once; of several the user says which. */
function takeWire(context: WalkContext, end: PortEnd): boolean {
  const { editor, store } = context;
  const wires = wiresOf(store.getState().graph, end);
  const [first] = wires;
  if (first === undefined || editor.readOnly) return true;
  if (wires.length === 1) editor.dispatch({ type: 'disconnect', wire: first });
  else {
    editor.announce(editor.text.keyboard.wires(wires.length));
    focusWire(context, first, end);
  }
  return true;
}

/** The ports that are shown, top down. */
function portsAt({ surface, store }: WalkContext, nodeId: string): readonly PortEnd[] {
  if (own(store.getState().graph.nodes, nodeId) === undefined) return [];
  const handles = [...surface.nodes.handlesAt(nodeId)];
  return handles.filter(([, handle]) => isShown(handle)).map(([end]) => end);
}

function isSame(one: PortEnd, other: PortEnd): boolean {
  return one.side === other.side && one.portName === other.portName;
}

function isPlain({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return !(ctrlKey || metaKey || altKey || shiftKey);
}
