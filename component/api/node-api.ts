/** Adds nodes. */
import { MillraceError } from '../../src/errors.js';
import { SUBGRAPH_PREFIX } from '../../src/graph/subgraph-scope.js';
import { addNodeCommand, CARD_WIDTH, freePlace, newNodeIds } from '../store/new-node.js';
import type { Point } from '../surface/geometry.js';
import type { ApiOptions } from './api-options.js';

export interface NodeApi {
  /**
   * Adds a node and selects it.
   * @param at Its top left corner on the canvas. @default near the middle of what is seen
   * @returns its id; undefined in a read-only editor, where nothing is added
   * @throws MillraceError `unknown-node-type` for a type that is not known here;
   * `subgraph-recursion` for a subgraph that the shown graph is in
   */
  readonly addNode: (type: string, at?: Point) => string | undefined;
}

export function createNodeApi(options: ApiOptions): NodeApi {
  return {
    addNode: (type, at) => (options.readOnly ? undefined : addNode(options, type, at)),
  };
}

function addNode({ store, surface, catalog }: ApiOptions, type: string, at?: Point): string {
  const nodeType = catalog.nodeTypes.get(type);
  if (nodeType === undefined) throw unknownType(type, [...catalog.nodeTypes.keys()]);
  if (catalog.isCircular(type)) throw recursion(type);
  const { graph } = store.getState();
  const id = newNodeIds(graph, [type])[0]!;
  const middle = surface.middle();
  const place = at ?? { x: middle.x - CARD_WIDTH / 2, y: middle.y - 60 };
  store.dispatch(addNodeCommand(nodeType, id, freePlace(graph, place)));
  store.dispatch({ type: 'select', ids: [id] });
  return id;
}

function recursion(type: string): MillraceError {
  const name = type.slice(SUBGRAPH_PREFIX.length);
  return new MillraceError(
    'subgraph-recursion',
    `addNode: the subgraph ${JSON.stringify(name)} would contain itself: what is shown is a part of it; add it to a graph around it, or make a copy of it`,
    { details: { type } },
  );
}

function unknownType(type: string, known: readonly string[]): MillraceError {
  const list = known.slice(0, 20).join(', ') || 'none';
  return new MillraceError(
    'unknown-node-type',
    `addNode: expected a node type of the config (${list}), got ${JSON.stringify(type)}`,
    { details: { type } },
  );
}
