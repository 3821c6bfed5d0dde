/** What an editor can be told to do, by its parts and by the host. */
import { MillraceError } from '../src/errors.js';
import type { EditorContextValue } from './editor-context.js';
import type { OpenMenu } from './open-menu.js';
import type { Catalog } from './store/catalog.js';
import { copyNodes } from './store/clipboard.js';
import type { Clip } from './store/clipboard.js';
import type { EditorCommand } from './store/editor-command.js';
import type { EditorStore } from './store/editor-store.js';
import { addNodeCommand, DEFAULT_WIDTH, freePlace, newNodeIds } from './store/new-node.js';
import type { StatusStore } from './store/status-store.js';
import type { Surface } from './surface/surface.js';

interface ApiOptions {
  readonly store: EditorStore;
  readonly statuses: StatusStore;
  readonly surface: Surface;
  readonly catalog: Catalog;
  readonly readOnly: boolean;
  readonly editorId: string;
  readonly setMenu: (menu: OpenMenu | undefined) => void;
}

/** What leaves the graph as it is. */
const HARMLESS: readonly EditorCommand['type'][] = [
  'select',
  'selectAll',
  'moveViewport',
  'copy',
  'receiveGraph',
];

/** How far copies lie from what they were made of. */
const PASTE_OFFSET = 32;

export function createEditorApi(options: ApiOptions): EditorContextValue {
  const { store, statuses, surface, catalog, readOnly, editorId, setMenu } = options;
  const { nodeTypes, config } = catalog;

  const dispatch = (command: EditorCommand): void => {
    if (!readOnly || HARMLESS.includes(command.type)) store.dispatch(command);
  };
  const paste = (clip: Clip | undefined): void => {
    if (clip === undefined) return;
    const { graph } = store.getState();
    const ids = newNodeIds(
      graph,
      clip.nodes.map((node) => node.type),
    );
    const first = clip.nodes[0]!;
    const at = freePlace(graph, { x: first.x + PASTE_OFFSET, y: first.y + PASTE_OFFSET });
    dispatch({ type: 'paste', clip, ids, dx: at.x - first.x, dy: at.y - first.y });
  };

  return {
    config,
    nodeTypes,
    statuses,
    readOnly,
    editorId,
    dispatch,
    getState: store.getState,
    getGraph: () => store.getState().graph,
    subscribe: store.subscribe,
    portsOf: (node) => catalog.portsOf(node, store.getState().graph),
    addNode(type, at) {
      const nodeType = nodeTypes.get(type);
      if (nodeType === undefined) throw unknownType(type, [...nodeTypes.keys()]);
      const { graph } = store.getState();
      const [id] = newNodeIds(graph, [type]);
      const middle = surface.middle();
      const place = at ?? { x: middle.x - DEFAULT_WIDTH / 2, y: middle.y - 60 };
      dispatch(addNodeCommand(nodeType, id!, freePlace(graph, place)));
      dispatch({ type: 'select', ids: [id!] });
      return id!;
    },
    duplicate() {
      const { graph, selection } = store.getState();
      paste(copyNodes(graph, selection));
    },
    paste: () => paste(store.getState().clip),
    fitView: (ids) => surface.fitView(ids),
    zoomBy: (factor) => surface.zoomBy(factor),
    focus: () => surface.elements?.stage.closest<HTMLElement>('.mr-canvas')?.focus(),
    openAddMenu(at) {
      if (readOnly) return;
      const rect = surface.elements?.stage.getBoundingClientRect();
      const middle = {
        x: (rect?.left ?? 0) + (rect?.width ?? 0) / 2 - 130,
        y: (rect?.top ?? 0) + (rect?.height ?? 0) / 3,
      };
      const place = at === undefined ? surface.middle() : surface.toCanvas(at);
      setMenu({ type: 'add', at: at ?? middle, place });
    },
  };
}

function unknownType(type: string, known: readonly string[]): MillraceError {
  const list = known.slice(0, 20).join(', ') || 'none';
  return new MillraceError(
    'unknown-node-type',
    `addNode: expected a node type of the config (${list}), got ${JSON.stringify(type)}`,
    { details: { type } },
  );
}
