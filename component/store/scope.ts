/** Which subgraphs the shown graph can use, remembered as long as none of them changes. */
import type { Graph } from '../../src/graph/graph.js';
import type { EditorState } from './editor-state.js';

/** The subgraphs in scope of one graph. */
export interface GraphScope {
  /** The graph's own. */
  readonly subgraphs?: Graph['subgraphs'];
  /** The graphs around it, innermost first. */
  readonly outer?: readonly Graph[];
  /** Itself and these: a node that leads to one of them would contain itself. */
  readonly around?: ReadonlySet<Graph>;
}

/** Reads the scope of what a store shows; the same object until a subgraph in it changes. */
export class ScopeReader {
  #seen: readonly unknown[] = [];
  #scope: GraphScope = {};

  read({ graph, outer }: Pick<EditorState, 'graph' | 'outer'>): GraphScope {
    const levels = [graph, ...outer];
    // What is worked on changes with each keystroke, and can't be used inside itself.
    const around = new Set(levels);
    const seen = levels.flatMap(({ subgraphs = {} }, level) =>
      Object.keys(subgraphs).flatMap((name) => {
        const each = subgraphs[name]!;
        return [level, name, around.has(each) ? undefined : each];
      }),
    );
    if (isAlike([levels.length, ...seen], this.#seen)) return this.#scope;
    this.#seen = [levels.length, ...seen];
    this.#scope = { subgraphs: graph.subgraphs, outer, around };
    return this.#scope;
  }
}

function isAlike(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
