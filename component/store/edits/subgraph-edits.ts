/** Edits of subgraphs: made, unpacked, named, copied, and their ports. */
import type { Connection, Graph } from '../../../src/graph/graph.js';
import {
  movePort,
  promotePort,
  renamePort,
  withdrawPort,
} from '../../../src/graph/edit-promoted.js';
import type { PortSide, Promotion } from '../../../src/graph/edit-promoted.js';
import { copySubgraph, removeSubgraph, renameSubgraph } from '../../../src/graph/edit-subgraphs.js';
import { makeSubgraph } from '../../../src/graph/make-subgraph.js';
import { findSubgraph } from '../../../src/graph/subgraph-scope.js';
import { unpackSubgraph } from '../../../src/graph/unpack-subgraph.js';
import type { EditorState } from '../editor-state.js';
import { markKey } from '../marks.js';
import { movedWith } from '../moved-with.js';
import { followPath } from '../shown-graph.js';
import type { Edit, EditTable, Outcome } from './edit.js';

/** A subgraph that the shown graph can use, or is. */
export interface SubgraphName {
  /** @default the one that is shown */
  readonly name?: string;
}

/** A port of the shown graph. */
interface ShownPort {
  readonly side: PortSide;
  readonly name: string;
}

export type SubgraphEdit = Edit &
  (
    | {
        /**
         * Puts nodes, with the selected comments, into a new subgraph, and selects its node. Throws what
         * `makeSubgraph` does.
         */
        readonly type: 'makeSubgraph';
        readonly name: string;
        /** @default the selected nodes, and those of selected groups */
        readonly ids?: readonly string[];
        /** Of the node in their place. @default the name, numbered where it is taken */
        readonly nodeId?: string;
        /** Inputs that take lists of wires. @default those that have several */
        readonly lists?: readonly Connection[];
      }
    /** Another document in the place of this one, with all graphs in it. */
    | { readonly type: 'replaceGraph'; readonly graph: Graph }
    /** Puts the nodes of a subgraph in the place of one of its nodes, and selects them. */
    | { readonly type: 'unpackSubgraph'; readonly nodeId: string }
    /** Gives a subgraph, and the type of all its nodes, another name; one that is taken changes nothing. */
    | ({ readonly type: 'renameSubgraph'; readonly to: string } & SubgraphName)
    /** Removes a subgraph that no node uses; one that is used stays. */
    | { readonly type: 'removeSubgraph'; readonly name: string }
    /** Gives a node a subgraph of its own, a copy of the one it had. */
    | { readonly type: 'copySubgraph'; readonly nodeId: string; readonly name?: string }
    /** Makes a port of a node a port of the shown graph. */
    | ({ readonly type: 'promotePort' } & Promotion)
    /** Takes a port of the shown graph away, or one of its ends; wires to it outside go with it. */
    | ({ readonly type: 'withdrawPort'; readonly end?: Connection } & ShownPort)
    /** Renames a port of the shown graph; wires outside follow. A name that is taken changes nothing. */
    | ({ readonly type: 'renamePort'; readonly to: string } & ShownPort)
    /** Puts a port of the shown graph at another place among those of its side. */
    | ({ readonly type: 'movePort'; readonly index: number } & ShownPort)
  );

export const SUBGRAPH_EDITS: EditTable<SubgraphEdit> = {
  makeSubgraph(state, { ids, name, nodeId, lists }) {
    const moved = movedWith(state);
    const made = makeSubgraph(state, {
      name,
      nodeIds: ids ?? moved.nodeIds,
      commentIds: ids === undefined ? moved.commentIds : [],
      ...(nodeId === undefined ? {} : { nodeId }),
      ...(lists === undefined ? {} : { lists }),
    });
    return { graph: made.graph, selection: [made.nodeId], marks: [] };
  },
  replaceGraph: (_, { graph }) => ({ document: graph, path: [], selection: [], marks: [] }),
  unpackSubgraph(state, { nodeId }) {
    const { graph, nodeIds, commentIds } = unpackSubgraph(state, nodeId);
    const marks = commentIds.map((id) => markKey({ type: 'comment', id }));
    return { graph, selection: nodeIds, marks };
  },
  renameSubgraph(state, { name, to }) {
    const keys = name === undefined ? state.keys : keysOf(state, name);
    const document = renameSubgraph(state.document, keys, to);
    if (document === state.document) return state.graph;
    const { selection, marks } = state;
    return { document, path: renamedPath(state, keys, to), keepsView: true, selection, marks };
  },
  removeSubgraph(state, { name }) {
    return { document: removeSubgraph(state.document, keysOf(state, name)) };
  },
  copySubgraph(state, { nodeId, name }) {
    return { document: copySubgraph(state.document, state, { nodeId, name }) };
  },
  promotePort: ({ graph }, command) => promotePort(graph, command),
  withdrawPort: ({ document, keys }, { end, side, name }) => ({
    document: withdrawPort(document, { keys, side, name }, end),
  }),
  renamePort: ({ document, keys }, { to, side, name }) => ({
    document: renamePort(document, { keys, side, name }, to),
  }),
  movePort: ({ graph }, command) => movePort(graph, command),
};

/** Where a subgraph stands that the shown graph can use; nowhere when it can use none of the name. */
function keysOf({ graph, outer, keys }: EditorState, name: string): readonly string[] {
  const found = findSubgraph(name, graph, outer);
  return found === undefined ? [] : [...keys.slice(0, found.outer.length - 1), name];
}

/** The same way, where one of the names on it is another now. */
function renamedPath(
  { document, path }: EditorState,
  keys: readonly string[],
  to: string,
): NonNullable<Outcome['path']> {
  const was = JSON.stringify(keys);
  return path.reduce<NonNullable<Outcome['path']>>((taken, step, depth) => {
    const there = followPath(document, path.slice(0, depth + 1)).keys;
    return [...taken, JSON.stringify(there) === was ? { ...step, name: to } : step];
  }, []);
}
