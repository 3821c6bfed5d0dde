/** Where screen readers hear what happened. */
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { useEditor } from '../editor-context.js';

/** Nothing to see: sentences are written into it past React, by code that comes after the rest. */
export function LiveRegion(): ReactElement {
  const editor = useEditor();
  const latest = useRef(editor);
  useEffect(() => {
    latest.current = editor;
  });
  useEffect(() => {
    let end: (() => void) | undefined;
    let isGone = false;
    import('./tell.js').then(
      ({ tell }) => {
        if (!isGone) end = tell(() => latest.current);
      },
      // Without it the editor works, and says less.
      () => undefined,
    );
    return () => {
      isGone = true;
      end?.();
    };
  }, []);
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
