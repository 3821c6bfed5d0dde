/** Shows what was found: in its graph, selected, and in sight. */
import { markKey } from '../store/marks.js';
import { boxAround } from '../surface/geometry.js';
import type { Box } from '../surface/geometry.js';
import type { EditorModel } from '../use-editor-model.js';
import type { FindHit } from './find-hits.js';

/** Whoever searches wants to read what is found. */
const LEAST_SCALE = 0.6;

/** Selects it and brings it to the middle, unless it is well in sight. */
export function goToHit({ context, surface }: EditorModel, hit: FindHit): void {
  const { path, kind, id } = hit;
  const isElsewhere = !isSamePath(context.getState().path, path);
  if (isElsewhere) context.dispatch({ type: 'showPath', path });
  const ids = kind === 'node' ? [id] : [];
  const marks = kind === 'node' ? [] : [markKey({ type: kind, id })];
  context.dispatch({ type: 'select', ids, marks });
  const box = kind === 'node' ? context.boxOf(id) : surface.items.boxOf({ type: kind, id });
  if (box === undefined) return;
  const { scale } = context.getState().viewport;
  if (scale >= LEAST_SCALE && !isElsewhere && isInSight(box, context.seenBox())) return;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  context.centerOn(middle, { scale: Math.max(scale, LEAST_SCALE), animate: !isElsewhere });
}

function isInSight(box: Box, seen: Box | undefined): boolean {
  const both = seen === undefined ? undefined : boxAround([box, seen]);
  return both !== undefined && both.width === seen!.width && both.height === seen!.height;
}

/** By name: a hit does not say through which node its graph was entered. */
function isSamePath(one: FindHit['path'], other: FindHit['path']): boolean {
  return one.length === other.length && one.every(({ name }, at) => name === other[at]!.name);
}
