/** All a user can do, by family. */
import type { EditorAction } from './action.js';
import { ARRANGE_ACTIONS } from './arrange-actions.js';
import { CLIP_ACTIONS } from './clip-actions.js';
import { EDIT_ACTIONS } from './edit-actions.js';
import { FIND_ACTIONS } from './find-actions.js';
import { GROUP_ACTIONS } from './group-actions.js';
import { KEYBOARD_ACTIONS } from './keyboard-actions.js';
import { SUBGRAPH_ACTIONS } from './subgraph-actions.js';
import { VIEW_ACTIONS } from './view-actions.js';
import { WIRE_ACTIONS } from './wire-actions.js';

export const EDITOR_ACTIONS: readonly EditorAction[] = [
  ...EDIT_ACTIONS,
  ...CLIP_ACTIONS,
  ...WIRE_ACTIONS,
  ...FIND_ACTIONS,
  ...ARRANGE_ACTIONS,
  ...GROUP_ACTIONS,
  ...SUBGRAPH_ACTIONS,
  ...VIEW_ACTIONS,
  ...KEYBOARD_ACTIONS,
];

const BY_ID = new Map(EDITOR_ACTIONS.map((action) => [action.id, action]));

const BY_KEY = new Map(
  EDITOR_ACTIONS.filter(({ native }) => native !== true).flatMap((action) =>
    (action.keys ?? []).map((key) => [key, action] as const),
  ),
);

/** The action of an id, as menus name them. */
export function actionOf(id: string): EditorAction | undefined {
  return BY_ID.get(id);
}

/** The action a key stands for, as {@link EditorAction.keys} writes it. */
export function actionOfKey(key: string): EditorAction | undefined {
  return BY_KEY.get(key);
}
