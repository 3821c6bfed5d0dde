/** The groups and comments of the canvas, below its wires and nodes. */
import { useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { commentsOf } from '../../src/graph/comments.js';
import { groupingOf } from '../../src/graph/groups.js';
import { CommentView } from '../comments/comment-view.js';
import { useEditorState } from '../editor-context.js';
import { GroupView } from '../groups/group-view.js';
import { markKey } from '../store/marks.js';
import { pathKey } from '../store/shown-graph.js';
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import type { Surface } from './surface.js';

/** Larger groups come first: one that lies in another can be taken by its head. */
export function CanvasItemViews({ surface }: { readonly surface: Surface }): ReactElement | null {
  const groups = useEditorState((state) => groupingOf(state.graph).groups);
  const comments = useEditorState((state) => commentsOf(state.graph));
  const path = useEditorState((state) => pathKey(state.path));
  const { subscribeMounted, getMounted } = surface.items;
  const mounted = useSyncExternalStore(subscribeMounted, getMounted, getMounted);
  // After those of what is in it, and before those of the nodes, which come later.
  useBrowserLayoutEffect(() => surface.flush(), [surface, groups, comments, mounted, path]);
  if (groups.length === 0 && comments.size === 0) return null;
  const isMounted = (type: 'group' | 'comment', id: string): boolean =>
    mounted === undefined || mounted.has(markKey({ type, id }));
  const bySize = [...groups].sort((one, other) => other.nodeIds.length - one.nodeIds.length);
  return (
    <div className="mr-items" key={path}>
      {bySize.map((group) =>
        isMounted('group', group.id) ? (
          <GroupView key={group.id} group={group} surface={surface} />
        ) : null,
      )}
      {[...comments.values()].map((comment) =>
        isMounted('comment', comment.id) ? (
          <CommentView key={comment.id} comment={comment} surface={surface} />
        ) : null,
      )}
    </div>
  );
}
