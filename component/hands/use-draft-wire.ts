/** Keeps a wire drawn while the menu is open that asks what is to be at its end. */
import { useBrowserLayoutEffect } from '../use-browser-layout-effect.js';
import type { EditorModel } from '../use-editor-model.js';
import { loadedHands } from './take-up.js';

/** Draws it from the port that stays to where the node will lie. */
export function useDraftWire({ menu, surface }: Pick<EditorModel, 'menu' | 'surface'>): void {
  useBrowserLayoutEffect(() => {
    if (menu?.type !== 'add' || menu.purpose?.type !== 'wire') return undefined;
    // Who drew the wire has them; a host that opens the menu before them shows no wire.
    return loadedHands()?.drawDraft(surface, menu.purpose.end, menu.place);
  }, [menu, surface]);
}
