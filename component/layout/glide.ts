/** Shows cards on their way to where they were put, past React, so that the eye can follow. */
import type { Graph } from '../../src/graph/graph.js';
import { commentsOf } from '../../src/graph/comments.js';
import { groupingOf } from '../../src/graph/groups.js';
import type { EditorContextValue } from '../editor-context.js';
import { changedNodes } from '../store/changed-nodes.js';
import { easeOut, mayMove } from '../surface/animate-viewport.js';
import { intersects } from '../surface/geometry.js';
import type { Box, Point } from '../surface/geometry.js';

const DURATION_MS = 150;

/** Of more cards no eye can follow any. */
const MOST = 200;

/** How far things are from where they go. */
interface Ways {
  readonly nodes: ReadonlyMap<string, Point>;
  readonly comments: ReadonlyMap<string, Point>;
}

/** What one editor puts in order, and takes back, glides. */
export class Glide {
  readonly #editor: EditorContextValue;
  /** The graph before, by the one that was put in order. */
  readonly #before = new WeakMap<Graph, Graph>();
  #frame: number | undefined;
  #presses: AbortController | undefined;

  constructor(editor: EditorContextValue) {
    this.#editor = editor;
    editor.subscribe(({ graph }, { graph: before }) => {
      if (graph === before) return;
      this.#end();
      const isBackOrAgain =
        this.#before.get(before) === graph || this.#before.get(graph) === before;
      if (isBackOrAgain) this.#start(before, graph);
    });
  }

  /** Carries out what moves things, and shows how they move. */
  run(move: () => void): void {
    const { graph: before } = this.#editor.getState();
    move();
    const { graph } = this.#editor.getState();
    if (graph === before) return;
    this.#before.set(graph, before);
    this.#start(before, graph);
  }

  #start(before: Graph, after: Graph): void {
    if (!mayMove()) return;
    const ways = this.#waysOf(before, after);
    const count = ways.nodes.size + ways.comments.size;
    if (count === 0 || count > MOST) return;
    let start: number | undefined;
    const step = (now: number): void => {
      start ??= now;
      const part = (now - start) / DURATION_MS;
      if (part >= 1) return this.#end();
      this.#show(ways, 1 - easeOut(part));
      this.#frame = requestAnimationFrame(step);
    };
    this.#show(ways, 1);
    this.#frame = requestAnimationFrame(step);
    this.#presses = new AbortController();
    const options = { capture: true, signal: this.#presses.signal };
    for (const name of ['pointerdown', 'keydown']) {
      window.addEventListener(name, () => this.#end(), options);
    }
  }

  #show({ nodes, comments }: Ways, part: number): void {
    const shown = (ways: ReadonlyMap<string, Point>) =>
      new Map([...ways].map(([id, { x, y }]) => [id, { x: x * part, y: y * part }] as const));
    this.#editor.displace(shown(nodes), shown(comments));
  }

  #end(): void {
    if (this.#frame === undefined) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#presses?.abort();
    this.#editor.displace(new Map());
  }

  #waysOf(before: Graph, after: Graph): Ways {
    const nodes = new Map<string, Point>();
    for (const id of changedNodes(before, after).written) {
      const way = wayOf(before.nodes[id], after.nodes[id]);
      if (way !== undefined && this.#isSeen(this.#editor.boxOf(id), way)) nodes.set(id, way);
    }
    // A group follows when all that is in it is on its way, if only by nothing.
    const { byNode } = groupingOf(after);
    for (const group of new Set([...nodes.keys()].flatMap((id) => byNode.get(id) ?? []))) {
      for (const id of group.nodeIds) {
        nodes.set(id, wayOf(before.nodes[id], after.nodes[id]) ?? { x: 0, y: 0 });
      }
    }
    const comments = new Map<string, Point>();
    const earlier = commentsOf(before);
    for (const [id, comment] of commentsOf(after)) {
      const way = wayOf(earlier.get(id), comment);
      if (way !== undefined && this.#isSeen(comment, way)) comments.set(id, way);
    }
    return { nodes, comments };
  }

  /** What comes from, or goes to, where nobody looks need not be mounted for it. */
  #isSeen(box: Box | undefined, { x, y }: Point): boolean {
    const seen = this.#editor.seenBox();
    if (box === undefined || seen === undefined) return false;
    return intersects(seen, box) || intersects(seen, { ...box, x: box.x + x, y: box.y + y });
  }
}

function wayOf(from: Point | undefined, to: Point | undefined): Point | undefined {
  if (from === undefined || to === undefined) return undefined;
  const [x, y] = [from.x - to.x, from.y - to.y];
  return x === 0 && y === 0 ? undefined : { x, y };
}
