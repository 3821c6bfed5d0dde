/** The words of the editor a component stands in. */
import { useEditor } from '../editor-context.js';
import type { EditorText } from './english.js';

/**
 * The words to say, by section.
 * @throws MillraceError `no-editor` outside a `FlowEditor`
 */
export function useText(): EditorText {
  return useEditor().text;
}
