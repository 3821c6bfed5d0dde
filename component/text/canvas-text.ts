/** What the canvas says. */

export const CANVAS_TEXT = {
  label: 'Graph editor',
};
