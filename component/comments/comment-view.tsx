/** A note on the canvas. Flume's own part can't be reached by keys, so this one stands in its place. */
import { memo, useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import type { GraphComment } from '../../src/graph/comments.js';
import { useEditor } from '../editor-context.js';
import { isComposing } from '../keyboard/key-name.js';
import { focusOwner } from '../naming/title-field.js';
import { useCanvasItem } from '../naming/use-canvas-item.js';
import { useNaming } from '../naming/use-naming.js';
import { markKey } from '../store/marks.js';
import type { Surface } from '../surface/surface.js';

/** What a comment is rendered from. */
export interface CommentViewProps {
  readonly comment: GraphComment;
  readonly surface: Surface;
}

export const CommentView = memo(function CommentView(props: CommentViewProps): ReactElement {
  const { comment, surface } = props;
  const { id, text: note, color = 'yellow' } = comment;
  const { text, readOnly } = useEditor();
  const isWritten = useNaming('comment', id);
  const item = useCanvasItem(surface, 'comment', { id });
  return (
    <div
      className="mr-comment"
      {...item}
      data-mr-comment={id}
      data-mr-mark={markKey({ type: 'comment', id })}
      data-mr-tone={color}
      tabIndex={0}
      role="group"
      aria-roledescription={text.groups.comment}
      aria-label={text.groups.commentNamed(startOf(note))}
    >
      {isWritten ? (
        <CommentField comment={comment} />
      ) : (
        <div className="mr-comment-text" data-mr-scroll="">
          {note === '' ? <span className="mr-muted">{text.groups.emptyComment}</span> : note}
        </div>
      )}
      {!readOnly && <span className="mr-comment-corner" aria-hidden="true" />}
    </div>
  );
});

/** Each letter is written at once: nothing is lost, whatever happens to the field. */
function CommentField({ comment }: { readonly comment: GraphComment }): ReactElement {
  const { id, text: note } = comment;
  const { text, naming, dispatch } = useEditor();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = field.current;
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (isComposing(event.nativeEvent)) return;
    const isDone = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key !== 'Escape' && !isDone) return;
    event.preventDefault();
    event.stopPropagation();
    focusOwner(event.currentTarget);
    naming.end();
  };
  return (
    <textarea
      className="mr-comment-text"
      ref={field}
      value={note}
      aria-label={text.groups.commentText}
      onChange={({ target }) =>
        dispatch({
          type: 'changeComments',
          patches: { [id]: { text: target.value } },
          mergeKey: `comment:${id}`,
        })
      }
      onKeyDown={onKeyDown}
      onBlur={() => naming.end()}
    />
  );
}

/** Names are read out in one go. */
const MAX_NAME = 160;

function startOf(text: string): string {
  const line = text
    .slice(0, MAX_NAME * 2)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > MAX_NAME ? `${line.slice(0, MAX_NAME)}…` : line;
}
