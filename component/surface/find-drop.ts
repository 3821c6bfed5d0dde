/** Which group nodes go into, or leave, when they are dropped. No DOM. */
import type { Regroup } from '../../src/graph/edit-groups.js';
import type { Grouping } from '../../src/graph/groups.js';
import { grown } from './geometry.js';
import type { Box, Point } from './geometry.js';

/** Canvas pixels beyond its box a node is still one of a group: it was moved within it. */
const SLACK = { x: 32, y: 32 };

/** What is dropped where. */
export interface Drop {
  readonly grouping: Grouping;
  readonly nodeIds: readonly string[];
  /** The pointer, on the canvas. */
  readonly at: Point;
  /** Where a group is; one of which not all nodes are dragged is where it was before. */
  readonly boxOf: (groupId: string) => Box | undefined;
}

/**
 * What a drop changes; undefined for nothing. A group that is dragged as a whole stays what it is;
 * the others join the smallest group under the pointer, or leave theirs when it is outside.
 */
export function findDrop({ grouping, nodeIds, at, boxOf }: Drop): Regroup | undefined {
  const { groups, byNode } = grouping;
  if (groups.length === 0) return undefined;
  const moved = new Set(nodeIds);
  const whole = new Set(
    groups.filter((group) => group.nodeIds.every((id) => moved.has(id))).map(({ id }) => id),
  );
  const loose = nodeIds.filter((id) => !whole.has(byNode.get(id)?.id ?? ''));
  if (loose.length === 0) return undefined;
  const target = groups
    .filter(({ id }) => !whole.has(id))
    .flatMap(({ id }) => {
      const box = boxOf(id);
      return box !== undefined && holds(box, at) ? [{ id, area: box.width * box.height }] : [];
    })
    .reduce<{ id: string; area: number } | undefined>(
      (least, each) => (least === undefined || each.area < least.area ? each : least),
      undefined,
    );
  const changing = loose.filter((id) => {
    const group = byNode.get(id);
    if (target !== undefined) return group?.id !== target.id;
    const box = group === undefined ? undefined : boxOf(group.id);
    return box !== undefined && !holds(grown(box, SLACK), at);
  });
  return changing.length === 0 ? undefined : { nodeIds: changing, groupId: target?.id };
}

function holds({ x, y, width, height }: Box, at: Point): boolean {
  return at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
}
