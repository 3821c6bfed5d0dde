/** What one mounted editor is made of, kept in step with its props. */
import { useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Graph } from '../src/graph/graph.js';
import { createEditorApi } from './api/create-editor-api.js';
import { createDraftStore } from './controls/draft-store.js';
import type { DraftStore } from './controls/draft-store.js';
import type { EditorContextValue } from './editor-context.js';
import type { FlowEditorProps } from './flow-editor-props.js';
import type { OpenMenu } from './open-menu.js';
import { createDetails } from './panels/details.js';
import type { Details } from './panels/details.js';
import { useStableSlots } from './slots/use-slots.js';
import { Catalog } from './store/catalog.js';
import { createEmptyGraph } from './store/editor-state.js';
import { createEditorStore } from './store/editor-store.js';
import type { EditorStore } from './store/editor-store.js';
import { DocumentReader } from './store/read-documents.js';
import { createStatusStore } from './store/status-store.js';
import type { StatusStore } from './store/status-store.js';
import { Surface } from './surface/surface.js';
import { mergeText } from './text/english.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';
import { useGraphProp } from './use-graph-prop.js';
import { useNodeStatuses } from './use-node-statuses.js';
import { useConfigChange, useMigration } from './use-migration.js';

export interface EditorModel {
  readonly context: EditorContextValue;
  readonly store: EditorStore;
  readonly surface: Surface;
  readonly catalog: Catalog;
  readonly allowMisfits: boolean;
  readonly menu: OpenMenu | undefined;
  readonly setMenu: (menu: OpenMenu | undefined) => void;
}

interface Parts {
  readonly reader: DocumentReader;
  readonly store: EditorStore;
  readonly statuses: StatusStore;
  readonly surface: Surface;
  readonly details: Details;
  readonly drafts: DraftStore;
}

export function useEditorModel(props: FlowEditorProps): EditorModel {
  const { readOnly = false, allowMisfits = false } = props;
  const { onIssues, boot, culling = true } = props;
  const portFunctions = useStableRecord(props.portFunctions);
  const editorId = `mr${useId().replaceAll(/[^A-Za-z0-9]/g, '')}`;
  const [menu, setMenu] = useState<OpenMenu>();
  const parts = useRef<Parts | undefined>(undefined);
  const reader = parts.current?.reader ?? new DocumentReader();
  const config = reader.config(props.config);
  parts.current ??= createParts(reader, new Catalog(config, { portFunctions }), props);
  const { store, statuses, surface, details, drafts } = parts.current;
  const slots = useStableSlots(props.slots);
  const readSubgraphs = (): Graph['subgraphs'] => store.getState().graph.subgraphs;
  const subgraphs = useSyncExternalStore(store.subscribe, readSubgraphs, readSubgraphs);
  const catalog = useMemo(
    () => new Catalog(config, { portFunctions, subgraphs }),
    [config, portFunctions, subgraphs],
  );

  const text = useMemo(() => mergeText(props.text), [props.text]);

  useConfigChange({ store, reader, config });
  useGraphProp({ store, reader, config, props });
  useMigration(catalog, { store, reader, config });
  useEffect(() => {
    const issues = reader.takeIssues();
    if (issues.length > 0) onIssues?.(issues);
  });
  useNodeStatuses(statuses, props);
  useBrowserLayoutEffect(() => {
    surface.culling = culling;
  }, [surface, culling]);

  const context = useMemo(
    () =>
      createEditorApi({
        store,
        statuses,
        surface,
        catalog,
        boot,
        readOnly,
        editorId,
        text,
        slots,
        details,
        drafts,
        setMenu,
      }),
    [store, statuses, surface, catalog, boot, readOnly, editorId, text, slots, details, drafts],
  );
  return { context, store, surface, catalog, allowMisfits, menu, setMenu };
}

function createParts(reader: DocumentReader, catalog: Catalog, props: FlowEditorProps): Parts {
  const input = props.graph ?? props.defaultGraph;
  const graph = input === undefined ? createEmptyGraph() : reader.graph(input, catalog.config);
  const store = createEditorStore(graph);
  const statuses = createStatusStore();
  const surface = new Surface(store, statuses, catalog);
  surface.culling = props.culling ?? true;
  const [details, drafts] = [createDetails(), createDraftStore()];
  return { reader, store, statuses, surface, details, drafts };
}

/** The same object as long as it holds the same. */
function useStableRecord<T extends object>(record: T | undefined): T | undefined {
  const stable = useRef(record);
  if (!isAlike(stable.current, record)) stable.current = record;
  return stable.current;
}

function isAlike(one: object | undefined, other: object | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  const [entries, others] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    entries.length === others.size && entries.every(([key, value]) => others.get(key) === value)
  );
}
