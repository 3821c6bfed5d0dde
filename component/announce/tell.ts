/** All that is said aloud without being asked for. */
import type { EditorContextValue } from '../editor-context.js';
import { tellEdits } from './tell-edits.js';
import { tellRun } from './tell-run.js';

/**
 * Says what happens in an editor.
 * @param find the editor as it is now: another config, text or graph gives it another context
 * @returns ends it
 */
export function tell(find: () => EditorContextValue): () => void {
  const ends = [tellEdits(find), tellRun(find)];
  return () => {
    for (const end of ends) end();
  };
}
