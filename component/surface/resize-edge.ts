/** The right edge of a card, by which it is made wider. */

/** Screen pixels of a card that are its edge. */
const EDGE = 10;

/**
 * True for a press on a card's right edge. The style sheet lays a strip over it that is part of the
 * card itself, so what is in the card is not pressed there, and a port's handle lies above.
 */
export function isResizeEdge({ target, clientX }: Pick<MouseEvent, 'target' | 'clientX'>): boolean {
  if (!(target instanceof Element) || !target.matches('[data-flume-component="node"]'))
    return false;
  return clientX >= target.getBoundingClientRect().right - EDGE;
}
