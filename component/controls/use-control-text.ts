/** The words of fields; English where they stand outside an editor. */
import { useContext } from 'react';
import { EditorContext } from '../editor-context.js';
import { ENGLISH } from '../text/english.js';
import type { EditorText } from '../text/english.js';

/** What fields say. */
export function useControlText(): EditorText['controls'] {
  return (useContext(EditorContext)?.text ?? ENGLISH).controls;
}
