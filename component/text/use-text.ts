/** The words of the editor a component stands in. */
import { useContext } from 'react';
import { EditorContext, useEditor } from '../editor-context.js';
import { ENGLISH } from './english.js';
import type { EditorText } from './english.js';

/**
 * The words to say, by section.
 * @throws MillraceError `no-editor` outside a `FlowEditor`
 */
export function useText(): EditorText {
  return useEditor().text;
}

/** The same in a part that may stand outside of an editor, where it speaks English. */
export function useTextAnywhere(): EditorText {
  return useContext(EditorContext)?.text ?? ENGLISH;
}
