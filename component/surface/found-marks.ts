/** Marks the cards that a search found, also those that are mounted later. */
import type { NodeElements } from './node-elements.js';

const NONE: ReadonlySet<string> = new Set();

export class FoundMarks {
  readonly #nodes: NodeElements;
  #ids = NONE;
  #current: string | undefined;

  constructor(nodes: NodeElements) {
    this.#nodes = nodes;
  }

  /** Marks these cards and no others; `current` is the one the search is at. */
  set(ids: ReadonlySet<string>, current: string | undefined): void {
    const touched = new Set([...this.#ids, ...ids]);
    this.#ids = ids;
    this.#current = current;
    for (const id of touched) {
      const element = this.#nodes.get(id);
      if (element !== undefined) this.show(id, element);
    }
  }

  /** Writes the mark of one card. */
  show(id: string, element: HTMLElement): void {
    if (this.#ids.has(id)) element.dataset['mrFound'] = id === this.#current ? 'current' : '';
    else delete element.dataset['mrFound'];
  }
}
