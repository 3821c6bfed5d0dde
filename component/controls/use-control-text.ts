/** The words of fields; English where they stand outside an editor. */
import type { EditorText } from '../text/english.js';
import { useTextAnywhere } from '../text/use-text.js';

/** What fields say. */
export function useControlText(): EditorText['controls'] {
  return useTextAnywhere().controls;
}
