/** What lives as long as an editor is mounted. */
import { useRef } from 'react';
import type { Config } from '../src/config/config.js';
import type { PortFunctions } from '../src/graph/node-ports.js';
import { createDraftStore } from './controls/draft-store.js';
import type { DraftStore } from './controls/draft-store.js';
import { createEditorMemory } from './editor-memory.js';
import type { EditorMemory } from './editor-memory.js';
import { createFindStore } from './find/find-store.js';
import type { FindStore } from './find/find-store.js';
import type { FlowEditorProps } from './flow-editor-props.js';
import { createActionQueue } from './hands/action-queue.js';
import type { ActionQueue } from './hands/action-queue.js';
import { createDetails } from './panels/details.js';
import type { Details } from './panels/details.js';
import { Catalog } from './store/catalog.js';
import { createEmptyGraph } from './store/editor-state.js';
import { createEditorStore } from './store/editor-store.js';
import type { EditorStore } from './store/editor-store.js';
import { DocumentReader } from './store/read-documents.js';
import { createStatusStore } from './store/status-store.js';
import type { StatusStore } from './store/status-store.js';
import { Surface } from './surface/surface.js';

/** The parts of one editor; the same object from its first render to its last. */
export interface EditorParts {
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

/** The parts of the editor that renders, and its config as it was read. */
export function useEditorParts(
  props: FlowEditorProps,
  portFunctions: PortFunctions | undefined,
): { readonly parts: EditorParts; readonly config: Config } {
  const made = useRef<EditorParts | undefined>(undefined);
  const reader = made.current?.reader ?? new DocumentReader();
  const config = reader.config(props.config);
  made.current ??= createParts(reader, new Catalog(config, { portFunctions }), props);
  return { parts: made.current, config };
}

function createParts(
  reader: DocumentReader,
  catalog: Catalog,
  props: FlowEditorProps,
): EditorParts {
  const input = props.graph ?? props.defaultGraph ?? undefined;
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
