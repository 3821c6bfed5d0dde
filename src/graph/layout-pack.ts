/** Packs boxes into rows, about as wide as a screen is to its height. */
import type { Place, Size } from './drawing.js';

/** Width to height of what is aimed at. */
const SHAPE = 1.6;

/** Corners for boxes, `gap` apart, in rows in their order; a single one stays at 0, 0. */
export function packBoxes(boxes: readonly Size[], gap: number): readonly Place[] {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = boxes.reduce((most, { width }) => Math.max(most, width), 0);
  const room = Math.max(widest, Math.sqrt(area * SHAPE));
  let [x, y, rowHeight] = [0, 0, 0];
  return boxes.map(({ width, height }) => {
    if (x > 0 && x + width > room) {
      y += rowHeight + gap;
      [x, rowHeight] = [0, 0];
    }
    const corner = { x, y };
    x += width + gap;
    rowHeight = Math.max(rowHeight, height);
    return corner;
  });
}
