/** What the charts are drawn with: a frame, a scale, and a picture as a data URL. */

/** The size of every chart; it is shown about this wide. */
export const WIDTH = 176;
export const HEIGHT = 100;

/** Where the drawing goes: right of the numbers, above the labels. */
export const PLOT = { left: 26, right: 172, top: 8, bottom: 84 } as const;

/** What a drawing is coloured with; each looks right on a light and on a dark page. */
export const INK = {
  text: 'var(--text)',
  grid: 'var(--grid)',
  line: 'var(--line)',
  accent: 'var(--accent)',
} as const;

/** A picture follows the colour scheme of the page it stands on. */
const STYLE =
  ':root{--ground:#fff;--text:#646d7e;--grid:#8a93a3;--line:#3f73e3;--accent:#dd6b42}' +
  '@media(prefers-color-scheme:dark){' +
  ':root{--ground:#14171e;--text:#a3abba;--grid:#8a93a3;--line:#6f9bf8;--accent:#f08a61}}';

/** Maps numbers from one range to another. */
export type Scale = (value: number) => number;

/** A scale from `domain` to `range`; an empty domain is widened by one to each side. */
export function createScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const [low, high] = domain[0] < domain[1] ? domain : [domain[0] - 1, domain[0] + 1];
  return (value) => range[0] + ((value - low) / (high - low)) * (range[1] - range[0]);
}

/** Two to five round numbers that lie inside a range. */
export function ticksOf(low: number, high: number): readonly number[] {
  const span = high - low || 1;
  const power = 10 ** Math.floor(Math.log10(span));
  const step = [0.2, 0.5, 1, 2, 5].map((part) => part * power).find((size) => span / size <= 4.2)!;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

/** Horizontal lines with their numbers on the left. */
export function drawGrid(ticks: readonly number[], y: Scale): string {
  return ticks
    .map((tick) => {
      const at = round(y(tick));
      const strength = tick === 0 ? 0.7 : 0.22;
      return (
        `<path d='M${PLOT.left} ${at}H${PLOT.right}' stroke='${INK.grid}' stroke-opacity='${strength}'/>` +
        drawText(formatNumber(tick), { x: PLOT.left - 4, y: at + 3.5, anchor: 'end' })
      );
    })
    .join('');
}

/** A small text; `anchor` is the side it keeps to. */
export function drawText(
  text: string,
  place: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' },
): string {
  const { x, y, anchor } = place;
  return `<text x='${round(x)}' y='${round(y)}' text-anchor='${anchor}' fill='${INK.text}'>${escape(text)}</text>`;
}

/** The drawing as a picture that stands for itself. */
export function toPicture(drawing: string): string {
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' width='${WIDTH * 3}' height='${HEIGHT * 3}' ` +
    `viewBox='0 0 ${WIDTH} ${HEIGHT}' font-family='system-ui,sans-serif' font-size='10' fill='none'>` +
    `<style>${STYLE}</style><rect width='100%' height='100%' fill='var(--ground)'/>${drawing}</svg>`;
  return `data:image/svg+xml;charset=utf-8,${svg.replaceAll(/[%#<>&?{}|\\^`\u0080-\uFFFF]+/g, encodeURIComponent)}`;
}

/** One decimal is enough on a screen. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A number as a label: short, with a true minus. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  const unit = size >= 1e6 ? 'M' : size >= 1e3 ? 'k' : '';
  const shown = value / (unit === 'M' ? 1e6 : unit === 'k' ? 1e3 : 1);
  return `${+shown.toPrecision(3)}${unit}`.replace('-', '−');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
