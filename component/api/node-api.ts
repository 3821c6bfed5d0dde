/** Adds nodes. */
import { MillraceError } from '../../src/errors.js';
import { freeSpot } from '../store/free-spot.js';
import { addNodeCommand, freePlace, newNodeIds } from '../store/new-node.js';
import { checkRecursion } from '../store/recursion.js';
import type { Point } from '../surface/geometry.js';
import type { ApiOptions } from './api-options.js';
import { checkPlace } from './check-place.js';

export interface NodeApi {
  /**
   * Adds a node and selects it.
   * @param at Its top left corner on the canvas. @default beside the node that is selected, else near the middle of what is seen
   * @returns its id; undefined in a read-only editor, where nothing is added
   * @throws MillraceError `unknown-node-type` for a type that is not known here;
   * `subgraph-recursion` for a subgraph that the shown graph is in; `bad-option` for a place that is none
   */
  readonly addNode: (type: string, at?: Point) => string | undefined;
}

export function createNodeApi(options: ApiOptions): NodeApi {
  return {
    addNode: (type, at) => (options.readOnly ? undefined : addNode(options, type, at)),
  };
}

function addNode(options: ApiOptions, type: string, at?: Point): string {
  const { store, catalog } = options;
  checkPlace(at, 'addNode');
  const nodeType = catalog.nodeTypes.get(type);
  if (nodeType === undefined) throw unknownType(type, [...catalog.nodeTypes.keys()]);
  checkRecursion(store.getState(), [type]);
  const { graph } = store.getState();
  const id = newNodeIds(graph, [type])[0]!;
  const place = at ?? spotForNode(options);
  store.dispatch(addNodeCommand(nodeType, id, freePlace(graph, place)));
  store.dispatch({ type: 'select', ids: [id] });
  return id;
}

/** Where a node comes to lie that nobody gives a place: on the canvas, and on no other. */
export function spotForNode({ store, surface }: ApiOptions): Point {
  const { graph, selection } = store.getState();
  const [id] = selection;
  const box = selection.size === 1 && id !== undefined ? surface.boxOf(id) : undefined;
  return freeSpot({
    // What is out of sight is not what is worked at.
    beside: box !== undefined && surface.isSeen(box) ? box : undefined,
    middle: surface.middle(),
    taken: Object.keys(graph.nodes).flatMap((each) => surface.boxOf(each) ?? []),
  });
}

function unknownType(type: string, known: readonly string[]): MillraceError {
  const list = known.slice(0, 20).join(', ') || 'none';
  return new MillraceError(
    'unknown-node-type',
    `addNode: expected a node type of the config (${list}), got ${JSON.stringify(type)}`,
    { details: { type } },
  );
}
