/** Tells a host what of the graph is looked at: what is selected, and which part is seen. */
import { useEffect, useRef } from 'react';
import type { FlowEditorProps } from './flow-editor-props.js';
import type { EditorStore } from './store/editor-store.js';

type Listeners = Pick<FlowEditorProps, 'onSelectionChange' | 'onViewportChange'>;

/** Listeners may be others at each render; that costs nothing. */
export function useLooks(store: EditorStore, listeners: Listeners): void {
  const latest = useRef(listeners);
  useEffect(() => {
    latest.current = listeners;
  });
  useEffect(
    () =>
      store.subscribe((state, before) => {
        const { onSelectionChange, onViewportChange } = latest.current;
        if (state.selection !== before.selection || state.marks !== before.marks) {
          onSelectionChange?.([...state.selection], [...state.marks]);
        }
        if (state.viewport !== before.viewport) onViewportChange?.(state.viewport);
      }),
    [store],
  );
}
