/** Makes a comment larger or smaller by its corner. React hears of it at the release. */
import { COMMENT_SIZE, commentsOf } from '../../src/graph/comments.js';
import type { Box, Point } from '../surface/geometry.js';
import { distance, DRAG_DISTANCE } from './gesture.js';
import type { Gesture, GestureContext } from './gesture.js';

/** A comment while its corner is dragged. */
export class CommentResize implements Gesture {
  readonly #context: GestureContext;
  readonly #id: string;
  readonly #start: Point;
  readonly #from: Point;
  readonly #before: Box | undefined;
  hasMoved = false;

  constructor(context: GestureContext, start: Point, id: string) {
    this.#context = context;
    this.#id = id;
    this.#start = start;
    this.#from = context.surface.toCanvas(start);
    this.#before = commentsOf(context.store.getState().graph).get(id);
  }

  move(at: Point): void {
    this.hasMoved ||= distance(this.#start, at) >= DRAG_DISTANCE;
    if (this.hasMoved && this.#before !== undefined) this.#show(this.#boxAt(at, this.#before));
  }

  end(at: Point): void {
    if (!this.hasMoved || this.#before === undefined) return;
    const { width, height } = this.#boxAt(at, this.#before);
    this.#show(this.#before);
    const { store } = this.#context;
    store.dispatch({ type: 'changeComments', patches: { [this.#id]: { width, height } } });
  }

  cancel(): void {
    if (this.#before !== undefined) this.#show(this.#before);
  }

  #boxAt(at: Point, { x, y, width, height }: Box): Box {
    const to = this.#context.surface.toCanvas(at);
    const { min, max } = COMMENT_SIZE;
    const side = (name: 'width' | 'height', wanted: number): number =>
      Math.round(Math.min(max[name], Math.max(min[name], wanted)));
    return {
      x,
      y,
      width: side('width', width + to.x - this.#from.x),
      height: side('height', height + to.y - this.#from.y),
    };
  }

  #show(box: Box): void {
    this.#context.surface.items.showComment(this.#id, box);
  }
}
