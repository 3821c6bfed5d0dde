/** Opens the menu for what was clicked, or for what is selected when a key asks for it. */
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
  selectTarget(target, model);
  model.setMenu({ type: 'context', at: { x: event.clientX, y: event.clientY }, target });
}

function targetOf(event: MouseEvent, { context, surface }: EditorModel): MenuTarget {
  const { target } = event;
  const end = surface.nodes.portAt(target, { rows: false });
  if (end !== undefined) return { type: 'port', end };
  // The keyboard means what is selected.
  const isKey = event instanceof PointerEvent && event.pointerId < 0;
  const [selected] = isKey ? context.getState().selection : [];
  const nodeId = surface.nodes.nodeAt(target) ?? selected;
  if (nodeId !== undefined) return { type: 'node', nodeId };
  const mark = target instanceof Element ? surface.items.markAt(target) : undefined;
  if (mark !== undefined && mark.type !== 'wire') return { type: mark.type, id: mark.id };
  const wire = surface.layer?.at(target);
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
