/** Edits by the clipboard. */
import { removeNodes } from '../../../src/graph/edit-graph.js';
import { pasteClip } from '../clipboard.js';
import type { Clip, PasteOptions } from '../clipboard.js';
import type { Edit, EditTable } from './edit.js';

export type ClipEdit = Edit &
  (
    | /** Copies the selected nodes and removes them. */
      { readonly type: 'cut'; readonly clip?: Clip }
      /** Pastes the clip, or the one that is given. */
    | ({ readonly type: 'paste'; readonly clip?: Clip } & PasteOptions)
  );

export const CLIP_EDITS: EditTable<ClipEdit> = {
  cut: ({ graph, selection }) => removeNodes(graph, selection),
  paste({ graph, clip }, command) {
    const pasted = command.clip ?? clip;
    if (pasted === undefined) return graph;
    return { graph: pasteClip(graph, pasted, command), selection: command.ids };
  },
};
