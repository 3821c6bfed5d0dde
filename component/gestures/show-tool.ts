/** Shows by the pointer's look what a drag on the empty canvas does. */
import type { EditorStore } from '../store/editor-store.js';

/** Follows the settings. @returns ends it */
export function showTool(canvas: HTMLElement, store: EditorStore): () => void {
  const show = (): void => void (canvas.dataset['mrTool'] = store.getState().settings.tool);
  show();
  return store.subscribe((state, before) => {
    if (state.settings !== before.settings) show();
  });
}
