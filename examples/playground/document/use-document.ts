/** The graph on the page: kept in the browser as it changes, replaced by files. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Config, Graph } from 'millrace';
import { config as ownConfig } from '../nodes.generated.js';
import start from '../start.graph.json';
import { readGraph, toDocument } from './graph-file.js';
import type { NamedGraph } from './graph-file.js';
import { recall, remember } from './storage.js';

/** What {@link useDocument} gives. */
export interface Document extends NamedGraph {
  /** Counts the graphs that were opened; an edit leaves it alone. */
  readonly opened: number;
  readonly setGraph: (graph: Graph) => void;
  /** Shows another graph. @returns brings back the one before */
  readonly open: (next: NamedGraph) => () => void;
}

const KEY = 'graph';
const SAVE_AFTER_MS = 300;

/** The graph a newcomer sees. */
export function startGraph(): NamedGraph {
  const { graph } = readGraph(start, ownConfig);
  if (graph === undefined) throw new Error('expected start.graph.json to be a graph');
  return { name: 'garden', graph };
}

/** The graph of this page. What the browser kept of it comes back at the next visit. */
export function useDocument(config: Config): Document {
  const [state, setState] = useState(() => ({ ...(keptGraph(config) ?? startGraph()), opened: 0 }));
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  useAutosave(state, config);

  const setGraph = useCallback((graph: Graph) => setState((now) => ({ ...now, graph })), []);
  const open = useCallback((next: NamedGraph) => {
    const before = latest.current;
    setState((now) => ({ ...next, opened: now.opened + 1 }));
    return () => setState((now) => ({ ...before, opened: now.opened + 1 }));
  }, []);
  return { ...state, setGraph, open };
}

function keptGraph(config: Config): NamedGraph | undefined {
  const kept = recall(KEY) as Partial<NamedGraph> | undefined;
  if (typeof kept?.name !== 'string') return undefined;
  const { graph } = readGraph(kept.graph, config);
  return graph === undefined ? undefined : { name: kept.name, graph };
}

function useAutosave({ name, graph }: NamedGraph, config: Config): void {
  useEffect(() => {
    const save = (): void => remember(KEY, { name, graph: toDocument(graph, config) });
    const timer = setTimeout(save, SAVE_AFTER_MS);
    // Who edits and leaves at once finds the edit again, too.
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
    };
  }, [name, graph, config]);
}
