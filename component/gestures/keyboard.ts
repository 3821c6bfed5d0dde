/** What the keys do while the canvas has the focus. */
import type { EditorContextValue } from '../editor-context.js';

type KeyEditor = Pick<
  EditorContextValue,
  'getState' | 'dispatch' | 'duplicate' | 'paste' | 'fitView' | 'zoomBy' | 'openAddMenu'
>;

/** Canvas pixels an arrow key moves what is selected. */
const NUDGE = 4;
const FAR_NUDGE = 24;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** By key, with Ctrl or Cmd. */
const WITH_CONTROL: Readonly<Record<string, (editor: KeyEditor) => void>> = {
  z: (editor) => editor.dispatch({ type: 'undo' }),
  'shift+z': (editor) => editor.dispatch({ type: 'redo' }),
  y: (editor) => editor.dispatch({ type: 'redo' }),
  a: (editor) => editor.dispatch({ type: 'selectAll' }),
  c: (editor) => editor.dispatch({ type: 'copy' }),
  x: (editor) => editor.dispatch({ type: 'cut' }),
  v: (editor) => editor.paste(),
  d: (editor) => editor.duplicate(),
};

const ALONE: Readonly<Record<string, (editor: KeyEditor) => void>> = {
  delete: (editor) => editor.dispatch({ type: 'removeNodes' }),
  backspace: (editor) => editor.dispatch({ type: 'removeNodes' }),
  escape: (editor) => editor.dispatch({ type: 'select', ids: [] }),
  '/': (editor) => editor.openAddMenu(),
  f: (editor) => editor.fitView(),
  '+': (editor) => editor.zoomBy(1.25),
  '=': (editor) => editor.zoomBy(1.25),
  '-': (editor) => editor.zoomBy(0.8),
};

/** Carries out what a key stands for. @returns false when it stands for nothing here */
export function pressKey(editor: KeyEditor, event: KeyboardEvent): boolean {
  if (isTyping(event.target) || event.altKey || event.isComposing) return false;
  const arrow = ARROWS[event.key];
  if (arrow !== undefined) return nudge(editor, arrow, event.shiftKey);
  const name = event.key.toLowerCase();
  const hasControl = event.ctrlKey || event.metaKey;
  const keys = hasControl ? WITH_CONTROL : ALONE;
  const key = hasControl && event.shiftKey ? `shift+${name}` : name;
  if (!Object.hasOwn(keys, key)) return false;
  // What is marked on the page is meant by a copy, where something is.
  if (key === 'c' && String(getSelection() ?? '') !== '') return false;
  keys[key]!(editor);
  return true;
}

function nudge(editor: KeyEditor, [dx, dy]: readonly [number, number], isFar: boolean): boolean {
  const { graph, selection } = editor.getState();
  if (selection.size === 0) return false;
  const by = isFar ? FAR_NUDGE : NUDGE;
  const places = [...selection].map((id) => {
    const { x, y } = graph.nodes[id]!;
    return [id, { x: x + dx * by, y: y + dy * by }] as const;
  });
  editor.dispatch({ type: 'moveNodes', places: Object.fromEntries(places), mergeKey: 'nudge' });
  return true;
}

/** A key that goes into a text is not the editor's. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], dialog') !== null
  );
}
