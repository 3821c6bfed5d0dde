/** Numbers that lie somewhere: others are drawn nowhere, and no file can say them. */

/** The number where it is finite, else another. */
export function finiteOr(value: number, fallback: number): number {
  return Number.isFinite(value) ? value : fallback;
}

/** Whether something can lie there. */
export function isPlace({ x, y }: { readonly x: number; readonly y: number }): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}
