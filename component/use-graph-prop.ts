/** Keeps the store and a host that owns the graph in step. */
import { useEffect, useReducer, useRef } from 'react';
import type { Config } from '../src/config/config.js';
import { isEqual } from '../src/config/json-equal.js';
import type { FlowEditorProps } from './flow-editor-props.js';
import type { EditorStore } from './store/editor-store.js';
import type { DocumentReader } from './store/read-documents.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';

interface GraphPropOptions {
  readonly store: EditorStore;
  readonly reader: DocumentReader;
  readonly config: Config;
  readonly props: FlowEditorProps;
}

/**
 * Tells the host of each change. A host that owns the graph and keeps the old one has rejected the
 * change: it is taken back once the host has rendered.
 */
export function useGraphProp({ store, reader, config, props }: GraphPropOptions): void {
  const { graph: given, onGraphChange } = props;
  const tell = useRef(onGraphChange);
  // Counts changes told, and, as state, changes the host had its chance to render.
  const told = useRef(0);
  const [rendered, render] = useReducer((_: number, count: number) => count, 0);

  useBrowserLayoutEffect(() => {
    tell.current = onGraphChange;
  });

  useEffect(
    () =>
      store.subscribe((state, before, command) => {
        if (state.graph === before.graph || command.type === 'receiveGraph') return;
        reader.accept(state.graph);
        tell.current?.(state.graph, { type: command.type, command });
        told.current += 1;
        // In the batch of what the host has just set, so that both are rendered together.
        render(told.current);
      }),
    [store, reader],
  );

  useBrowserLayoutEffect(() => {
    if (given === undefined || rendered < told.current) return;
    const graph = reader.graph(given, config);
    const mine = store.getState().graph;
    // A host that stores copies gives equal graphs back.
    if (graph === mine) return;
    if (isEqual(graph, mine)) return reader.accept(mine, given);
    store.dispatch({ type: 'receiveGraph', graph });
  });
}
