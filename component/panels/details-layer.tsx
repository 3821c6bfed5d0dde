/** The popover for what has no room on a card, where no inspector is open. */
import { useEffect, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { preloadForms } from '../controls/widgets.js';
import { useEditor } from '../editor-context.js';
import { createLoadedPart } from '../loaded-part.js';

const { Part: DetailsPopover, preload } = createLoadedPart(async () => {
  // The fields are to be there when the focus comes.
  const [popover] = await Promise.all([import('./details-popover.js'), preloadForms()]);
  return popover.DetailsPopover;
});

/** Nothing as long as nothing was asked for. */
export function DetailsLayer(): ReactElement | null {
  const { details, editorId } = useEditor();
  const request = useSyncExternalStore(details.subscribe, details.get, details.get);
  useEffect(() => {
    const canvas = document.querySelector(`[data-mr-editor="${editorId}"] .mr-canvas`);
    const fetch = (): void => void preload();
    // Who is on his way to a button finds the popover there.
    const events = ['pointerenter', 'focusin'] as const;
    for (const name of events) canvas?.addEventListener(name, fetch, { once: true });
    return () => {
      for (const name of events) canvas?.removeEventListener(name, fetch);
    };
  }, [editorId]);
  return request === undefined ? null : (
    <DetailsPopover request={request} onClose={details.close} />
  );
}
