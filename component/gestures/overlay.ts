/** What a gesture shows above everything on the canvas: guides, and the box that selects. */
import type { Box, Point } from '../surface/geometry.js';
import type { GestureContext } from './gesture.js';

const SVG = 'http://www.w3.org/2000/svg';

/** A line between two places of the canvas. */
export interface Line {
  readonly from: Point;
  readonly to: Point;
}

/** Drawn past React, in the stage’s own pixels; there while it shows something. */
export class Overlay {
  readonly #context: Pick<GestureContext, 'store' | 'surface'>;
  readonly #svg = document.createElementNS(SVG, 'svg');
  readonly #shapes: SVGElement[] = [];

  constructor(context: Pick<GestureContext, 'store' | 'surface'>) {
    this.#context = context;
    this.#svg.setAttribute('class', 'mr-overlay');
    this.#svg.setAttribute('aria-hidden', 'true');
  }

  /** @param lines on the canvas */
  showLines(lines: readonly Line[]): void {
    this.#show(
      'line',
      lines.map(({ from, to }) => {
        const [start, end] = [this.#toStage(from), this.#toStage(to)];
        return { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
      }),
    );
  }

  /** @param box on the canvas */
  showBox(box: Box): void {
    const { x, y } = this.#toStage(box);
    const end = this.#toStage({ x: box.x + box.width, y: box.y + box.height });
    this.#show('rect', [{ x, y, width: end.x - x, height: end.y - y, rx: 4 }]);
  }

  remove(): void {
    this.#svg.remove();
  }

  #show(name: 'line' | 'rect', all: readonly Readonly<Record<string, number>>[]): void {
    if (all.length === 0) return this.remove();
    if (!this.#svg.isConnected) this.#context.surface.elements?.stage.append(this.#svg);
    all.forEach((attributes, index) => {
      this.#shapes[index] ??= document.createElementNS(SVG, name);
      const shape = this.#shapes[index];
      for (const [key, value] of Object.entries(attributes)) {
        shape.setAttribute(key, String(value));
      }
      if (!shape.isConnected) this.#svg.append(shape);
    });
    for (const shape of this.#shapes.splice(all.length)) shape.remove();
  }

  #toStage({ x, y }: Point): Point {
    const { viewport } = this.#context.store.getState();
    return {
      x: Math.round(x * viewport.scale + viewport.x),
      y: Math.round(y * viewport.scale + viewport.y),
    };
  }
}
