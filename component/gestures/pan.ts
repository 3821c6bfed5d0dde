/** Drags the canvas. A press that does not move clears the selection. */
import type { Point } from '../surface/geometry.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext } from './gesture.js';

export function startPan(
  { store, surface }: GestureContext,
  start: Point,
  { clears }: { clears: boolean },
): Gesture {
  const { viewport } = store.getState();
  const stage = surface.elements?.stage;
  let moved = false;

  const show = (at: Point): void => {
    moved ||= distance(start, at) >= DRAG_DISTANCE;
    if (!moved) return;
    stage?.setAttribute('data-mr-panning', '');
    const [x, y] = [viewport.x + at.x - start.x, viewport.y + at.y - start.y];
    store.dispatch({ type: 'moveViewport', viewport: { ...viewport, x, y } });
  };

  return {
    move: show,
    end(at) {
      show(at);
      stage?.removeAttribute('data-mr-panning');
      if (!moved && clears) store.dispatch({ type: 'select', ids: [] });
    },
    cancel() {
      stage?.removeAttribute('data-mr-panning');
      if (moved) store.dispatch({ type: 'moveViewport', viewport });
    },
  };
}
