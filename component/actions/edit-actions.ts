/** Undo, the clipboard, and what is done to the selected nodes. */
import type { EditorContextValue } from '../editor-context.js';
import { own } from '../../src/config/document.js';
import type { EditorAction } from './action.js';

const hasSelection = (editor: EditorContextValue): boolean => editor.getState().selection.size > 0;

const countOf = (editor: EditorContextValue): number => editor.getState().selection.size;

function areDisabled(editor: EditorContextValue): boolean {
  const { graph, selection } = editor.getState();
  return [...selection].every((id) => own(graph.nodes, id)?.disabled === true);
}

export const EDIT_ACTIONS: readonly EditorAction[] = [
  {
    id: 'undo',
    label: ({ actions }) => actions.undo,
    icon: 'undo',
    keys: ['Ctrl+Z'],
    everywhere: true,
    isEnabled: (editor) => editor.getState().history.undo.length > 0,
    run: (editor) => editor.dispatch({ type: 'undo' }),
  },
  {
    id: 'redo',
    label: ({ actions }) => actions.redo,
    icon: 'redo',
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    everywhere: true,
    isEnabled: (editor) => editor.getState().history.redo.length > 0,
    run: (editor) => editor.dispatch({ type: 'redo' }),
  },
  {
    id: 'cut',
    label: ({ actions }, editor) => actions.cut(countOf(editor)),
    keys: ['Ctrl+X'],
    isEnabled: hasSelection,
    run: (editor) => editor.dispatch({ type: 'cut' }),
  },
  {
    id: 'copy',
    label: ({ actions }, editor) => actions.copy(countOf(editor)),
    icon: 'copy',
    keys: ['Ctrl+C'],
    harmless: true,
    isEnabled: hasSelection,
    run: (editor) => editor.dispatch({ type: 'copy' }),
  },
  {
    id: 'paste',
    label: ({ actions }) => actions.paste,
    keys: ['Ctrl+V'],
    isEnabled: (editor) => editor.getState().clip !== undefined,
    run: (editor) => editor.paste(),
  },
  {
    id: 'duplicate',
    label: ({ actions }, editor) => actions.duplicate(countOf(editor)),
    icon: 'duplicate',
    keys: ['Ctrl+D'],
    everywhere: true,
    isEnabled: hasSelection,
    run: (editor) => editor.duplicate(),
  },
  {
    id: 'toggleDisabled',
    label: ({ actions }, editor) =>
      areDisabled(editor) ? actions.enable(countOf(editor)) : actions.disable(countOf(editor)),
    icon: 'ban',
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
    everywhere: true,
    danger: true,
    isEnabled: hasSelection,
    run: (editor) => editor.dispatch({ type: 'removeNodes' }),
  },
];
