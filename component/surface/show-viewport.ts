/** Writes the viewport to the elements it moves. */
import type { Viewport } from '../store/editor-state.js';

/** The elements a surface writes to. */
export interface SurfaceElements {
  /** Clips what is seen. */
  readonly stage: HTMLElement;
  /** Moved by the viewport. */
  readonly pan: HTMLElement;
  /** Scaled by the viewport. */
  readonly zoom: HTMLElement;
  readonly grid: HTMLElement;
  readonly wires: SVGSVGElement;
}

/** Canvas pixels between two dots of the grid. */
const GRID = 24;

/** Moves and scales what is on the canvas; the grid moves by less than one of its cells. */
export function showViewport(elements: SurfaceElements, { x, y, scale }: Viewport): void {
  const { pan, zoom, grid } = elements;
  pan.style.transform = `translate(${x}px,${y}px)`;
  const scaled = `scale(${scale})`;
  const step = gridStep(scale);
  if (zoom.style.transform !== scaled) {
    zoom.style.transform = scaled;
    grid.style.backgroundSize = `${step}px ${step}px`;
  }
  grid.style.transform = `translate(${modulo(x, step)}px,${modulo(y, step)}px)`;
}

/** Far out every fourth dot is left: all would run together. */
function gridStep(scale: number): number {
  const step = GRID * scale;
  return step < 12 ? step * 4 : step;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
