/** Undo, and what is done to what is selected. */
import type { EditorContextValue } from '../editor-context.js';
import { own } from '../../src/config/document.js';
import type { EditorAction } from './action.js';

const hasSelection = (editor: EditorContextValue): boolean => editor.getState().selection.size > 0;

const countOf = (editor: EditorContextValue): number => editor.getState().selection.size;

function areDisabled(editor: EditorContextValue): boolean {
  const { graph, selection } = editor.getState();
  const nodes = [...selection].map((id) => own(graph.nodes, id));
  return nodes.length > 0 && nodes.every((node) => node?.disabled === true);
}

export const EDIT_ACTIONS: readonly EditorAction[] = [
  {
    id: 'undo',
    label: ({ actions }) => actions.undo,
    icon: 'undo',
    keys: ['Ctrl+Z'],
    everywhere: true,
    repeats: true,
    isEnabled: (editor) => editor.getState().history.undo.length > 0,
    run: (editor) => editor.dispatch({ type: 'undo' }),
  },
  {
    id: 'redo',
    label: ({ actions }) => actions.redo,
    icon: 'redo',
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    everywhere: true,
    repeats: true,
    isEnabled: (editor) => editor.getState().history.redo.length > 0,
    run: (editor) => editor.dispatch({ type: 'redo' }),
  },
  {
    id: 'toggleDisabled',
    label: ({ actions }, editor) =>
      areDisabled(editor) ? actions.enable(countOf(editor)) : actions.disable(countOf(editor)),
    icon: 'ban',
    keys: ['D'],
    isEnabled: hasSelection,
    run(editor) {
      const ids = [...editor.getState().selection];
      const patch = { disabled: !areDisabled(editor) };
      editor.dispatch({ type: 'changeNodes', ids, patch });
    },
  },
  {
    id: 'delete',
    label: ({ actions }, editor) => actions.delete(countOf(editor)),
    icon: 'delete',
    keys: ['Delete', 'Backspace'],
    danger: true,
    isEnabled: (editor) => hasSelection(editor) || editor.getState().marks.size > 0,
    run: (editor) => editor.dispatch({ type: 'removeNodes' }),
  },
];
