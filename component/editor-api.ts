/** What an editor can be told to do, by its parts and by the host. */
import { MillraceError } from '../src/errors.js';
import type { EditorContextValue } from './editor-context.js';
import type { OpenMenu } from './open-menu.js';
import type { BootStore } from './run/boot-store.js';
import type { Catalog } from './store/catalog.js';
import { copyNodes } from './store/clipboard.js';
import type { Clip } from './store/clipboard.js';
import type { EditorCommand } from './store/editor-command.js';
import type { EditorStore } from './store/editor-store.js';
import { addNodeCommand, CARD_WIDTH, freePlace, newNodeIds } from './store/new-node.js';
import type { StatusStore } from './store/status-store.js';
import type { Point } from './surface/geometry.js';
import type { Surface } from './surface/surface.js';

interface ApiOptions {
  readonly store: EditorStore;
  readonly statuses: StatusStore;
  readonly surface: Surface;
  readonly catalog: Catalog;
  readonly boot: BootStore | undefined;
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

const MENU_WIDTH = 320;

/** What one editor's parts and its host are given. */
export function createEditorApi(options: ApiOptions): EditorContextValue {
  const { store, statuses, surface, catalog, boot, readOnly, editorId } = options;
  const { nodeTypes, config } = catalog;
  const dispatch = (command: EditorCommand): void => {
    if (!readOnly || HARMLESS.includes(command.type)) store.dispatch(command);
  };
  return {
    config,
    nodeTypes,
    statuses,
    boot,
    readOnly,
    editorId,
    dispatch,
    getState: store.getState,
    getGraph: () => store.getState().graph,
    subscribe: store.subscribe,
    portsOf: (node) => catalog.portsOf(node, store.getState().graph),
    driftOf: (node) => catalog.driftOf(node, store.getState().graph),
    typeOf(nodeId, portName, side) {
      const linked = catalog.linkedPorts(store.getState().graph);
      return side === 'input'
        ? linked.inputOf(nodeId, portName)
        : linked.outputOf(nodeId, portName);
    },
    addNode: (type, at) => (readOnly ? undefined : addNode(options, type, at)),
    duplicate() {
      const { graph, selection } = store.getState();
      paste(options, copyNodes(graph, selection));
    },
    paste: () => paste(options, store.getState().clip),
    fitView: (ids) => surface.fitView(ids),
    zoomBy: (factor) => surface.zoomBy(factor),
    focus: () => surface.focus(),
    openAddMenu(at) {
      if (!readOnly) options.setMenu(addMenu(surface, at));
    },
  };
}

function addNode({ store, surface, catalog }: ApiOptions, type: string, at?: Point): string {
  const nodeType = catalog.nodeTypes.get(type);
  if (nodeType === undefined) throw unknownType(type, [...catalog.nodeTypes.keys()]);
  const { graph } = store.getState();
  const id = newNodeIds(graph, [type])[0]!;
  const middle = surface.middle();
  const place = at ?? { x: middle.x - CARD_WIDTH / 2, y: middle.y - 60 };
  store.dispatch(addNodeCommand(nodeType, id, freePlace(graph, place)));
  store.dispatch({ type: 'select', ids: [id] });
  return id;
}

/** Beside what was copied, or in the middle when that is out of sight. */
function paste({ store, surface, readOnly }: ApiOptions, clip: Clip | undefined): void {
  if (clip === undefined || readOnly) return;
  const { graph } = store.getState();
  const types = clip.nodes.map((node) => node.type);
  const first = clip.nodes[0]!;
  const beside = { x: first.x + PASTE_OFFSET, y: first.y + PASTE_OFFSET };
  const box = { ...beside, width: first.width, height: first.width / 2 };
  const at = freePlace(graph, surface.isSeen(box) ? beside : surface.middle());
  const [dx, dy] = [at.x - first.x, at.y - first.y];
  store.dispatch({ type: 'paste', clip, ids: newNodeIds(graph, types), dx, dy });
}

function addMenu(surface: Surface, at: Point | undefined): OpenMenu {
  if (at !== undefined) return { type: 'add', at, place: surface.toCanvas(at) };
  const rect = surface.elements?.stage.getBoundingClientRect();
  const x = (rect?.left ?? 0) + (rect?.width ?? 0) / 2 - MENU_WIDTH / 2;
  const y = (rect?.top ?? 0) + (rect?.height ?? 0) / 3;
  return { type: 'add', at: { x, y }, place: surface.middle() };
}

function unknownType(type: string, known: readonly string[]): MillraceError {
  const list = known.slice(0, 20).join(', ') || 'none';
  return new MillraceError(
    'unknown-node-type',
    `addNode: expected a node type of the config (${list}), got ${JSON.stringify(type)}`,
    { details: { type } },
  );
}
