/** Copies and pastes. */
import { copyNodes } from '../store/clipboard.js';
import type { Clip } from '../store/clipboard.js';
import { freePlace, newNodeIds } from '../store/new-node.js';
import type { ApiOptions } from './api-options.js';

export interface ClipApi {
  /** Copies the selected nodes beside themselves. */
  readonly duplicate: () => void;
  /** Pastes what was cut or copied. */
  readonly paste: () => void;
}

export function createClipApi(options: ApiOptions): ClipApi {
  const { store } = options;
  return {
    duplicate() {
      const { graph, selection } = store.getState();
      paste(options, copyNodes(graph, selection));
    },
    paste: () => paste(options, store.getState().clip),
  };
}

/** How far copies lie from what they were made of. */
const PASTE_OFFSET = 32;

/** Beside what was copied, or in the middle when that is out of sight. */
function paste({ store, surface, readOnly }: ApiOptions, clip: Clip | undefined): void {
  if (clip === undefined || readOnly) return;
  const { graph } = store.getState();
  const types = clip.nodes.map((node) => node.type);
  const first = clip.nodes[0]!;
  const beside = { x: first.x + PASTE_OFFSET, y: first.y + PASTE_OFFSET };
  const box = { ...beside, width: first.width, height: first.width / 2 };
  const at = freePlace(graph, surface.isSeen(box) ? beside : surface.middle());
  const [dx, dy] = [at.x - first.x, at.y - first.y];
  store.dispatch({ type: 'paste', clip, ids: newNodeIds(graph, types), dx, dy });
}
