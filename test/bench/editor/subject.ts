/** What the benchmark does with an editor, whichever it is. Runs in the page. */
import type { Layout } from './layout.js';

/** How a graph is shown. */
export interface Shown {
  readonly layout: Layout;
  /** Only what is seen, or near it, is mounted. */
  readonly culled: boolean;
}

/** A status a node has while a graph runs. */
export type ShownStatus = 'idle' | 'running' | 'success';

/** A part of a node that the mouse is used on. */
export type NodePart = 'header' | 'field' | 'output' | 'input-b';

/** One editor, as an app uses it. */
export interface Subject {
  mount(container: HTMLElement, shown: Shown): void;
  unmount(): void;
  /** The element of a part of the node with this index. */
  find(index: number, part: NodePart): Element | null;
  /** How many nodes and wires there are in the DOM. */
  count(): { readonly nodes: number; readonly wires: number };
  /** Absent where the editor has nothing of the kind. */
  readonly setStatuses?: (ids: readonly string[], status: ShownStatus) => void;
  /** Takes the last move back. */
  undo(): void;
  /** Adds the pasted nodes with their wires. */
  paste(): void;
  /** The x of the node in the editor's own graph, where it has one: what a drop has changed. */
  readonly xOf?: (id: string) => number | undefined;
}
