/** Edits by the clipboard. */
import { pasteClip } from '../clipboard.js';
import type { PasteOptions } from '../clipboard.js';
import { isEmptyClip } from '../clip.js';
import type { Clip } from '../clip.js';
import { removeSelected } from '../remove-selected.js';
import type { Edit, EditTable } from './edit.js';

export type ClipEdit = Edit &
  (
    | /** Copies what is selected, or takes the clip that is given, and removes what is selected. */
      { readonly type: 'cut'; readonly clip?: Clip }
      /** Pastes the clip, or the one that is given, and selects what is new. */
    | ({ readonly type: 'paste'; readonly clip?: Clip } & PasteOptions)
  );

export const CLIP_EDITS: EditTable<ClipEdit> = {
  cut: (state) => removeSelected(state),
  paste(state, command) {
    const clip = command.clip ?? state.clip;
    if (clip === undefined || isEmptyClip(clip)) return state.graph;
    const { graph, nodeIds, marks } = pasteClip(state, clip, command);
    return { graph, selection: nodeIds, marks };
  },
};
