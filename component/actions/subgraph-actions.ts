/** Subgraphs: made of what is selected, opened, left, unpacked. */
import { own } from '../../src/config/document.js';
import { subgraphAt } from '../../src/graph/unpack-subgraph.js';
import type { EditorContextValue } from '../editor-context.js';
import { movedWith } from '../store/moved-with.js';
import { unusedSubgraphs } from '../store/unused-subgraphs.js';
import type { EditorAction } from './action.js';
import { attempt } from './attempt.js';

/** The one selected node that is a subgraph. */
function selectedSubgraph(editor: EditorContextValue): string | undefined {
  const state = editor.getState();
  const [id] = state.selection;
  if (id === undefined || state.selection.size > 1) return undefined;
  return subgraphAt(state, own(state.graph.nodes, id)) === undefined ? undefined : id;
}

const hasSubgraph = (editor: EditorContextValue): boolean => selectedSubgraph(editor) !== undefined;
const isInside = (editor: EditorContextValue): boolean => editor.getState().path.length > 0;

export const SUBGRAPH_ACTIONS: readonly EditorAction[] = [
  {
    id: 'makeSubgraph',
    label: ({ subgraphs }) => subgraphs.make,
    icon: 'subgraph',
    keys: ['Alt+G'],
    isEnabled: (editor) => movedWith(editor.getState()).nodeIds.length > 0,
    run: (editor) => attempt(editor, () => void editor.makeSubgraph()),
  },
  {
    id: 'enterSubgraph',
    label: ({ subgraphs }) => subgraphs.enter,
    icon: 'subgraph',
    keys: ['Ctrl+ArrowDown'],
    harmless: true,
    isEnabled: hasSubgraph,
    run(editor) {
      const id = selectedSubgraph(editor);
      if (id !== undefined) editor.enterSubgraph(id);
    },
  },
  {
    id: 'leaveSubgraph',
    label: ({ subgraphs }) => subgraphs.leave,
    icon: 'up',
    keys: ['Ctrl+ArrowUp'],
    harmless: true,
    isEnabled: isInside,
    run: (editor) => editor.leaveSubgraph(),
  },
  {
    id: 'unpackSubgraph',
    label: ({ subgraphs }) => subgraphs.unpack,
    icon: 'ungroup',
    keys: ['Alt+Shift+G'],
    isEnabled: hasSubgraph,
    run: (editor) => attempt(editor, () => editor.unpackSubgraph(selectedSubgraph(editor)!)),
  },
  {
    id: 'makeUnique',
    label: ({ subgraphs }) => subgraphs.makeUnique,
    icon: 'duplicate',
    isEnabled: hasSubgraph,
    run: (editor) => editor.dispatch({ type: 'copySubgraph', nodeId: selectedSubgraph(editor)! }),
  },
  {
    id: 'editPorts',
    label: ({ subgraphs }, editor) =>
      isInside(editor) ? subgraphs.editPorts : subgraphs.graphPortsTitle,
    icon: 'form',
    opens: true,
    isEnabled: (editor) => isInside(editor) || editor.getState().graph.ports !== undefined,
    run: (editor) => editor.openPorts(),
  },
  {
    id: 'removeUnusedSubgraphs',
    label: ({ subgraphs }, editor) =>
      subgraphs.removeUnused(unusedSubgraphs(editor.getState()).length),
    icon: 'delete',
    danger: true,
    isEnabled: (editor) => unusedSubgraphs(editor.getState()).length > 0,
    run: (editor) => void editor.removeUnusedSubgraphs(),
  },
];
