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
  if (event.target instanceof Element && event.target.closest(TEXTS) !== null) {
    // Flume's card has one of its own.
    event.stopPropagation();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  const target = targetOf(event, model);
  // What stands for a wire goes with the focus; its port is where the menu leads back to.
  const focused = event.target instanceof Element ? focusedWire(event.target) : undefined;
  if (focused !== undefined) focusPort(model, focused.from);
  selectTarget(target, model);
  model.setMenu({ type: 'context', at: { x: event.clientX, y: event.clientY }, target });
}

function targetOf(event: MouseEvent, { context, surface }: EditorModel): MenuTarget {
  const { target } = event;
  const end = surface.nodes.portAt(target, { rows: false });
  if (end !== undefined) return { type: 'port', end };
  const nodeId = surface.nodes.nodeAt(target) ?? selectedFor(event, context);
  if (nodeId !== undefined) return { type: 'node', nodeId };
  const mark = target instanceof Element ? surface.items.markAt(target) : undefined;
  if (mark !== undefined && mark.type !== 'wire') return { type: mark.type, id: mark.id };
  const focused = target instanceof Element ? focusedWire(target)?.wire : undefined;
  const wire = focused ?? surface.layer?.at(target);
  return wire === undefined ? { type: 'canvas' } : { type: 'wire', from: wire.from, to: wire.to };
}

/** The keyboard means what is selected where no thing on the canvas has the focus. */
function selectedFor(event: MouseEvent, { getState }: EditorModel['context']): string | undefined {
  // Browsers differ in how they tell a key: no button, no pointer, or the canvas itself, which no
  // pointer reaches below its stage.
  const isKey =
    event.button < 0 ||
    (event instanceof PointerEvent && event.pointerId < 0) ||
    (event.target instanceof Element && event.target.matches('.mr-canvas'));
  const [selected] = isKey ? getState().selection : [];
  return selected;
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
