/** The system's clipboard, for menus; keys work by the browser's own events, which need no permission. */
import { attempt } from '../actions/attempt.js';
import type { EditorContextValue } from '../editor-context.js';
import { shortcutText } from '../menu/shortcut.js';

/** True where the page may ask for what the clipboard holds. */
export function canReadClipboard(): boolean {
  return typeof navigator !== 'undefined' && navigator.clipboard?.readText !== undefined;
}

/** Copies what is selected, for this editor and, where the browser lets it, for all. */
export function copyToSystem(editor: EditorContextValue): void {
  void write(editor, editor.copy());
}

/** Cuts what is selected. */
export function cutToSystem(editor: EditorContextValue): void {
  void write(editor, editor.cut());
}

/** Pastes what the clipboard holds; where it can't be read, what this editor copied. */
export async function pasteFromSystem(editor: EditorContextValue): Promise<void> {
  const { gestures: words } = editor.text;
  const text = await readText();
  // An empty clipboard means what this editor copied last; another text does not.
  const clip = text ? editor.textToClip(text) : editor.getState().clip;
  if (editor.readOnly) return;
  // Where it is refused, the reason is told.
  if (clip !== undefined && attempt(editor, () => editor.paste(clip)) !== false) return;
  const isRefused = text === undefined && canReadClipboard();
  const key = shortcutText('Ctrl+V');
  editor.notify(isRefused ? words.clipboardRefused(key) : words.nothingToPaste);
}

async function write(
  editor: EditorContextValue,
  clip: ReturnType<EditorContextValue['copy']>,
): Promise<void> {
  if (clip === undefined) return;
  try {
    await navigator.clipboard.writeText(editor.clipToText(clip));
  } catch {
    // The editor has it all the same. There is none outside of a secure page.
    editor.notify(editor.text.gestures.copyRefused(shortcutText('Ctrl+C')));
  }
}

async function readText(): Promise<string | undefined> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return undefined;
  }
}
