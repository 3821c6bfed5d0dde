/** Copies of what is selected. */
import {
  canReadClipboard,
  copyToSystem,
  cutToSystem,
  pasteFromSystem,
} from '../clipboard/system-clipboard.js';
import type { EditorContextValue } from '../editor-context.js';
import { parseMark } from '../store/marks.js';
import type { EditorAction } from './action.js';

const countOf = (editor: EditorContextValue): number => editor.getState().selection.size;

/** Nodes, comments or groups; wires are copied with their nodes alone. */
function isCopyable(editor: EditorContextValue): boolean {
  const { selection, marks } = editor.getState();
  return selection.size > 0 || [...marks].some((key) => parseMark(key).type !== 'wire');
}

export const CLIP_ACTIONS: readonly EditorAction[] = [
  {
    id: 'cut',
    icon: 'cut',
    label: ({ actions }, editor) => actions.cut(countOf(editor)),
    keys: ['Ctrl+X'],
    native: true,
    isEnabled: isCopyable,
    run: cutToSystem,
  },
  {
    id: 'copy',
    label: ({ actions }, editor) => actions.copy(countOf(editor)),
    icon: 'copy',
    keys: ['Ctrl+C'],
    native: true,
    harmless: true,
    isEnabled: isCopyable,
    run: copyToSystem,
  },
  {
    id: 'paste',
    icon: 'paste',
    label: ({ actions }) => actions.paste,
    keys: ['Ctrl+V'],
    native: true,
    isEnabled: (editor) => editor.getState().clip !== undefined || canReadClipboard(),
    run: (editor) => void pasteFromSystem(editor),
  },
  {
    id: 'duplicate',
    label: ({ actions }, editor) => actions.duplicate(countOf(editor)),
    icon: 'duplicate',
    keys: ['Ctrl+D'],
    everywhere: true,
    isEnabled: isCopyable,
    run: (editor) => editor.duplicate(),
  },
];
