/** All a user can do, by family. */
import type { EditorAction } from './action.js';
import { EDIT_ACTIONS } from './edit-actions.js';
import { VIEW_ACTIONS } from './view-actions.js';

export const EDITOR_ACTIONS: readonly EditorAction[] = [...EDIT_ACTIONS, ...VIEW_ACTIONS];

const BY_ID = new Map(EDITOR_ACTIONS.map((action) => [action.id, action]));

const BY_KEY = new Map(
  EDITOR_ACTIONS.flatMap((action) => (action.keys ?? []).map((key) => [key, action] as const)),
);

/** The action of an id, as menus name them. */
export function actionOf(id: string): EditorAction | undefined {
  return BY_ID.get(id);
}

/** The action a key stands for, as {@link EditorAction.keys} writes it. */
export function actionOfKey(key: string): EditorAction | undefined {
  return BY_KEY.get(key);
}
