/** How wide a card may be made. */

/** Canvas pixels. */
const NODE_WIDTHS = { min: 160, max: 480 } as const;

/** The nearest width, in whole pixels, that a card may be given. */
export function clampWidth(width: number): number {
  return Math.round(Math.min(NODE_WIDTHS.max, Math.max(NODE_WIDTHS.min, width)));
}
