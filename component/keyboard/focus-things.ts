/** Puts the focus on cards and ports, wherever they are. */
import type { EditorStore } from '../store/editor-store.js';
import type { PortEnd } from '../surface/port-end.js';
import type { Surface } from '../surface/surface.js';

/** What the focus is moved on. */
export interface FocusContext {
  readonly surface: Surface;
  readonly store: EditorStore;
}

export interface FocusOptions {
  /** Selects the node besides those that are selected. @default alone, if it is not selected */
  readonly adds?: boolean;
}

/** Puts the focus on a node's card, which is mounted and shown for it. */
export function focusNode(context: FocusContext, id: string, { adds }: FocusOptions = {}): void {
  const { surface, store } = context;
  if (!Object.hasOwn(store.getState().graph.nodes, id)) return;
  if (!store.getState().selection.has(id)) {
    store.dispatch({ type: 'select', ids: [id], mode: adds === true ? 'add' : 'replace' });
  }
  surface.mounted.when(id, (card) => {
    surface.reveal(card);
    card.focus({ preventScroll: true });
  });
}

/** Puts the focus on the card of the only node that is selected, else on the canvas. */
export function focusGraph(context: FocusContext): void {
  const { selection } = context.store.getState();
  const [id] = selection;
  if (selection.size === 1 && id !== undefined) focusNode(context, id);
  else context.surface.focus();
}

/** Puts the focus on the handle of a port; on its card where it shows none. */
export function focusPort(context: FocusContext, end: PortEnd): void {
  const { surface, store } = context;
  if (!Object.hasOwn(store.getState().graph.nodes, end.nodeId)) return;
  surface.mounted.when(end.nodeId, (card) => {
    const handle = surface.nodes.handleOf(end);
    surface.reveal(handle ?? card);
    (handle ?? card).focus({ preventScroll: true });
  });
}
