/** What finds things: nodes in the graph, and everything there is to do. */
import type { EditorAction } from './action.js';

export const FIND_ACTIONS: readonly EditorAction[] = [
  {
    id: 'commands',
    label: ({ arrange }) => arrange.commands,
    icon: 'command',
    keys: ['Ctrl+K'],
    everywhere: true,
    harmless: true,
    opens: true,
    run: (editor) => editor.openCommands(),
  },
  {
    id: 'find',
    label: ({ arrange }) => arrange.find,
    icon: 'search',
    keys: ['Ctrl+F'],
    everywhere: true,
    harmless: true,
    opens: true,
    run: (editor) => editor.openFind(),
  },
  {
    id: 'replace',
    label: ({ arrange }, editor) => arrange.replace(editor.getState().selection.size),
    icon: 'swap',
    keys: ['Shift+R'],
    opens: true,
    isEnabled: (editor) => editor.getState().selection.size > 0,
    run(editor) {
      editor.openAddMenu(undefined, { type: 'replace', nodeIds: [...editor.getState().selection] });
    },
  },
];
