/** The search in the graph: a bar over the canvas, and marks on the cards. */
import { useRef } from 'react';
import type { KeyboardEvent, ReactElement, RefObject } from 'react';
import { isComposing, keyName } from '../keyboard/key-name.js';
import { SearchField } from '../menu/search-field.js';
import { IconButton } from '../panels/icon-button.js';
import type { EditorText } from '../text/english.js';
import type { EditorModel } from '../use-editor-model.js';
import type { FindHit } from './find-hits.js';
import { useFind } from './use-find.js';
import type { Find } from './use-find.js';
import { useFindFocus } from './use-find-focus.js';

/** A field, how many were found, and the way from one to the next. Escape gives the focus back. */
export function FindBar({ model }: { readonly model: EditorModel }): ReactElement {
  const { text, finder } = model.context;
  const { find: words } = text;
  const find = useFind(model);
  const bar = useRef<HTMLDivElement>(null);
  const field = useFindFocus(model, { bar, hasFound: find.current !== undefined });
  return (
    <div
      className="mr-find"
      ref={bar}
      role="search"
      aria-label={words.label}
      data-mr-press
      onKeyDown={(event) => press(event, { find, field, close: finder.close })}
    >
      <SearchField
        field={field}
        label={words.label}
        placeholder={words.placeholder}
        text={find.text}
        onText={find.setText}
      >
        <span className="mr-find-count" role="status">
          {find.text.trim() !== '' && countText(find, words)}
        </span>
      </SearchField>
      <Steps find={find} words={words} />
      <IconButton icon="close" label={words.close} onClick={finder.close} />
      {/* Always there: what comes with its text is not read out. */}
      <p className="mr-find-hit" role="status">
        {find.current !== undefined && hitText(find.current, words)}
      </p>
    </div>
  );
}

interface PressOptions {
  readonly find: Find;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly close: () => void;
}

function press(event: KeyboardEvent, { find, field, close }: PressOptions): void {
  if (isComposing(event.nativeEvent)) return;
  const { key, target, shiftKey } = event;
  if (key === 'Escape') close();
  else if (key === 'Enter' && target === field.current) find.step(shiftKey ? -1 : 1);
  // The key that opened it means this field, and not the browser's search.
  else if (keyName(event.nativeEvent) === 'Ctrl+F') field.current?.select();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

interface StepsProps {
  readonly find: Find;
  readonly words: EditorText['find'];
}

function Steps({ find: { hits, step }, words }: StepsProps): ReactElement {
  const disabled = hits.length === 0;
  return (
    <>
      <IconButton icon="up" label={words.previous} disabled={disabled} onClick={() => step(-1)} />
      <IconButton icon="down" label={words.next} disabled={disabled} onClick={() => step(1)} />
    </>
  );
}

function countText({ hits, at }: Find, words: EditorText['find']): string {
  return hits.length === 0 ? words.none : words.count(at + 1, hits.length);
}

function hitText({ path, name, where, excerpt }: FindHit, words: EditorText['find']): string {
  const names = {
    title: '',
    port: words.inPort,
    type: words.inType,
    id: words.inId,
    value: words.inValue,
    error: words.inError,
    log: words.inLog,
    group: words.inGroup,
    comment: words.inComment,
  };
  const found = [names[where], excerpt].filter(Boolean).join(': ');
  const way = path.map((step) => step.name);
  return [...way, name, found].filter(Boolean).join(' › ');
}
