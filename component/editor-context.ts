/** What the parts of an editor share: `FlowEditor` provides it, panels and controls use it. */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { Config, NodeType } from '../src/config/config.js';
import type { Schema } from '../src/config/json-schema.js';
import type { NodeDrift } from '../src/graph/drift-change.js';
import type { Graph, GraphNode, NodePorts } from '../src/graph/graph.js';
import { MillraceError } from '../src/errors.js';
import type { ClipApi } from './api/clip-api.js';
import type { CommandApi } from './api/command-api.js';
import type { FocusApi, KeyboardApi } from './api/keyboard-api.js';
import type { GroupApi, ItemsApi } from './api/group-api.js';
import type { NodeApi } from './api/node-api.js';
import type { NoticeApi } from './api/notice-api.js';
import type { SubgraphApi } from './api/subgraph-api.js';
import type { MenuApi, ViewApi } from './api/view-api.js';
import type { WireApi } from './api/wire-api.js';
import type { DraftStore } from './controls/draft-store.js';
import type { EditorMemory } from './editor-memory.js';
import type { FindStore } from './find/find-store.js';
import type { HostCommand } from './host-command.js';
import type { Details } from './panels/details.js';
import type { BootStore } from './run/boot-store.js';
import type { EditorSlots } from './slots/editor-slots.js';
import type { EditorCommand } from './store/editor-command.js';
import type { EditorState } from './store/editor-state.js';
import type { EditorListener } from './store/editor-store.js';
import type { NodeActivity, StatusStore } from './store/status-store.js';
import type { EditorText } from './text/english.js';

export type { Point } from './surface/geometry.js';
export type { PortEnd } from './surface/port-end.js';

/** What may be done with an open editor; a `ref` on `FlowEditor` holds it. */
export interface FlowEditorApi
  extends
    CommandApi,
    NodeApi,
    WireApi,
    SubgraphApi,
    ClipApi,
    GroupApi,
    ViewApi,
    MenuApi,
    FocusApi,
    NoticeApi {
  readonly getState: () => EditorState;
  /** The whole document; what is shown of it is `getState().graph`. */
  readonly getGraph: () => Graph;
  /** Carries a command out; in a read-only editor none that changes the graph. */
  readonly dispatch: (command: EditorCommand) => void;
  /** @returns ends the subscription */
  readonly subscribe: (listener: EditorListener) => () => void;
}

/** What the parts inside an editor have besides. */
export interface EditorContextValue extends FlowEditorApi, ItemsApi, KeyboardApi {
  readonly config: Config;
  /** By type. */
  readonly nodeTypes: ReadonlyMap<string, NodeType>;
  readonly statuses: StatusStore;
  /** How far Python's start has come, where the host tells. */
  readonly boot: BootStore | undefined;
  readonly readOnly: boolean;
  readonly portsOf: (node: GraphNode) => NodePorts;
  /** What changed in a node's signature that it has to be asked about. */
  readonly driftOf: (node: GraphNode) => NodeDrift | undefined;
  /** How many nodes inside a subgraph's node have to be asked about. */
  readonly driftInside: (node: GraphNode) => number;
  /** What a port is here, its type parameters filled in; undefined where there is no such port. */
  readonly typeOf: (
    nodeId: string,
    portName: string,
    side: 'input' | 'output',
  ) => Schema | undefined;
  /** The host's parts. */
  readonly slots: EditorSlots;
  /** Shows more of a node than its card has room for. */
  readonly details: Details;
  /** What was typed and could not be taken. */
  readonly drafts: DraftStore;
  /** What is kept of how the editor was used. */
  readonly memory: EditorMemory;
  /** The search in the graph. */
  readonly finder: FindStore;
  /** What the host adds to the command palette. */
  readonly hostCommands: () => readonly HostCommand[];
  /** All words the editor says. */
  readonly text: EditorText;
  /** Unique on the page; a prefix for DOM ids. */
  readonly editorId: string;
}

export const EditorContext = createContext<EditorContextValue | null>(null);

/**
 * The editor a component stands in.
 * @throws MillraceError `no-editor` outside a `FlowEditor`
 */
export function useEditor(): EditorContextValue {
  const editor = useContext(EditorContext);
  if (editor !== null) return editor;
  throw new MillraceError(
    'no-editor',
    'this part needs an editor: render it as a child of <FlowEditor>',
  );
}

/** A part of the editor's state; renders again when what `select` returns is another value. */
export function useEditorState<T>(select: (state: EditorState) => T): T {
  const editor = useEditor();
  const read = (): T => select(editor.getState());
  return useSyncExternalStore(editor.subscribe, read, read);
}

/** What one node shows of a run; renders again when that changes. */
export function useNodeActivity(nodeId: string): NodeActivity {
  const { statuses } = useEditor();
  const subscribe = useCallback(
    (listener: () => void) => statuses.subscribe(nodeId, listener),
    [statuses, nodeId],
  );
  const read = (): NodeActivity => statuses.get(nodeId);
  return useSyncExternalStore(subscribe, read, read);
}
