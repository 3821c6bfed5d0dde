/** Makes groups and comments, and names what is on the canvas. */
import { COMMENT_SIZE } from '../../src/graph/comments.js';
import type { CommentPatch } from '../../src/graph/comments.js';
import type { GroupPatch } from '../../src/graph/edit-groups.js';
import type { Naming } from '../naming/naming.js';
import { newItemId } from '../store/new-node.js';
import type { Point } from '../surface/geometry.js';
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
   * @param at Its top left corner on the canvas. @default in the middle of what is seen
   * @returns its id; undefined in a read-only editor
   * @throws MillraceError `bad-option` for a place that is none
   */
  readonly addComment: (patch?: CommentPatch, at?: Point) => string | undefined;
}

/** What the parts of an editor have besides. */
export interface NamingApi {
  /** Edits titles and comments in their places. */
  readonly naming: Naming;
}

export function createGroupApi(options: ApiOptions): GroupApi & NamingApi {
  const { store, surface, readOnly } = options;
  return {
    naming: surface.inPlace,
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
      const { width, height } = { ...COMMENT_SIZE.usual, ...patch };
      const middle = surface.middle();
      const place = at ?? { x: middle.x - width / 2, y: middle.y - height / 2 };
      const corner = { x: Math.round(place.x), y: Math.round(place.y) };
      store.dispatch({ type: 'addComment', comment: { ...corner, ...patch, id } });
      return id;
    },
  };
}
