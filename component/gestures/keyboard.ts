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

/** What the keys do in a panel: what is marked, typed or chosen there is the panel's. */
const IN_PANELS: readonly string[] = ['z', 'shift+z', 'y', 'd', 'delete'];

/**
 * Carries out what a key stands for.
 * @param inCanvas false in a panel, where most keys are the panel's
 * @returns false when it stands for nothing here
 */
export function pressKey(
  editor: KeyEditor,
  event: KeyboardEvent,
  { inCanvas }: { readonly inCanvas: boolean },
): boolean {
  if (event.altKey || event.isComposing || isTyping(event)) return false;
  const arrow = ARROWS[event.key];
  if (arrow !== undefined) return inCanvas && nudge(editor, arrow, event.shiftKey);
  const name = event.key.toLowerCase();
  const hasControl = event.ctrlKey || event.metaKey;
  const keys = hasControl ? WITH_CONTROL : ALONE;
  const key = hasControl && event.shiftKey ? `shift+${name}` : name;
  if (!Object.hasOwn(keys, key) || !(inCanvas || IN_PANELS.includes(key))) return false;
  // What is marked on the page is meant by a copy, where something is.
  if (key === 'c' && String(getSelection() ?? '') !== '') return false;
  const before = editor.getState();
  keys[key]!(editor);
  // A key that did nothing is the host's: Escape closes its dialog.
  return key === '/' || editor.getState() !== before || hasControl;
}

function nudge(editor: KeyEditor, [dx, dy]: readonly [number, number], isFar: boolean): boolean {
  const { graph, selection } = editor.getState();
  if (selection.size === 0) return false;
  const by = isFar ? FAR_NUDGE : NUDGE;
  const places = [...selection].map((id) => {
    const { x, y } = graph.nodes[id]!;
    return [id, { x: x + dx * by, y: y + dy * by }] as const;
  });
  const mergeKey = `nudge:${[...selection].join()}`;
  editor.dispatch({ type: 'moveNodes', places: Object.fromEntries(places), mergeKey });
  return true;
}

const TEXTS = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="range"])';

/** A key that goes into a text is not the editor's; nor one that moves a slider. */
function isTyping({ target, currentTarget, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest(Object.hasOwn(ARROWS, key) ? `${TEXTS}, input` : TEXTS);
  return field !== null && (currentTarget as Element).contains(field);
}
