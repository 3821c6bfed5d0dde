/** How one editor is worked with. */

/** A user's choices: no part of the document, no step of the history. */
export interface EditorSettings {
  /** Places of what is dragged are multiples of the grid's. */
  readonly snapToGrid: boolean;
  /** What a drag on the empty canvas does: it moves the view, or draws a box that selects. */
  readonly tool: 'pan' | 'select';
}

/** Neighbours attract, and a drag pans. */
export const DEFAULT_SETTINGS: EditorSettings = { snapToGrid: false, tool: 'pan' };

/** The settings with some changed; the same ones when none is. */
export function changeSettings(
  settings: EditorSettings,
  patch: Partial<EditorSettings>,
): EditorSettings {
  const changed = { ...settings, ...patch };
  const isSame = changed.snapToGrid === settings.snapToGrid && changed.tool === settings.tool;
  return isSame ? settings : changed;
}
