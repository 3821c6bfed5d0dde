/** Where the search in the graph opens; its code comes before it is needed. */
import { useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { createLoadedPart } from '../loaded-part.js';
import type { EditorModel } from '../use-editor-model.js';

const { Part: FindBar, preload } = createLoadedPart<{ readonly model: EditorModel }>(
  async () => (await import('./find-bar.js')).FindBar,
  ({ model }) => model.context.finder.close(),
);

/** Fetches the search, so that it opens at once. */
export const preloadFind = preload;

const isClosed = (): boolean => false;

/** The search, while it is open. */
export function FindHost({ model }: { readonly model: EditorModel }): ReactElement | null {
  const { finder } = model.context;
  const isOpen = useSyncExternalStore(finder.subscribe, finder.isOpen, isClosed);
  return isOpen ? <FindBar model={model} /> : null;
}
