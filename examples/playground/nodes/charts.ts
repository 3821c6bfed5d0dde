import type { Port } from 'millrace';
import {
  createScale,
  drawGrid,
  drawText,
  formatNumber,
  INK,
  PLOT,
  round,
  ticksOf,
  toPicture,
} from '../svg.js';

/**
 * Draws a list of numbers from left to right.
 *
 * @category pictures
 */
export function lineChart(
  values: number[],
  style: 'area' | 'line' | 'dots' = 'area',
): Port<string, { label: 'Picture' }> {
  const [low, high] = rangeOf(values);
  const y = createScale([low, high], [PLOT.bottom, PLOT.top]);
  const x = createScale([0, values.length - 1], [PLOT.left, PLOT.right]);
  const points = values.map((value, index) => `${round(x(index))} ${round(y(value))}`);
  const path = `M${points.join('L')}`;
  const shape = {
    area:
      `<path d='${path}V${PLOT.bottom}H${PLOT.left}Z' fill='${INK.line}' fill-opacity='.18'/>` +
      `<path d='${path}' stroke='${INK.line}' stroke-width='1.5' stroke-linejoin='round'/>`,
    line: `<path d='${path}' stroke='${INK.line}' stroke-width='1.5' stroke-linejoin='round'/>`,
    dots: `<path d='M${points.join('h0M')}h0' stroke='${INK.line}' stroke-width='3' stroke-linecap='round'/>`,
  };
  return toPicture(drawGrid(ticksOf(low, high), y) + shape[style]);
}

/**
 * How often which values occur.
 *
 * @category pictures
 */
export function histogram(
  values: number[],
  bars: Port<number, { label: 'Bars'; min: 4; max: 40; step: 1 }> = 16,
): Port<string, { label: 'Picture' }> {
  const [low, high] = rangeOf(values);
  const counts = new Array<number>(bars).fill(0);
  for (const value of values) {
    const bar = Math.min(bars - 1, Math.floor(((value - low) / (high - low || 1)) * bars));
    counts[bar] = counts[bar]! + 1;
  }
  const ends = [low, (low + high) / 2, high].map((value) => formatNumber(round(value)));
  // Below zero is another matter when the values are degrees.
  const colors = counts.map((_, bar) =>
    low + ((bar + 0.5) / bars) * (high - low) < 0 ? INK.line : INK.accent,
  );
  return toPicture(drawBars(counts, colors) + drawEnds(ends));
}

/**
 * A bar for each entry of a record, at most twenty.
 *
 * @category pictures
 */
export function barChart(values: Record<string, number>): Port<string, { label: 'Picture' }> {
  const entries = Object.entries(values).slice(0, 20);
  const numbers = entries.map(([, value]) => value);
  rangeOf(numbers);
  const wide = (PLOT.right - PLOT.left) / entries.length;
  const labels = entries.map(([name], index) =>
    drawText(name.slice(0, Math.max(1, Math.floor(wide / 6))), {
      x: PLOT.left + (index + 0.5) * wide,
      y: PLOT.bottom + 13,
      anchor: 'middle',
    }),
  );
  const colors = numbers.map(() => INK.line);
  return toPicture(drawBars(numbers, colors) + labels.join(''));
}

/** The lowest and the highest value; an empty list and what is no number can't be drawn. */
function rangeOf(values: readonly number[]): [number, number] {
  if (values.length === 0) throw new RangeError('there is nothing to draw: the list is empty');
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) throw new RangeError(`item ${odd} is ${values[odd]}: only numbers can be drawn`);
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

function drawBars(heights: readonly number[], colors: readonly string[]): string {
  const low = Math.min(0, ...heights);
  const high = Math.max(0, ...heights);
  const y = createScale([low, high], [PLOT.bottom, PLOT.top]);
  const wide = (PLOT.right - PLOT.left) / heights.length;
  const bars = heights.map((height, index) => {
    const top = round(Math.min(y(0), y(height)));
    const tall = round(Math.abs(y(height) - y(0)));
    return `<rect x='${round(PLOT.left + index * wide + wide * 0.1)}' y='${top}' width='${round(wide * 0.8)}' height='${tall}' rx='1' fill='${colors[index]}'/>`;
  });
  return drawGrid(ticksOf(low, high), y) + bars.join('');
}

function drawEnds(labels: readonly string[]): string {
  const anchors = ['start', 'middle', 'end'] as const;
  const places = [PLOT.left, (PLOT.left + PLOT.right) / 2, PLOT.right];
  return labels
    .map((label, index) =>
      drawText(label, { x: places[index]!, y: PLOT.bottom + 13, anchor: anchors[index]! }),
    )
    .join('');
}
