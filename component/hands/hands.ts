/** What pointer and keys do in one editor: all that is there once its graph is drawn. */
import { listenToDrops } from '../gestures/drop-node-type.js';
import type { GestureContext } from '../gestures/gesture.js';
import { listenToPointer } from '../gestures/pointer.js';
import { listenToKeyboard } from '../keyboard/listen-to-keyboard.js';
import { listenToTypeAhead } from '../keyboard/type-ahead.js';
import { listenToNaming } from '../naming/listen-to-naming.js';
import { openContextMenu } from '../open-context-menu.js';
import { listenToEntering } from '../subgraphs/listen-to-entering.js';
import type { EditorModel } from '../use-editor-model.js';

export { runAction } from '../actions/run-action.js';
export { drawDraft } from '../gestures/draft-wire.js';

/** What hands reach of an editor. */
export interface HandsReach {
  readonly canvas: HTMLElement;
  readonly context: () => GestureContext;
  readonly find: () => EditorModel;
}

/** Listens on a canvas and what is round it. @returns ends it */
export function listenToHands({ canvas, context, find }: HandsReach): () => void {
  const ends = [
    listenToPointer(canvas, context),
    listenToDrops(canvas, context),
    listenToNaming(canvas, find),
    listenToEntering(canvas, find),
    listenToMenus(canvas, find),
    // Before the keys have another meaning.
    listenToTypeAhead(canvas, find),
    listenToKeyboard(canvas, find),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function listenToMenus(canvas: HTMLElement, find: () => EditorModel): () => void {
  const onMenu = (event: MouseEvent): void => openContextMenu(event, find());
  canvas.addEventListener('contextmenu', onMenu, { capture: true });
  return () => canvas.removeEventListener('contextmenu', onMenu, { capture: true });
}
