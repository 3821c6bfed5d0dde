/** Whether a thing on the canvas is being named; it alone renders again when that changes. */
import { useCallback, useSyncExternalStore } from 'react';
import { useEditor } from '../editor-context.js';
import type { NamingTarget } from './naming.js';

/** True while the text of a node, group or comment is edited in place. */
export function useNaming(type: NamingTarget['type'], id: string): boolean {
  const { naming } = useEditor();
  const subscribe = useCallback(
    (listener: () => void) => naming.subscribe({ type, id }, listener),
    [naming, type, id],
  );
  const read = (): boolean => naming.isOpen({ type, id });
  return useSyncExternalStore(subscribe, read, read);
}
