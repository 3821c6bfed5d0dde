/** Keeps one map in step with its editor, past React: all is drawn at most once a frame. */
import type { EditorContextValue } from '../editor-context.js';
import { boxAround, contains } from '../surface/geometry.js';
import type { Box, Point } from '../surface/geometry.js';
import { drawMap } from './draw-map.js';
import { fitMap, frameOnMap, fromMap } from './map-geometry.js';
import type { MapSize, MapView } from './map-geometry.js';
import { mapItems } from './map-items.js';

/** The elements a map is made of, and who is told of what is on it. */
export interface MapElements {
  readonly map: HTMLElement;
  readonly picture: HTMLCanvasElement;
  readonly frame: HTMLElement;
  /** Told how many nodes failed, once a frame. */
  readonly onFailed: (count: number) => void;
}

/** Draws a map until it is ended; moves the view for who drags on it. */
export class MapShell {
  readonly #editor: EditorContextValue;
  readonly #elements: MapElements;
  readonly #ends: (() => void)[] = [];
  #view: MapView = { x: 0, y: 0, scale: 1 };
  /** Round all that is drawn. */
  #bounds: Box | undefined;
  #isDrawn = true;
  #scheduled: number | undefined;
  /** From the pointer to the middle of the frame, while it is dragged. */
  #hold: Point | undefined;

  constructor(editor: EditorContextValue, elements: MapElements) {
    this.#editor = editor;
    this.#elements = elements;
    this.#ends.push(
      editor.subscribe((state, before) => {
        if (state.graph !== before.graph || state.selection !== before.selection) this.#redraw();
        else if (state.viewport !== before.viewport) this.#schedule();
      }),
      editor.statuses.subscribeAll(() => this.#redraw()),
      this.#observe(),
    );
    this.#redraw();
  }

  end(): void {
    for (const end of this.#ends) end();
    if (this.#scheduled !== undefined) cancelAnimationFrame(this.#scheduled);
  }

  /** The pointer is pressed: on the frame it takes hold of it, elsewhere the view jumps there. */
  press(at: Point): void {
    const place = this.#placeAt(at);
    const seen = this.#editor.seenBox();
    if (seen === undefined) return;
    const middle = { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 };
    const isInside =
      Math.abs(place.x - middle.x) < seen.width / 2 &&
      Math.abs(place.y - middle.y) < seen.height / 2;
    this.#hold = isInside ? { x: middle.x - place.x, y: middle.y - place.y } : { x: 0, y: 0 };
    if (!isInside) this.#editor.centerOn(place, { animate: true });
  }

  /** @returns false while nothing is held */
  drag(at: Point): boolean {
    if (this.#hold === undefined) return false;
    const { x, y } = this.#placeAt(at);
    this.#editor.centerOn({ x: x + this.#hold.x, y: y + this.#hold.y });
    return true;
  }

  release(): void {
    this.#hold = undefined;
  }

  #placeAt({ x, y }: Point): Point {
    const { left, top, width } = this.#elements.map.getBoundingClientRect();
    // A host may have scaled what the editor is in.
    const by = width / this.#size().width || 1;
    return fromMap(this.#view, { x: (x - left) / by, y: (y - top) / by });
  }

  #size(): MapSize {
    const { clientWidth, clientHeight } = this.#elements.map;
    return { width: clientWidth, height: clientHeight };
  }

  /** What is drawn has changed. */
  #redraw(): void {
    this.#isDrawn = false;
    this.#schedule();
  }

  #schedule(): void {
    this.#scheduled ??= requestAnimationFrame(() => {
      this.#scheduled = undefined;
      if (!this.#isDrawn) this.#draw();
      this.#showFrame();
    });
  }

  #draw(): void {
    this.#isDrawn = true;
    const size = this.#size();
    const items = mapItems(this.#editor);
    this.#elements.onFailed(items.filter(({ status }) => status === 'error').length);
    if (size.width === 0) return;
    // While it is held, the map does not move away under the pointer.
    this.#bounds = boxAround(items.map(({ box }) => box));
    if (this.#hold === undefined) this.#view = fitMap(this.#bounds, size);
    drawMap(this.#elements.picture, items, { view: this.#view, size });
  }

  #showFrame(): void {
    const seen = this.#editor.seenBox();
    const { frame } = this.#elements;
    frame.hidden = seen === undefined;
    if (seen === undefined) return;
    const size = this.#size();
    const { x, y, width, height } = frameOnMap(this.#view, seen, size);
    frame.style.transform = `translate(${x}px, ${y}px)`;
    frame.style.width = `${width}px`;
    frame.style.height = `${height}px`;
    // Where all is seen a map says nothing, and lies over what it shows.
    const isAll = this.#bounds === undefined || contains(seen, this.#bounds);
    this.#elements.map.parentElement?.toggleAttribute(
      'data-all',
      isAll && this.#hold === undefined,
    );
  }

  /** The theme, and the size of the canvas. */
  #observe(): () => void {
    const root = this.#elements.map.closest('.millrace');
    const canvas = root?.querySelector('.mr-canvas') ?? null;
    if (root === null || canvas === null) return () => undefined;
    const themes = new MutationObserver(() => this.#redraw());
    themes.observe(root, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
    const sizes =
      typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(() => this.#redraw());
    sizes?.observe(canvas);
    return () => {
      themes.disconnect();
      sizes?.disconnect();
    };
  }
}
