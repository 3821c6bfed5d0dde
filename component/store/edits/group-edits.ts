/** Edits of groups. */
import { addGroup, changeGroups, regroup, removeGroups } from '../../../src/graph/edit-groups.js';
import type { GroupPatch, Regroup } from '../../../src/graph/edit-groups.js';
import { removeNodes } from '../../../src/graph/edit-graph.js';
import { groupingOf } from '../../../src/graph/groups.js';
import type { EditorState } from '../editor-state.js';
import { markKey } from '../marks.js';
import { markedGroups } from '../moved-with.js';
import type { Edit, EditTable } from './edit.js';

export type GroupEdit = Edit &
  (
    | {
        /**
         * Makes a group of nodes and selects it; they leave the groups they were in. Throws `id-taken` for
         * the id of another group.
         */
        readonly type: 'group';
        /** Of the new group; none of the graph's. */
        readonly id: string;
        /** @default the selected nodes */
        readonly nodeIds?: readonly string[];
        readonly patch?: GroupPatch;
      }
    /** Takes the named groups away, or the selected ones; their nodes stay and are selected. */
    | { readonly type: 'ungroup'; readonly ids?: readonly string[] }
    /** Removes groups with all that is in them. */
    | { readonly type: 'removeGroupNodes'; readonly ids?: readonly string[] }
    | {
        readonly type: 'changeGroups';
        /** @default the selected groups */
        readonly ids?: readonly string[];
        readonly patch: GroupPatch;
      }
    /** Puts nodes into a group, or out of theirs. */
    | ({ readonly type: 'regroup' } & Regroup)
  );

export const GROUP_EDITS: EditTable<GroupEdit> = {
  group({ graph, selection }, { id, nodeIds, patch }) {
    const next = addGroup(graph, { id, nodeIds: nodeIds ?? [...selection], ...patch });
    if (next === graph) return graph;
    return { graph: next, selection: [], marks: [markKey({ type: 'group', id })] };
  },
  ungroup(state, { ids = markedGroups(state) }) {
    const graph = removeGroups(state.graph, ids);
    if (graph === state.graph) return graph;
    return { graph, selection: [...state.selection, ...nodesOf(state, ids)] };
  },
  removeGroupNodes(state, { ids = markedGroups(state) }) {
    return removeNodes(removeGroups(state.graph, ids), nodesOf(state, ids));
  },
  changeGroups(state, { ids = markedGroups(state), patch }) {
    const graph = changeGroups(state.graph, ids, patch);
    if (graph === state.graph || patch.collapsed !== true) return graph;
    // What nobody sees is not selected: Delete would take it.
    const { hidden } = groupingOf(graph);
    return { graph, selection: [...state.selection].filter((id) => !hidden.has(id)) };
  },
  regroup: ({ graph }, { nodeIds, groupId }) => regroup(graph, { nodeIds, groupId }),
};

function nodesOf({ graph }: EditorState, ids: readonly string[]): readonly string[] {
  const { byId } = groupingOf(graph);
  return ids.flatMap((id) => byId.get(id)?.nodeIds ?? []);
}
