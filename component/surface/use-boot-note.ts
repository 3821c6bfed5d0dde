/** Why a node of Python's has not begun: Python is still on its way. */
import { useSyncExternalStore } from 'react';
import type { NodeType } from '../../src/config/config.js';
import { useEditor } from '../editor-context.js';
import { useText } from '../text/use-text.js';
import type { NodeActivity } from '../store/status-store.js';

/** A line for the card; empty where there is nothing to say. Renders again when the line changes. */
export function useBootNote(type: NodeType | undefined, { status }: NodeActivity): string {
  const { boot } = useEditor();
  const { waitingForPython } = useText().status;
  const waits = status === 'waiting' || status === 'queued';
  const isPython = type?.source?.language === 'python';
  const read = (): string => {
    const isOnItsWay = waits && isPython && boot !== undefined && 'detail' in boot.get();
    return isOnItsWay ? waitingForPython : '';
  };
  return useSyncExternalStore(boot?.subscribe ?? subscribeToNothing, read, read);
}

const subscribeToNothing = (): (() => void) => () => undefined;
