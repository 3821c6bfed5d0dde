/** The search in the graph: a bar over the canvas, and marks on the cards. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useEditorState } from '../editor-context.js';
import type { EditorContextValue } from '../editor-context.js';
import { Icon } from '../icons/icon.js';
import { isComposing } from '../keyboard/key-name.js';
import { focusedElement } from '../menu/focused-element.js';
import { IconButton } from '../panels/icon-button.js';
import type { EditorText } from '../text/english.js';
import type { EditorModel } from '../use-editor-model.js';
import { findHits } from './find-hits.js';
import type { FindHit } from './find-hits.js';
import { goToHit } from './go-to-hit.js';

/** A field, how many were found, and the way from one to the next. Escape gives the focus back. */
export function FindBar({ model }: { readonly model: EditorModel }): ReactElement {
  const { context } = model;
  const { find: words } = context.text;
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const field = useFocus(bar, context);
  const hits = useHits(context, text);
  const current = hits[Math.min(at, hits.length - 1)];
  useMarks(model, hits, current);
  const go = (index: number): void => {
    const wrapped = (index + hits.length) % Math.max(1, hits.length);
    setAt(wrapped);
    const hit = hits[wrapped];
    if (hit !== undefined) goToHit(model, hit);
  };
  const type = (next: string): void => {
    setText(next);
    setAt(0);
    const [first] = findHits(next, sourceOf(context));
    if (first !== undefined) goToHit(model, first);
  };
  const press = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape') context.finder.close();
    else if (event.key === 'Enter' && event.target === field.current)
      go(at + (event.shiftKey ? -1 : 1));
    // The key that opened it means this field, and not the browser's search.
    else if (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) {
      field.current?.select();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className="mr-find"
      ref={bar}
      role="search"
      aria-label={words.label}
      data-mr-press
      onKeyDown={press}
    >
      <div className="mr-search">
        <Icon name="search" size={14} />
        <input
          ref={field}
          className="mr-search-field"
          type="text"
          role="searchbox"
          aria-label={words.label}
          autoComplete="off"
          spellCheck={false}
          placeholder={words.placeholder}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <span className="mr-find-count" role="status">
          {text.trim() === '' ? '' : countText(hits.length, at, words)}
        </span>
      </div>
      <IconButton
        icon="up"
        label={words.previous}
        disabled={hits.length === 0}
        onClick={() => go(at - 1)}
      />
      <IconButton
        icon="down"
        label={words.next}
        disabled={hits.length === 0}
        onClick={() => go(at + 1)}
      />
      <IconButton icon="close" label={words.close} onClick={() => context.finder.close()} />
      {/* Always there: what comes with its text is not read out. */}
      <p className="mr-find-hit" role="status">
        {current !== undefined && hitText(current, words)}
      </p>
    </div>
  );
}

function sourceOf({ getState, nodeTypes, statuses }: EditorContextValue) {
  return { state: getState(), nodeTypes, reportOf: (id: string) => statuses.get(id).report };
}

/**
 * Found anew when the document changes, and not when another of its graphs is shown: the order, and
 * what a run had said, stay while one goes from hit to hit.
 */
function useHits(context: EditorContextValue, text: string): readonly FindHit[] {
  const document = useEditorState((state) => state.document);
  return useMemo(() => findHits(text, sourceOf(context)), [text, document]);
}

/** Takes the focus whenever it is opened, and gives it back in the end. */
function useFocus(
  bar: { readonly current: HTMLElement | null },
  { finder, focus }: EditorContextValue,
): { readonly current: HTMLInputElement | null } {
  const field = useRef<HTMLInputElement>(null);
  const opened = useSyncExternalStore(finder.subscribe, finder.opened, finder.opened);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, [opened]);
  useEffect(() => {
    const element = bar.current;
    if (element === null) return undefined;
    const before = previousFocus(element);
    return () => {
      const now = focusedElement(element);
      const isOurs = now === null || now === element.ownerDocument.body || element.contains(now);
      if (!isOurs) return;
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
      else focus();
    };
    // Another graph brings another context: that is not the end of the search.
  }, [bar]);
  return field;
}

/** What had the focus before the field took it, which a parent's effect can't ask any more. */
function previousFocus(bar: HTMLElement): Element | null {
  const canvas = bar.closest('.mr-canvas');
  const now = focusedElement(bar);
  return now === null || bar.contains(now) ? canvas : now;
}

/** Marks the cards, past React; what is mounted later is marked, too. */
function useMarks(
  { context, surface }: EditorModel,
  hits: readonly FindHit[],
  current: FindHit | undefined,
): void {
  useEffect(() => {
    const { path } = context.getState();
    const isShown = (hit: FindHit): boolean =>
      hit.kind === 'node' &&
      hit.path.length === path.length &&
      hit.path.every(({ name }, at) => name === path[at]!.name);
    const ids = hits.filter(isShown).map(({ id }) => id);
    surface.found.set(new Set(ids), current?.kind === 'node' ? current.id : undefined);
  }, [context, surface, hits, current]);
  useEffect(() => () => surface.found.set(new Set(), undefined), [surface]);
}

function countText(count: number, at: number, words: EditorText['find']): string {
  return count === 0 ? words.none : words.count(Math.min(at, count - 1) + 1, count);
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
