/** Keeps the graph up to date with the signatures of the config. */
import { useEffect } from 'react';
import type { Config } from '../src/config/config.js';
import type { Graph } from '../src/graph/graph.js';
import type { Catalog } from './store/catalog.js';
import type { EditorStore } from './store/editor-store.js';
import type { DocumentReader } from './store/read-documents.js';
import { mapSteps } from './store/travel.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';

interface FollowOptions {
  readonly store: EditorStore;
  readonly reader: DocumentReader;
  readonly config: Config;
}

/** When the config changes: what is safe is taken over, in the steps of the history, too. */
export function useConfigChange({ store, reader, config }: FollowOptions): void {
  useBrowserLayoutEffect(() => {
    const { document, history } = store.getState();
    const follow = (each: Graph): Graph => reader.follow(each, config);
    const current = follow(document);
    const [undo, redo] = [mapSteps(history.undo, follow), mapSteps(history.redo, follow)];
    if (current === document && undo === history.undo && redo === history.redo) return;
    store.dispatch({ type: 'migrate', graph: current, history: { undo, redo } });
  }, [store, reader, config]);
}

/** An edit may make safe what was not, or bring an old node back. */
export function useMigration(catalog: Catalog, { store, reader, config }: FollowOptions): void {
  useEffect(
    () =>
      store.subscribe(({ document, graph }, before, command) => {
        if (document === before.document || command.type === 'migrate') return;
        if (catalog.isCurrent(graph)) return;
        const current = reader.follow(document, config);
        if (current !== document) store.dispatch({ type: 'migrate', graph: current });
      }),
    [store, reader, config, catalog],
  );
}
