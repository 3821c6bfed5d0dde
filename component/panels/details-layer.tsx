/** The popover for what has no room on a card, where no inspector is open. */
import { useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { preloadForms } from '../controls/widgets.js';
import { useEditor } from '../editor-context.js';
import { createLoadedPart } from '../loaded-part.js';

const { Part: DetailsPopover, preload } = createLoadedPart(
  async () => {
    // The fields are to be there when the focus comes.
    const [popover] = await Promise.all([import('./details-popover.js'), preloadForms()]);
    return popover.DetailsPopover;
  },
  ({ onClose }) => onClose(),
);

/** Fetches the popover and its fields, so that they are there when they are opened. */
export const preloadDetails = preload;

/** Nothing as long as nothing was asked for. */
export function DetailsLayer(): ReactElement | null {
  const { details } = useEditor();
  const request = useSyncExternalStore(details.subscribe, details.get, details.get);
  return request === undefined ? null : (
    <DetailsPopover request={request} onClose={details.close} />
  );
}
