/** Does what may be refused. */
import { isMillraceError } from '../../src/errors.js';
import type { EditorContextValue } from '../editor-context.js';

/** Does something, and tells the user why where it can't be done. */
export function attempt<T>(
  editor: Pick<EditorContextValue, 'notify'>,
  act: () => T,
): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    editor.notify(error.message);
    return undefined;
  }
}
