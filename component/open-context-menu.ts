/** Opens the menu for what was clicked, or for what is selected when a key asks for it. */
import { focusPort } from './keyboard/focus-things.js';
import { focusedWire } from './keyboard/wire-focus.js';
import { markKey } from './store/marks.js';
import type { MenuTarget } from './open-menu.js';
import type { EditorModel } from './use-editor-model.js';

/** Where the browser's own menu is wanted: copy, paste, spelling. */
const TEXTS = 'input, textarea, pre, .mr-code, .mr-menu';

/** Selects what was clicked, unless it is selected, and opens its menu at the pointer. */
export function openContextMenu(event: MouseEvent, model: EditorModel): void {
  const meant = meantBy(event);
  // A host's own element is one target, whatever field is in it.
  const inner = isByKey(event) ? meant : event.composedPath()[0];
  if ([meant, inner].some((each) => each instanceof Element && each.closest(TEXTS) !== null)) {
    // Flume's card has one of its own.
    event.stopPropagation();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  const target = targetOf(meant, { isKey: isByKey(event), model });
  // What stands for a wire goes with the focus; its port is where the menu leads back to.
  const focused = meant instanceof Element ? focusedWire(meant) : undefined;
  if (focused !== undefined) focusPort(model, focused.from);
  selectTarget(target, model);
  model.setMenu({ type: 'context', at: { x: event.clientX, y: event.clientY }, target });
}

/**
 * What has the focus, where a key asks: a browser names what is seen in its middle, and in the middle of
 * a group other things are.
 */
function meantBy(event: MouseEvent): EventTarget | null {
  const { target } = event;
  if (!(target instanceof Element) || !isByKey(event)) return target;
  const focused = (target.getRootNode() as Document | ShadowRoot).activeElement;
  const isHere = focused?.closest('.mr-canvas')?.contains(target) === true;
  return isHere && !focused.matches('.mr-canvas') ? focused : target;
}

/** Browsers differ in how they tell a key: no button, or no pointer. */
function isByKey(event: MouseEvent): boolean {
  return event.button < 0 || (event instanceof PointerEvent && event.pointerId < 0);
}

interface Asked {
  readonly isKey: boolean;
  readonly model: EditorModel;
}

function targetOf(target: EventTarget | null, { isKey, model }: Asked): MenuTarget {
  const { context, surface } = model;
  const end = surface.nodes.portAt(target, { rows: false });
  if (end !== undefined) return { type: 'port', end };
  const mark = surface.items.markAt(target);
  if (mark !== undefined && mark.type !== 'wire') return { type: mark.type, id: mark.id };
  // A canvas itself is told of by a key: no pointer reaches it below its stage.
  const isCanvas = target instanceof Element && target.matches('.mr-canvas');
  const [selected] = isKey || isCanvas ? context.getState().selection : [];
  const nodeId = surface.nodes.nodeAt(target) ?? selected;
  if (nodeId !== undefined) return { type: 'node', nodeId };
  const focused = target instanceof Element ? focusedWire(target)?.wire : undefined;
  const wire = focused ?? surface.layer?.at(target);
  return wire === undefined ? { type: 'canvas' } : { type: 'wire', from: wire.from, to: wire.to };
}

function selectTarget(target: MenuTarget, { context }: EditorModel): void {
  const { selection, marks } = context.getState();
  if (target.type === 'node') {
    if (!selection.has(target.nodeId)) context.dispatch({ type: 'select', ids: [target.nodeId] });
    return;
  }
  const key = keyOf(target);
  if (key === undefined || marks.has(key)) return;
  context.dispatch({ type: 'select', ids: [], marks: [key] });
}

function keyOf(target: MenuTarget): string | undefined {
  if (target.type === 'wire') {
    return markKey({ type: 'wire', wire: { from: target.from, to: target.to } });
  }
  return target.type === 'group' || target.type === 'comment' ? markKey(target) : undefined;
}
