/** Makes groups and comments, and names what is on the canvas. */
import { COMMENT_SIZE } from '../../src/graph/comments.js';
import type { CommentPatch } from '../../src/graph/comments.js';
import type { GroupPatch } from '../../src/graph/edit-groups.js';
import type { Naming } from '../naming/naming.js';
import type { FindExtent } from '../store/moved-with.js';
import { nodeIdsOf } from '../store/changed-nodes.js';
import { freeRoom } from '../store/free-spot.js';
import { newItemId } from '../store/new-node.js';
import { intersects, seenBox } from '../surface/geometry.js';
import type { Box, Point } from '../surface/geometry.js';
import type { Surface } from '../surface/surface.js';
import type { ApiOptions } from './api-options.js';
import { checkPlace } from './check-place.js';

export interface GroupApi {
  /**
   * Makes a group of nodes and selects it.
   * @param nodeIds Those that are not there are left out. @default the selected nodes
   * @returns its id; undefined where there are no such nodes, and in a read-only editor
   */
  readonly groupNodes: (nodeIds?: readonly string[], patch?: GroupPatch) => string | undefined;
  /**
   * Adds a comment and selects it.
   * @param at Its top left corner on the canvas. @default free room near the middle of what is seen
   * @returns its id; undefined in a read-only editor
   * @throws MillraceError `bad-option` for a place that is none
   */
  readonly addComment: (patch?: CommentPatch, at?: Point) => string | undefined;
}

/** What the parts of an editor have besides. */
export interface ItemsApi {
  /** Edits titles and comments in their places. */
  readonly naming: Naming;
  /** The room that a group's nodes take, also of one that is collapsed. */
  readonly extentOf: FindExtent;
  /** Shows nodes, and comments, away from their places; empty maps end that. */
  readonly displace: Surface['displace'];
}

export function createGroupApi(options: ApiOptions): GroupApi & ItemsApi {
  const { store, surface, readOnly } = options;
  return {
    naming: surface.inPlace,
    extentOf: (id) => surface.items.boxes.extentOf(id),
    displace: (nodes, comments) => surface.displace(nodes, comments),
    groupNodes(nodeIds, patch = {}) {
      if (readOnly) return undefined;
      const before = store.getState().graph;
      const id = newItemId(before.groups ?? {}, 'group');
      store.dispatch({ type: 'group', id, ...(nodeIds && { nodeIds }), patch });
      return store.getState().graph === before ? undefined : id;
    },
    addComment(patch = {}, at) {
      checkPlace(at, 'addComment');
      if (readOnly) return undefined;
      const id = newItemId(store.getState().graph.comments ?? {}, 'comment');
      const place = at ?? roomFor({ ...COMMENT_SIZE.usual, ...patch }, options);
      const corner = { x: Math.round(place.x), y: Math.round(place.y) };
      store.dispatch({ type: 'addComment', comment: { ...corner, ...patch, id } });
      return id;
    },
  };
}

/** Cards would lie on what is written. */
function roomFor(size: Pick<Box, 'width' | 'height'>, { store, surface }: ApiOptions): Point {
  const { graph, viewport } = store.getState();
  const within = seenBox(viewport, surface.size);
  const cards = nodeIdsOf(graph).flatMap((id) => surface.boxOf(id) ?? []);
  const taken = [...cards, ...surface.items.all().map(([, box]) => box)];
  const seen = taken.filter((box) => intersects(box, within));
  return freeRoom({ middle: surface.middle(), size, taken: seen, within });
}
