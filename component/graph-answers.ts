/**
 * What a host answers to the changes it is told of. A host may take its time, give copies back, or
 * another graph; one that keeps the old graph has rejected the change.
 */
import { isEqual } from '../src/config/json-equal.js';
import type { Graph } from '../src/graph/graph.js';
import type { EditorState } from './store/editor-state.js';
import type { EditorStore } from './store/editor-store.js';

/** A change the host has not answered yet. */
interface Change {
  readonly before: EditorState;
  readonly after: EditorState;
}

/** The changes of one editor that wait for an answer. */
export class GraphAnswers {
  readonly #store: EditorStore;
  #waiting: readonly Change[] = [];
  /** What was taken back; a host that was only slow may still bring it. */
  #rejected: EditorState | undefined;

  constructor(store: EditorStore) {
    this.#store = store;
  }

  /** The host was told of a change. */
  add(before: EditorState, after: EditorState): void {
    this.#waiting = [...this.#waiting, { before, after }];
    this.#rejected = undefined;
  }

  /** True while an answer may still come. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /**
   * Takes the host's graph for what it says.
   * @returns the graph of ours that it equals
   */
  receive(graph: Graph): Graph | undefined {
    const { document: mine, history } = this.#store.getState();
    if (isSame(graph, mine)) {
      this.#waiting = [];
      return mine;
    }
    const answered = this.#waiting.filter(({ after }) => isSame(graph, after.document)).at(-1);
    if (answered !== undefined) {
      this.#waiting = this.#waiting.slice(this.#waiting.indexOf(answered) + 1);
      return answered.after.document;
    }
    const [first] = this.#waiting;
    if (first !== undefined && isSame(graph, first.before.document)) return first.before.document;
    if (this.#rejected !== undefined && isSame(graph, this.#rejected.document)) {
      this.#restore(this.#rejected);
      return this.#store.getState().document;
    }
    // In answer to a change: the host's own version of it, and a step like any other.
    const isAnswer = first !== undefined;
    this.#waiting = [];
    this.#store.dispatch({ type: 'receiveGraph', graph, ...(isAnswer ? { history } : {}) });
    return undefined;
  }

  /** No answer came: what is not answered is taken back. */
  giveUp(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#rejected = this.#store.getState();
    this.#waiting = [];
    this.#restore(first.before);
  }

  #restore({ document: graph, history, path, selection }: EditorState): void {
    this.#store.dispatch({ type: 'receiveGraph', graph, history, path, selection });
  }
}

/** A host that stores copies gives equal graphs back. */
function isSame(one: Graph, other: Graph): boolean {
  return one === other || isEqual(one, other);
}
