/** Draws the nodes, groups and comments of a graph onto a small picture. */
import type { Status } from '../../src/run/status.js';
import type { Box } from '../surface/geometry.js';
import { onMap } from './map-geometry.js';
import type { MapSize, MapView } from './map-geometry.js';

/** One thing on the map. */
export interface MapItem {
  readonly box: Box;
  readonly kind: 'node' | 'group' | 'comment';
  /** Of a node. */
  readonly status?: Status;
  readonly isSelected?: boolean;
}

/** The custom properties that colour the map; hosts may override them. */
const COLORS = {
  node: '--mr-map-node',
  group: '--mr-map-group',
  comment: '--mr-map-comment',
  selected: '--mr-accent',
  running: '--mr-accent',
  success: '--mr-ok',
  error: '--mr-bad',
  skipped: '--mr-warn',
} as const;

/** What went well is quiet: most nodes do. */
const ALPHA: Partial<Record<Status, number>> = { success: 0.5, skipped: 0.6, running: 0.8 };

/** What stays in sight however small the map. */
const LEAST = { plain: 2, loud: 5 } as const;

/** Draws all items, those that matter most on top. */
export function drawMap(
  canvas: HTMLCanvasElement,
  items: readonly MapItem[],
  { view, size }: { readonly view: MapView; readonly size: MapSize },
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ratio = Math.max(1, devicePixelRatio || 1);
  canvas.width = Math.round(size.width * ratio);
  canvas.height = Math.round(size.height * ratio);
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const colorOf = (name: keyof typeof COLORS): string =>
    style.getPropertyValue(COLORS[name]).trim();
  const colors = new Map<keyof typeof COLORS, string>();
  const inOrder = [...items].sort((one, other) => weightOf(one) - weightOf(other));
  for (const item of inOrder) {
    const name = colorNameOf(item);
    const color = colors.get(name) ?? colorOf(name);
    colors.set(name, color);
    fill(context, { box: onMap(view, item.box), item, color });
    if (item.isSelected === true) outline(context, onMap(view, item.box), colorOf('selected'));
  }
}

function weightOf({ kind, status, isSelected }: MapItem): number {
  if (kind !== 'node') return kind === 'group' ? 0 : 1;
  if (isSelected === true) return 5;
  if (status === 'error') return 4;
  return status === 'running' ? 3 : 2;
}

function colorNameOf({ kind, status }: MapItem): keyof typeof COLORS {
  if (kind !== 'node') return kind;
  return status === 'running' || status === 'success' || status === 'error' || status === 'skipped'
    ? status
    : 'node';
}

interface Filled {
  readonly box: Box;
  readonly item: MapItem;
  readonly color: string;
}

function fill(context: CanvasRenderingContext2D, { box, item, color }: Filled): void {
  const isLoud = item.status === 'error' || item.status === 'running';
  const least = isLoud ? LEAST.loud : LEAST.plain;
  const [width, height] = [Math.max(least, box.width), Math.max(least, box.height)];
  context.fillStyle = color;
  context.globalAlpha = ALPHA[item.status ?? 'idle'] ?? 1;
  context.beginPath();
  context.roundRect(box.x, box.y, width, height, Math.min(2, width / 2));
  context.fill();
  context.globalAlpha = 1;
}

function outline(context: CanvasRenderingContext2D, box: Box, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.strokeRect(
    box.x - 0.75,
    box.y - 0.75,
    Math.max(LEAST.plain, box.width) + 1.5,
    Math.max(LEAST.plain, box.height) + 1.5,
  );
}
