/** Runs actions by their ids. */
import { MillraceError } from '../../src/errors.js';
import type { EditorContextValue } from '../editor-context.js';
import { isEnabled } from './action.js';
import { actionOf, EDITOR_ACTIONS } from './all-actions.js';

/** @returns false where it can't be done now. @throws MillraceError `unknown-action` */
export function runAction(id: string, editor: EditorContextValue): boolean {
  const action = actionOf(id);
  if (action === undefined) {
    const ids = EDITOR_ACTIONS.map((each) => each.id).join(', ');
    throw new MillraceError(
      'unknown-action',
      `run: expected the id of an action (${ids}), got ${JSON.stringify(id)}`,
    );
  }
  if (!isEnabled(action, editor)) return false;
  action.run(editor);
  return true;
}
