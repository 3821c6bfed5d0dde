/** Zooms by the wheel; pans sideways by a wheel that turns sideways, or with Shift. */
import type { GestureContext } from './gesture.js';

/** How far one notch of a wheel zooms: `e` to this power a pixel. */
const ZOOM_PER_PIXEL = 0.0016;

/** A pinch on a touchpad comes as a wheel with Ctrl, in small steps. */
const PINCH = 6;

const LINE_PX = 16;

export function turnWheel(event: WheelEvent, { store, surface }: GestureContext): void {
  if (scrollsItself(event)) return;
  event.preventDefault();
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
  const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if ((event.shiftKey && !event.ctrlKey) || isSideways) {
    const { viewport } = store.getState();
    const x = viewport.x - (event.deltaX || event.deltaY) * unit;
    store.dispatch({ type: 'moveViewport', viewport: { ...viewport, x } });
    return;
  }
  const power = -event.deltaY * unit * ZOOM_PER_PIXEL * (event.ctrlKey ? PINCH : 1);
  const at = surface.toStage({ x: event.clientX, y: event.clientY });
  surface.zoomBy(Math.exp(power), at);
}

/** A text that has more to show keeps the wheel. */
function scrollsItself({ target }: WheelEvent): boolean {
  if (!(target instanceof Element)) return false;
  const scrolling = target.closest('textarea, pre, select, [data-mr-scroll]');
  return scrolling !== null && scrolling.scrollHeight > scrolling.clientHeight;
}
