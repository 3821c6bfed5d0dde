/** Marks cards, and the wires at them: selected, found, and by what a run says of them. */
import type { EditorStore } from '../store/editor-store.js';
import type { StatusStore } from '../store/status-store.js';
import type { FoundMarks } from './found-marks.js';
import type { NodeElements } from './node-elements.js';
import type { Wires } from './wires.js';

interface CardMarksHost {
  readonly store: EditorStore;
  readonly statuses: StatusStore;
  readonly nodes: NodeElements;
  readonly found: FoundMarks;
  /** Undefined while nothing is shown. */
  readonly getWires: () => Wires | undefined;
  /** The canvas, which tells when too many cards are at work for each to move. */
  readonly getStage: () => HTMLElement | undefined;
}

/** More signs of work than anybody follows; each that moves costs every frame. */
const MOST_MOVING = 100;

/** The marks of one editor's cards. */
export class CardMarks {
  readonly #host: CardMarksHost;
  /** The mounted cards at work. */
  readonly #running = new Set<string>();

  constructor(host: CardMarksHost) {
    this.#host = host;
  }

  /** Marks a card that was just mounted. */
  decorate(id: string, element: HTMLElement): void {
    const { store, statuses, found } = this.#host;
    found.show(id, element);
    const { status } = statuses.get(id);
    element.dataset['mrStatus'] = status;
    element.toggleAttribute('data-mr-selected', store.getState().selection.has(id));
    if (status === 'running') this.#running.add(id);
    else this.#running.delete(id);
    this.#keepStill();
  }

  /** A card is no longer mounted. */
  forget(id: string): void {
    this.#running.delete(id);
    this.#keepStill();
  }

  /** Shows what is selected now. */
  showSelection(before: ReadonlySet<string>): void {
    const { store, getWires } = this.#host;
    const { selection } = store.getState();
    const changed = [
      ...[...before].filter((id) => !selection.has(id)),
      ...[...selection].filter((id) => !before.has(id)),
    ];
    this.#decorateAll(changed);
    getWires()?.setLit(changed, false);
    getWires()?.setLit(selection, true);
  }

  /** Shows what a run says of these now. */
  showStatuses(ids: readonly string[]): void {
    this.#decorateAll(ids);
    this.showFlow(ids);
  }

  /** Wires flow while the node runs that they begin at. */
  showFlow(ids: readonly string[]): void {
    const { statuses, getWires } = this.#host;
    for (const id of ids) getWires()?.setFlowing(id, statuses.get(id).status === 'running');
  }

  #keepStill(): void {
    const stage = this.#host.getStage();
    const isMuch = this.#running.size > MOST_MOVING;
    if (stage !== undefined && 'mrStill' in stage.dataset !== isMuch) {
      stage.toggleAttribute('data-mr-still', isMuch);
    }
  }

  #decorateAll(ids: readonly string[]): void {
    for (const id of ids) {
      const element = this.#host.nodes.get(id);
      if (element !== undefined) this.decorate(id, element);
    }
  }
}
