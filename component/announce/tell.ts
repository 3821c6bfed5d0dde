/** All that is said aloud without being asked for. */
import type { EditorContextValue } from '../editor-context.js';
import { tellEdits } from './tell-edits.js';
import { tellRun } from './tell-run.js';

/** Says what happens in an editor. @returns ends it */
export function tell(editor: EditorContextValue): () => void {
  const ends = [tellEdits(editor), tellRun(editor)];
  return () => {
    for (const end of ends) end();
  };
}
