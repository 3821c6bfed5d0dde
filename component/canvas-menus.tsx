/** What is open over the canvas: menus, and the command palette. */
import type { ReactElement } from 'react';
import { createLoadedPart } from './loaded-part.js';
import type { EditorModel } from './use-editor-model.js';

const { Part: OpenedMenus, preload } = createLoadedPart<{ readonly model: EditorModel }>(
  async () => (await import('./menu/opened-menus.js')).OpenedMenus,
  ({ model }) => model.setMenu(undefined),
);

/** Fetches the code of all menus, so that the first one opens at once. */
export const preloadMenus = preload;

/** The open menu, where one is open. */
export function CanvasMenus({ model }: { readonly model: EditorModel }): ReactElement | null {
  return model.menu === undefined ? null : <OpenedMenus model={model} />;
}
