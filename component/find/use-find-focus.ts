/** Where the focus goes when the search in the graph opens, and when it closes. */
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { RefObject } from 'react';
import { focusPlaceOf } from '../keyboard/focus-place.js';
import { enterGraph } from '../keyboard/neighbours.js';
import { focusedElement } from '../menu/focused-element.js';
import type { EditorModel } from '../use-editor-model.js';

export interface FindFocusOptions {
  readonly bar: RefObject<HTMLElement | null>;
  /** Something was found, and is selected. */
  readonly hasFound: boolean;
}

/**
 * Gives the field the focus whenever the search is opened. In the end it goes back to where it came
 * from; from one thing in the graph to what was found; to the canvas where that is gone.
 * @returns the field
 */
export function useFindFocus(
  model: EditorModel,
  { bar, hasFound }: FindFocusOptions,
): RefObject<HTMLInputElement | null> {
  const { finder } = model.context;
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const opened = useSyncExternalStore(finder.subscribe, finder.opened, finder.opened);
  // Before the field takes it; opened anew, it may come from elsewhere.
  useLayoutEffect(() => {
    const now = focusedElement(bar.current!);
    if (!bar.current!.contains(now)) before.current = now;
  }, [bar, opened]);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, [opened]);
  const latest = useRef({ model, hasFound });
  useEffect(() => {
    latest.current = { model, hasFound };
  });
  useLayoutEffect(() => {
    const element = bar.current!;
    return () => {
      if (isOurs(element)) giveBack(latest.current.model, before.current, latest.current.hasFound);
    };
  }, [bar]);
  return field;
}

/** Who has gone elsewhere meanwhile stays there. */
function isOurs(bar: HTMLElement): boolean {
  const now = focusedElement(bar);
  return now === null || now === bar.ownerDocument.body || bar.contains(now);
}

function giveBack(
  { context, surface, store }: EditorModel,
  before: Element | null,
  hasFound: boolean,
): void {
  const { type } = focusPlaceOf(surface, before);
  const wasInGraph = type !== 'canvas' && type !== 'elsewhere';
  if (wasInGraph && hasFound && enterGraph({ surface, store })) return;
  const isThere = before instanceof HTMLElement && before.isConnected && !before.matches('body');
  if (isThere) before.focus({ preventScroll: true });
  else context.focus();
}
