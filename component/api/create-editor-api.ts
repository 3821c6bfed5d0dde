/** What an editor can be told to do, by its parts and by the host. */
import { createCommandApi } from './create-command-api.js';
import { createSubgraphApi } from './subgraph-api.js';
import type { EditorContextValue } from '../editor-context.js';
import type { EditorCommand } from '../store/editor-command.js';
import type { ApiOptions } from './api-options.js';
import { createClipApi } from './clip-api.js';
import { createKeyboardApi } from './keyboard-api.js';
import { createGroupApi } from './group-api.js';
import { createNodeApi } from './node-api.js';
import { createNoticeApi } from './notice-api.js';
import { createMenuApi, createViewApi } from './view-api.js';
import { createWireApi } from './wire-api.js';

/** What leaves the graph as it is. */
const HARMLESS: readonly EditorCommand['type'][] = [
  'select',
  'selectAll',
  'moveViewport',
  'copy',
  'enterSubgraph',
  'leaveSubgraph',
  'showPath',
  'receiveGraph',
  'changeSettings',
];

function isHarmless(command: EditorCommand): boolean {
  return command.type === 'batch'
    ? command.commands.every(isHarmless)
    : HARMLESS.includes(command.type);
}

type TypeApi = Pick<
  EditorContextValue,
  'config' | 'nodeTypes' | 'portsOf' | 'driftOf' | 'driftInside' | 'typeOf'
>;

/** What the config says of the nodes that are shown. */
function createTypeApi({ store, catalog }: ApiOptions): TypeApi {
  return {
    config: catalog.config,
    nodeTypes: catalog.nodeTypes,
    portsOf: (node) => catalog.portsOf(node, store.getState().graph),
    driftOf: (node) => catalog.driftOf(node, store.getState().graph),
    driftInside: (node) => catalog.driftInside(node, store.getState().graph),
    typeOf(nodeId, portName, side) {
      const linked = catalog.linkedPorts(store.getState().graph);
      return side === 'input'
        ? linked.inputOf(nodeId, portName)
        : linked.outputOf(nodeId, portName);
    },
  };
}

/** What one editor's parts and its host are given. */
export function createEditorApi(options: ApiOptions): EditorContextValue {
  const { store, statuses, boot, readOnly, editorId, text } = options;
  const { slots, details, drafts, memory, finder, hostCommands } = options;
  const dispatch = (command: EditorCommand): void => {
    if (!readOnly || isHarmless(command)) store.dispatch(command);
  };
  const editor: EditorContextValue = {
    statuses,
    boot,
    readOnly,
    editorId,
    text,
    slots,
    details,
    drafts,
    memory,
    finder,
    hostCommands,
    dispatch,
    getState: store.getState,
    getGraph: () => store.getState().document,
    subscribe: store.subscribe,
    ...createTypeApi(options),
    ...createCommandApi(options),
    ...createSubgraphApi(options),
    ...createNodeApi(options),
    ...createClipApi(options),
    ...createGroupApi(options),
    ...createViewApi(options),
    ...createMenuApi(options),
    ...createKeyboardApi(options),
    ...createNoticeApi(options),
    ...createWireApi(options),
  };
  return editor;
}
