/** The list of actions for hosts. */
import type { EditorAction } from './action.js';
import { EDITOR_ACTIONS as ALL } from './all-actions.js';

/**
 * All a user can do, with ids, names and keys. A name of its own, in the file of toolbar and palette:
 * taken from the actions themselves, esbuild would load those with every editor.
 */
export const EDITOR_ACTIONS: readonly EditorAction[] = ALL;
