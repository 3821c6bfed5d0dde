/** Puts what is selected, or all, in order. In a chunk of its own: it comes when it may be asked for. */
import type { Place } from '../../src/graph/drawing.js';
import { groupingOf } from '../../src/graph/groups.js';
import { commentsOf } from '../../src/graph/comments.js';
import { own } from '../../src/config/document.js';
import type { EditorContextValue } from '../editor-context.js';
import { createLoadedCode } from '../loaded-code.js';
import type { Naming } from '../naming/naming.js';
import { commentsIn } from '../store/moved-with.js';
import { contains } from '../surface/geometry.js';
import { alignedPlaces, distributedPlaces } from './align.js';
import type { AlignEdge, Boxes } from './align.js';
import { Glide } from './glide.js';

type Places = Readonly<Record<string, Place>>;

/** The engine is large: it comes when something is tidied. */
const tidying = createLoadedCode(async () => import('./tidy.js'));

/** By what one editor keeps for as long as it is there. */
const GLIDES = new WeakMap<Naming, Glide>();

/** Brings an edge of all that is selected into line. */
export function align(editor: EditorContextValue, edge: AlignEdge): void {
  moveTo(editor, alignedPlaces(boxesOf(editor), edge));
}

/** Makes the gaps between what is selected equal. */
export function distribute(editor: EditorContextValue, axis: 'x' | 'y'): void {
  moveTo(editor, distributedPlaces(boxesOf(editor), axis));
}

/** Lays out what is selected, or all, and shows it. */
export async function tidy(editor: EditorContextValue): Promise<void> {
  const { graph } = editor.getState();
  const code = await tidying.preload();
  if (code === undefined) return editor.notify(editor.text.canvas.notLoaded);
  // Who went on meanwhile does not want nodes to jump.
  if (editor.getState().graph !== graph) return;
  moveTo(editor, code.tidyPlaces(editor));
  const { selection } = editor.getState();
  const ids = selection.size > 1 ? [...selection] : undefined;
  if (ids === undefined || !areSeen(editor, ids)) editor.fitView(ids, { animate: true });
}

function moveTo(editor: EditorContextValue, places: Places): void {
  const known = GLIDES.get(editor.naming);
  const glide = known ?? new Glide(editor);
  if (known === undefined) GLIDES.set(editor.naming, glide);
  const comments = commentsMoved(editor, places);
  glide.run(() => editor.dispatch({ type: 'moveNodes', places, comments }));
}

/** The comments that lie in a group go with it. */
function commentsMoved(editor: EditorContextValue, places: Places): Places {
  const { graph } = editor.getState();
  const moved: [string, Place][] = [];
  for (const { id, nodeIds } of groupingOf(graph).groups) {
    if (!nodeIds.every((nodeId) => Object.hasOwn(places, nodeId))) continue;
    const before = cornerOf(nodeIds.map((nodeId) => own(graph.nodes, nodeId)!));
    const after = cornerOf(
      nodeIds.map((nodeId) => own(places, nodeId) ?? own(graph.nodes, nodeId)!),
    );
    for (const each of commentsIn(graph, editor.extentOf(id))) {
      const { x, y } = commentsOf(graph).get(each)!;
      moved.push([each, { x: x + after.x - before.x, y: y + after.y - before.y }]);
    }
  }
  return Object.fromEntries(moved);
}

function cornerOf(places: readonly Place[]): Place {
  return {
    x: Math.min(...places.map(({ x }) => x)),
    y: Math.min(...places.map(({ y }) => y)),
  };
}

function boxesOf(editor: EditorContextValue): Boxes {
  const boxes = [...editor.getState().selection].flatMap((id) => {
    const box = editor.boxOf(id);
    return box === undefined ? [] : [[id, box] as const];
  });
  return new Map(boxes);
}

function areSeen({ boxOf, seenBox }: EditorContextValue, ids: readonly string[]): boolean {
  const seen = seenBox();
  const boxes = ids.flatMap((id) => boxOf(id) ?? []);
  return seen === undefined || boxes.every((box) => contains(seen, box));
}
