/** Edits of comments. */
import { addComment, changeComments, removeComments } from '../../../src/graph/comments.js';
import type { CommentPatch, NewComment } from '../../../src/graph/comments.js';
import { markKey } from '../marks.js';
import { markedComments } from '../moved-with.js';
import type { Edit, EditTable } from './edit.js';

export type CommentEdit = Edit &
  (
    | /** Adds a comment and selects it. Throws `id-taken` for the id of another one. */
      { readonly type: 'addComment'; readonly comment: NewComment }
      /** Changes comments, each in its own way. */
    | {
        readonly type: 'changeComments';
        readonly patches: Readonly<Record<string, CommentPatch>>;
      }
    /** Removes the named comments, or the selected ones. */
    | { readonly type: 'removeComments'; readonly ids?: readonly string[] }
  );

export const COMMENT_EDITS: EditTable<CommentEdit> = {
  addComment: ({ graph }, { comment }) => ({
    graph: addComment(graph, comment),
    selection: [],
    marks: [markKey({ type: 'comment', id: comment.id })],
  }),
  changeComments: ({ graph }, { patches }) => changeComments(graph, patches),
  removeComments: (state, { ids = markedComments(state) }) => removeComments(state.graph, ids),
};
