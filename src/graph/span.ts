/** Where nodes lie on the canvas. */
import type { GraphNode } from './graph.js';

/** From the first left edge to the last right one; of heights nobody knows here. */
export interface Span {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What nodes span: their corners downwards, their widths across; zeros without any. */
export function spanOf(nodes: readonly GraphNode[]): Span {
  if (nodes.length === 0) return { left: 0, right: 0, top: 0, bottom: 0 };
  const span = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y, width } of nodes) {
    span.left = Math.min(span.left, x);
    span.right = Math.max(span.right, x + width);
    span.top = Math.min(span.top, y);
    span.bottom = Math.max(span.bottom, y);
  }
  return span;
}
