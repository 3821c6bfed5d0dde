/** Where screen readers hear what happened. */
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { useEditor } from '../editor-context.js';
import { tellEdits } from './tell-edits.js';
import { tellRun } from './tell-run.js';

/** Nothing to see: sentences are written into it past React. */
export function LiveRegion(): ReactElement {
  const editor = useEditor();
  useEffect(() => {
    const ends = [tellEdits(editor), tellRun(editor)];
    return () => {
      for (const end of ends) end();
    };
  }, [editor]);
  return (
    <div className="mr-unseen">
      <div data-mr-live="polite" aria-live="polite" />
      <div data-mr-live="assertive" aria-live="assertive" />
      <p id={`${editor.editorId}-about`} hidden />
      <p id={`${editor.editorId}-keys`} hidden>
        {editor.text.keyboard.canvas}
      </p>
    </div>
  );
}
