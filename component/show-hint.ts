/** A sentence beside a place on the screen, for what has just been done. */
import { createHint } from './hint.js';
import type { Point } from './surface/geometry.js';
import type { Surface } from './surface/surface.js';

/** Shows it as long as it takes to read. */
export function showHint(surface: Surface, text: string, at: Point): void {
  const canvas = surface.elements?.stage.closest('.mr-canvas');
  const hint = createHint(() => canvas?.querySelector<HTMLElement>('.mr-hint') ?? null);
  hint.show(text, at, 'plain');
  hint.linger();
}
