/** Keeps the graph up to date with the signatures of the config. */
import { useEffect } from 'react';
import type { Config } from '../src/config/config.js';
import type { Graph } from '../src/graph/graph.js';
import type { Catalog } from './store/catalog.js';
import type { HistoryStep } from './store/editor-state.js';
import type { EditorStore } from './store/editor-store.js';
import type { DocumentReader } from './store/read-documents.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';

interface FollowOptions {
  readonly store: EditorStore;
  readonly reader: DocumentReader;
  readonly config: Config;
}

/** When the config changes: what is safe is taken over, in the steps of the history, too. */
export function useConfigChange({ store, reader, config }: FollowOptions): void {
  useBrowserLayoutEffect(() => {
    const { graph, history } = store.getState();
    const follow = (each: Graph): Graph => reader.follow(each, config);
    const current = follow(graph);
    const [undo, redo] = [mapSteps(history.undo, follow), mapSteps(history.redo, follow)];
    if (current === graph && undo === history.undo && redo === history.redo) return;
    store.dispatch({ type: 'migrate', graph: current, history: { undo, redo } });
  }, [store, reader, config]);
}

function mapSteps(
  steps: readonly HistoryStep[],
  follow: (graph: Graph) => Graph,
): readonly HistoryStep[] {
  let isSame = true;
  const mapped = steps.map((step) => {
    const graph = follow(step.graph);
    isSame &&= graph === step.graph;
    return graph === step.graph ? step : { ...step, graph };
  });
  return isSame ? steps : mapped;
}

/** An edit may make safe what was not, or bring an old node back. */
export function useMigration(catalog: Catalog, { store, reader, config }: FollowOptions): void {
  useEffect(
    () =>
      store.subscribe(({ graph }, before, command) => {
        if (graph === before.graph || command.type === 'migrate' || catalog.isCurrent(graph))
          return;
        const current = reader.follow(graph, config);
        if (current !== graph) store.dispatch({ type: 'migrate', graph: current });
      }),
    [store, reader, config, catalog],
  );
}
