/** What one mounted editor is made of, kept in step with its props. */
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { createEditorApi } from './api/create-editor-api.js';
import { createDraftStore } from './controls/draft-store.js';
import type { DraftStore } from './controls/draft-store.js';
import type { EditorContextValue } from './editor-context.js';
import { createEditorMemory } from './editor-memory.js';
import type { EditorMemory } from './editor-memory.js';
import { isAlike } from './is-alike.js';
import { createFindStore } from './find/find-store.js';
import type { FindStore } from './find/find-store.js';
import type { FlowEditorProps } from './flow-editor-props.js';
import { createActionQueue } from './hands/action-queue.js';
import type { ActionQueue } from './hands/action-queue.js';
import type { HostCommand } from './host-command.js';
import type { OpenMenu } from './open-menu.js';
import { createDetails } from './panels/details.js';
import type { Details } from './panels/details.js';
import { useStableSlots } from './slots/use-slots.js';
import { Catalog } from './store/catalog.js';
import { createEmptyGraph } from './store/editor-state.js';
import { createEditorStore } from './store/editor-store.js';
import type { EditorStore } from './store/editor-store.js';
import { DocumentReader } from './store/read-documents.js';
import { ScopeReader } from './store/scope.js';
import type { GraphScope } from './store/scope.js';
import { createStatusStore } from './store/status-store.js';
import type { StatusStore } from './store/status-store.js';
import { runPrefix } from './store/shown-graph.js';
import { Surface } from './surface/surface.js';
import { mergeText } from './text/english.js';
import { useBrowserLayoutEffect } from './use-browser-layout-effect.js';
import { useGraphProp } from './use-graph-prop.js';
import { useNodeStatuses } from './use-node-statuses.js';
import { useLooks } from './use-looks.js';
import { useConfigChange, useMigration } from './use-migration.js';

export interface EditorModel {
  readonly context: EditorContextValue;
  readonly store: EditorStore;
  readonly surface: Surface;
  readonly catalog: Catalog;
  readonly actions: ActionQueue;
  readonly allowMisfits: boolean;
  readonly menu: OpenMenu | undefined;
  readonly setMenu: (menu: OpenMenu | undefined) => void;
}

const NO_COMMANDS = Object.freeze([]) as readonly HostCommand[];

interface Parts {
  readonly reader: DocumentReader;
  readonly store: EditorStore;
  readonly statuses: StatusStore;
  readonly surface: Surface;
  readonly details: Details;
  readonly drafts: DraftStore;
  readonly memory: EditorMemory;
  readonly finder: FindStore;
  readonly actions: ActionQueue;
}

export function useEditorModel(props: FlowEditorProps): EditorModel {
  const { readOnly = false, allowMisfits = false } = props;
  const { onIssues, boot, culling = true, snapToGrid = false } = props;
  const portFunctions = useStableRecord(props.portFunctions);
  const editorId = `mr${useId().replaceAll(/[^A-Za-z0-9]/g, '')}`;
  const [menu, setMenu] = useState<OpenMenu>();
  const parts = useRef<Parts | undefined>(undefined);
  const reader = parts.current?.reader ?? new DocumentReader();
  const config = reader.config(props.config);
  parts.current ??= createParts(reader, new Catalog(config, { portFunctions }), props);
  const { store, statuses, surface, details, drafts, memory, finder, actions } = parts.current;
  const slots = useStableSlots(props.slots);
  const [scopes] = useState(() => new ScopeReader());
  const readScope = (): GraphScope => scopes.read(store.getState());
  const scope = useSyncExternalStore(store.subscribe, readScope, readScope);
  const catalog = useMemo(
    () => new Catalog(config, { portFunctions, ...scope }),
    [config, portFunctions, scope],
  );
  useRunInside(store, statuses);

  const text = useMemo(() => mergeText(props.text), [props.text]);

  useConfigChange({ store, reader, config });
  useGraphProp({ store, reader, config, props });
  useLooks(store, props);
  useMigration(catalog, { store, reader, config });
  useEffect(() => {
    const issues = reader.takeIssues();
    if (issues.length > 0) onIssues?.(issues);
  });
  useNodeStatuses(statuses, props);
  useBrowserLayoutEffect(() => {
    store.dispatch({ type: 'changeSettings', settings: { snapToGrid } });
  }, [store, snapToGrid]);
  useBrowserLayoutEffect(() => {
    surface.culling = culling;
  }, [surface, culling]);

  const hostCommands = useLatest(props.commands ?? NO_COMMANDS);
  const context = useMemo(
    () =>
      createEditorApi({
        store,
        statuses,
        surface,
        catalog,
        boot,
        readOnly,
        allowMisfits,
        editorId,
        text,
        slots,
        details,
        drafts,
        memory,
        finder,
        actions,
        hostCommands,
        setMenu,
      }),
    [
      store,
      statuses,
      surface,
      catalog,
      boot,
      readOnly,
      allowMisfits,
      editorId,
      text,
      slots,
      details,
      drafts,
      memory,
      finder,
      actions,
      hostCommands,
    ],
  );
  return { context, store, surface, catalog, actions, allowMisfits, menu, setMenu };
}

/** Inside a subgraph, what its nodes did in the run of the node that was entered. */
function useRunInside(store: EditorStore, statuses: StatusStore): void {
  useBrowserLayoutEffect(() => {
    const follow = (): void => statuses.showRunOf(runPrefix(store.getState().path));
    follow();
    return store.subscribe(follow);
  }, [store, statuses]);
}

function createParts(reader: DocumentReader, catalog: Catalog, props: FlowEditorProps): Parts {
  const input = props.graph ?? props.defaultGraph;
  const graph = input === undefined ? createEmptyGraph() : reader.graph(input, catalog.config);
  const store = createEditorStore(graph);
  const statuses = createStatusStore();
  const surface = new Surface(store, statuses, catalog);
  surface.culling = props.culling ?? true;
  const [details, drafts] = [createDetails(), createDraftStore()];
  const memory = createEditorMemory(props.storageKey);
  const finder = createFindStore();
  const actions = createActionQueue();
  return { reader, store, statuses, surface, details, drafts, memory, finder, actions };
}

/** Reads what a host passed last; never another function. */
function useLatest<T>(value: T): () => T {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
}

/** The same object as long as it holds the same. */
function useStableRecord<T extends object>(record: T | undefined): T | undefined {
  const stable = useRef(record);
  if (!isAlike(stable.current, record)) stable.current = record;
  return stable.current;
}
