/** From card to card, and to groups and comments: what the focus goes to. */
import { own } from '../../src/config/document.js';
import { groupingOf } from '../../src/graph/groups.js';
import type { Graph } from '../../src/graph/graph.js';
import { nodeIdsOf } from '../store/changed-nodes.js';
import { markKey } from '../store/marks.js';
import type { Box } from '../surface/geometry.js';
import { focusNode } from './focus-things.js';
import type { FocusContext } from './focus-things.js';
import { ARROWS } from './key-name.js';
import { nearestAhead, nearestTo } from './nearest-node.js';
import type { Target } from './nearest-node.js';

/** Something besides a node that the focus can be on. */
interface MarkTarget extends Target {
  readonly element: HTMLElement;
}

const MARKS = '[data-mr-group][tabindex], [data-mr-comment][tabindex]';

/**
 * Alt and an arrow: the focus goes to the nearest node, group or comment that way; with Shift it is
 * selected besides what is.
 * @param from the id of a node, or the key of a mark
 * @returns false for other keys
 */
export function focusNeighbour(context: FocusContext, event: KeyboardEvent, from: string): boolean {
  const arrow = ARROWS[event.key];
  if (arrow === undefined || !event.altKey || event.ctrlKey || event.metaKey) return false;
  const marks = marksOf(context);
  const start = context.surface.boxOf(from) ?? marks.find(({ id }) => id === from)?.box;
  // Comments have these keys for their size.
  if (start === undefined || (event.shiftKey && context.surface.boxOf(from) === undefined)) {
    return false;
  }
  const others = [...nodesOf(context, from), ...marks].filter(({ id }) => id !== from);
  const next = nearestAhead(start, arrow, others);
  if (next !== undefined) focusTarget(context, next, { adds: event.shiftKey });
  return true;
}

/** Home and End: the first and the last node of the graph. @returns false for other keys */
export function focusOther(context: FocusContext, key: string): boolean {
  if (key !== 'Home' && key !== 'End') return false;
  const next = nodesOf(context).at(key === 'Home' ? 0 : -1);
  if (next !== undefined) focusNode(context, next.id);
  return true;
}

/**
 * Puts the focus on the node that is selected, else on the one nearest to the middle of what is seen.
 * @returns false when there is nothing to go to
 */
export function enterGraph(context: FocusContext): boolean {
  const { surface, store } = context;
  const targets = [...nodesOf(context), ...marksOf(context)];
  const { selection, marks } = store.getState();
  const chosen = targets.find(({ id }) => selection.has(id) || marks.has(id));
  const next = chosen?.id ?? nearestTo(surface.middle(), targets);
  if (next === undefined) return false;
  focusTarget(context, next, {});
  return true;
}

function focusTarget(context: FocusContext, id: string, options: { adds?: boolean }): void {
  const mark = marksOf(context).find((each) => each.id === id);
  if (mark === undefined) return focusNode(context, id, options);
  context.store.dispatch({ type: 'select', ids: [], marks: [id] });
  context.surface.reveal(mark.element);
  mark.element.focus({ preventScroll: true });
}

/** The nodes that can be seen somewhere: those in a collapsed group can't. */
function nodesOf({ surface, store }: FocusContext, from?: string): readonly Target[] {
  const { graph } = store.getState();
  const { hidden } = groupingOf(graph);
  const wired = from === undefined ? new Set<string>() : wiredTo(graph, from);
  return nodeIdsOf(graph).flatMap((id) => {
    const box = hidden.has(id) ? undefined : surface.boxOf(id);
    return box === undefined ? [] : [{ id, box, isWired: wired.has(id) }];
  });
}

function wiredTo(graph: Graph, id: string): ReadonlySet<string> {
  const { inputs, outputs } = own(graph.nodes, id)?.connections ?? { inputs: {}, outputs: {} };
  const ends = [...Object.values(inputs), ...Object.values(outputs)].flat();
  return new Set(ends.map(({ nodeId }) => nodeId));
}

/** Groups and comments, by the keys of their marks, where they are on the canvas. */
function marksOf({ surface }: FocusContext): readonly MarkTarget[] {
  const stage = surface.elements?.stage;
  return [...(stage?.querySelectorAll<HTMLElement>(MARKS) ?? [])].map((element) => {
    const { mrGroup, mrComment = '' } = element.dataset;
    const id =
      mrGroup === undefined
        ? markKey({ type: 'comment', id: mrComment })
        : markKey({ type: 'group', id: mrGroup });
    return { id, element, box: boxOn(surface, element) };
  });
}

function boxOn(surface: FocusContext['surface'], element: HTMLElement): Box {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const corner = surface.toCanvas({ x: left, y: top });
  const end = surface.toCanvas({ x: right, y: bottom });
  return { ...corner, width: end.x - corner.x, height: end.y - corner.y };
}
