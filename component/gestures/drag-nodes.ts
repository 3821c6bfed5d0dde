/** Selects a node and drags it with all that is selected. React hears of it at the drop. */
import { own } from '../../src/config/document.js';
import type { Point } from '../surface/geometry.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext } from './gesture.js';

/** How a press on a node begins. */
export interface NodePress {
  readonly nodeId: string;
  /** Shift, Ctrl or Cmd was held: add to the selection, or take away. */
  readonly adds: boolean;
}

export function startNodeDrag(
  { store, surface, readOnly }: GestureContext,
  start: Point,
  { nodeId, adds }: NodePress,
): Gesture {
  const { selection } = store.getState();
  const wasSelected = selection.has(nodeId);
  if (!wasSelected) {
    store.dispatch({ type: 'select', ids: [nodeId], mode: adds ? 'add' : 'replace' });
  }
  const ids = [...store.getState().selection];
  let moved = false;

  const offsetTo = (at: Point): Point => {
    const { scale } = store.getState().viewport;
    return {
      x: Math.round((at.x - start.x) / scale),
      y: Math.round((at.y - start.y) / scale),
    };
  };
  const move = (at: Point): void => {
    moved ||= distance(start, at) >= DRAG_DISTANCE;
    if (!moved || readOnly) return;
    const offset = offsetTo(at);
    surface.displace(new Map(ids.map((id) => [id, offset])));
  };
  /** A press without a drag, on one of several or with a key held, changes the selection. */
  const click = (): void => {
    if (!wasSelected) return;
    if (adds) store.dispatch({ type: 'select', ids: [nodeId], mode: 'toggle' });
    else store.dispatch({ type: 'select', ids: [nodeId] });
  };

  return {
    move,
    end(at) {
      move(at);
      surface.displace(new Map());
      if (!moved) return click();
      if (readOnly) return;
      const offset = offsetTo(at);
      const { nodes } = store.getState().graph;
      const places = ids.flatMap((id) => {
        const node = own(nodes, id);
        return node === undefined
          ? []
          : [[id, { x: node.x + offset.x, y: node.y + offset.y }] as const];
      });
      store.dispatch({ type: 'moveNodes', places: Object.fromEntries(places) });
    },
    cancel() {
      surface.displace(new Map());
    },
  };
}
