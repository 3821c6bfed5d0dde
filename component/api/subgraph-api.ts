/** Makes subgraphs, shows them, and names what they have. */
import { listNames, own } from '../../src/config/document.js';
import { MillraceError } from '../../src/errors.js';
import { portNames } from '../../src/graph/edit-promoted.js';
import type { PortSide, Promotion } from '../../src/graph/edit-promoted.js';
import type { Connection, Graph } from '../../src/graph/graph.js';
import { SUBGRAPH_PREFIX, subgraphNames } from '../../src/graph/subgraph-scope.js';
import type { Catalog } from '../store/catalog.js';
import type { EditorState } from '../store/editor-state.js';
import { movedWith } from '../store/moved-with.js';
import { unusedSubgraphs } from '../store/unused-subgraphs.js';
import type { ApiOptions } from './api-options.js';

export interface SubgraphApi {
  /**
   * Puts nodes into a new subgraph, with one node in their place, and selects that.
   * @param nodeIds @default what is selected, with groups and comments
   * @param name Numbered where it is taken. @default "Subgraph"
   * @returns the id of the node; undefined in a read-only editor
   * @throws MillraceError `nothing-selected`; `subgraph-circle` when a node lies between them;
   * `mixed-wires` when an input is wired from inside and from outside
   */
  readonly makeSubgraph: (nodeIds?: readonly string[], name?: string) => string | undefined;
  /**
   * Puts the nodes of a subgraph in the place of a node of it, and selects them.
   * @throws MillraceError `no-subgraph` for a node that is none
   */
  readonly unpackSubgraph: (nodeId: string) => void;
  /**
   * Shows the subgraph of a node, with what its nodes did in the run of that node.
   * @throws MillraceError `no-subgraph` for a node that is none
   */
  readonly enterSubgraph: (nodeId: string) => void;
  /** Shows the graph around the shown one; there is none around the document. */
  readonly leaveSubgraph: () => void;
  /** Shows the graph that the names of subgraphs lead to, as far as they do; none: the document. */
  readonly showGraph: (names: readonly string[]) => void;
  /**
   * Gives the shown subgraph, or another in its scope, a name.
   * @throws MillraceError `name-taken` for an empty name, and for one that is there already
   */
  readonly renameSubgraph: (to: string, name?: string) => void;
  /** Removes the subgraphs that no node of the document uses. @returns their names */
  readonly removeUnusedSubgraphs: () => readonly string[];
  /** Makes a port of a node a port of the shown graph, where it is none yet. */
  readonly promotePort: (port: Promotion) => void;
  /**
   * Gives a port of the shown graph another name; wires outside follow.
   * @throws MillraceError `name-taken` for an empty name, and for that of another port of the side
   */
  readonly renamePort: (side: PortSide, name: string, to: string) => void;
}

export function createSubgraphApi(options: ApiOptions): SubgraphApi {
  const { store, readOnly, text } = options;
  const edit = readOnly ? (): void => undefined : store.dispatch;
  return {
    makeSubgraph(nodeIds, name = text.subgraphs.newName) {
      const before = store.getState();
      const ids = nodeIds ?? movedWith(before).nodeIds;
      const lists = listInputs(options.catalog, before.graph, ids);
      const given = nodeIds === undefined ? {} : { ids: nodeIds };
      edit({ type: 'makeSubgraph', name, lists, ...given });
      return readOnly ? undefined : [...store.getState().selection][0];
    },
    unpackSubgraph: (nodeId) => edit({ type: 'unpackSubgraph', nodeId }),
    enterSubgraph(nodeId) {
      checkEnter(store.getState(), nodeId);
      store.dispatch({ type: 'enterSubgraph', nodeId });
    },
    leaveSubgraph: () => store.dispatch({ type: 'leaveSubgraph' }),
    showGraph: (names) =>
      store.dispatch({ type: 'showPath', path: names.map((name) => ({ name })) }),
    renameSubgraph(to, name) {
      const before = store.getState().document;
      edit({ type: 'renameSubgraph', to, ...(name === undefined ? {} : { name }) });
      if (readOnly || store.getState().document !== before || to === name) return;
      throw nameTaken(to, subgraphNames(store.getState().graph, store.getState().outer));
    },
    removeUnusedSubgraphs: () => (readOnly ? [] : removeUnused(options)),
    promotePort: (port) => edit({ type: 'promotePort', ...port }),
    renamePort(side, name, to) {
      const { graph } = store.getState();
      if (to === name || readOnly) return;
      edit({ type: 'renamePort', side, name, to });
      if (store.getState().graph === graph) throw nameTaken(to, portNames(graph, side));
    },
  };
}

/** @returns the names of those that are gone */
function removeUnused({ store }: ApiOptions): readonly string[] {
  const names = unusedSubgraphs(store.getState());
  store.batch(() => {
    for (const name of names) store.dispatch({ type: 'removeSubgraph', name });
  });
  return names;
}

/** The inputs of nodes that take several wires. */
function listInputs(
  catalog: Catalog,
  graph: Graph,
  nodeIds: readonly string[],
): readonly Connection[] {
  return nodeIds.flatMap((nodeId) => {
    const node = own(graph.nodes, nodeId);
    const inputs = node === undefined ? [] : catalog.portsOf(node, graph).inputs;
    return inputs.flatMap(({ name, multiple }) =>
      multiple === true ? { nodeId, portName: name } : [],
    );
  });
}

function checkEnter({ graph, outer }: EditorState, nodeId: string): void {
  const names = subgraphNames(graph, outer).map((name) => SUBGRAPH_PREFIX + name);
  if (names.includes(own(graph.nodes, nodeId)?.type ?? '')) return;
  const known = Object.values(graph.nodes).filter(({ type }) => names.includes(type));
  throw new MillraceError(
    'no-subgraph',
    `enterSubgraph: expected the id of a node that is a subgraph (${listNames(known.map(({ id }) => id))}), got ${JSON.stringify(nodeId)}`,
    { details: { nodeId } },
  );
}

function nameTaken(name: string, taken: readonly string[]): MillraceError {
  return new MillraceError(
    'name-taken',
    `expected a name that is not empty and not taken (${listNames(taken)}), got ${JSON.stringify(name)}`,
    { details: { name } },
  );
}
