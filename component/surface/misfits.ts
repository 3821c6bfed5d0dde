/** Dims the ports that a wire, while it is drawn, can't end at. */
import type { PortEnd } from '../editor-context.js';
import type { Surface } from './surface.js';

const MISFIT = 'data-mr-misfit';

/**
 * Those in sight only: of a thousand cards that are mounted some dozens are seen, and each port that
 * changes its look costs the drag a part of a frame.
 */
export class Misfits {
  readonly #surface: Surface;
  readonly #mayFit: (end: PortEnd) => boolean;
  readonly #dimmed = new Set<HTMLElement>();
  readonly #asked = new Set<string>();

  /** @param mayFit asked once of each port that comes into sight */
  constructor(surface: Surface, mayFit: (end: PortEnd) => boolean) {
    this.#surface = surface;
    this.#mayFit = mayFit;
  }

  /** Dims what has come into sight: call it when a wire is begun, and when the view has moved. */
  update(): void {
    for (const [id] of this.#surface.nodes.entries()) {
      if (this.#asked.has(id)) continue;
      const box = this.#surface.boxOf(id);
      if (box === undefined || !this.#surface.isSeen(box)) continue;
      this.#asked.add(id);
      for (const [end, handle] of this.#surface.nodes.handlesAt(id)) {
        if (this.#mayFit(end)) continue;
        handle.setAttribute(MISFIT, '');
        this.#dimmed.add(handle);
      }
    }
  }

  /** All look as before. */
  clear(): void {
    for (const handle of this.#dimmed) handle.removeAttribute(MISFIT);
    this.#dimmed.clear();
    this.#asked.clear();
  }
}
