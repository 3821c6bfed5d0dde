/** What a user can do: keys, menus, the toolbar and the command palette offer the same things. */
import type { EditorContextValue } from '../editor-context.js';
import type { IconName } from '../icons/icon.js';
import type { EditorText } from '../text/english.js';

/** Something to do with an editor. It acts on what is selected. */
export interface EditorAction {
  /** Unique among all; with it a menu or a host names the action. */
  readonly id: string;
  readonly label: (text: EditorText, editor: EditorContextValue) => string;
  readonly icon?: IconName;
  /** As `Ctrl+Shift+Z`, where Ctrl is Cmd on a Mac; the first is the one that is shown. */
  readonly keys?: readonly string[];
  /** Its keys are the browser's: they are shown, and its own event runs it. @default false */
  readonly native?: boolean;
  /** Its keys work in the panels, too. @default on the canvas only */
  readonly everywhere?: boolean;
  /** A key that is held does it again and again. @default once */
  readonly repeats?: boolean;
  /** It leaves the graph as it is, and is offered in a read-only editor. @default false */
  readonly harmless?: boolean;
  /** It takes something away. @default false */
  readonly danger?: boolean;
  /** It opens something: its key is the editor's even if nothing changed. @default false */
  readonly opens?: boolean;
  /** For what is on or off: which it is. */
  readonly isChecked?: (editor: EditorContextValue) => boolean;
  /** @default always */
  readonly isEnabled?: (editor: EditorContextValue) => boolean;
  readonly run: (editor: EditorContextValue) => void;
}

/** Whether an action can be done now. */
export function isEnabled(action: EditorAction, editor: EditorContextValue): boolean {
  if (editor.readOnly && action.harmless !== true) return false;
  return action.isEnabled?.(editor) ?? true;
}
