/** Copies and pastes. */
import { commentsOf } from '../../src/graph/comments.js';
import type { Graph } from '../../src/graph/graph.js';
import { isEmptyClip } from '../store/clip.js';
import type { Clip } from '../store/clip.js';
import { copySelection } from '../store/clipboard.js';
import { clipToText, textToClip } from '../store/clip-text.js';
import { withoutSecrets } from '../store/clip-secrets.js';
import { freePlace } from '../store/new-node.js';
import type { Point } from '../surface/geometry.js';
import type { ApiOptions } from './api-options.js';
import { checkPlace } from './check-place.js';

export interface ClipApi {
  /**
   * Copies what is selected: nodes with the wires among them, comments, whole groups, and the subgraphs
   * they use; secrets are left out.
   * @returns the clip; undefined when nothing is selected
   */
  readonly copy: () => Clip | undefined;
  /**
   * Copies what is selected and removes it.
   * @returns the clip; undefined when nothing is selected, or in a read-only editor
   */
  readonly cut: () => Clip | undefined;
  /** Copies what is selected beside itself. */
  readonly duplicate: () => void;
  /**
   * Pastes a clip and selects what is new.
   * @param clip @default what was cut or copied
   * @param at Where its top left corner comes to lie. @default beside the originals, or in the middle
   * of what is seen
   * @returns false where there was nothing to paste, or nothing may be
   * @throws MillraceError `bad-option` for a place that is none
   */
  readonly paste: (clip?: Clip, at?: Point) => boolean;
  /** A clip as the text that the system's clipboard holds: the JSON of a graph. */
  readonly clipToText: (clip: Clip) => string;
  /** The clip in such a text, or in that of any graph; undefined for other texts. */
  readonly textToClip: (text: string) => Clip | undefined;
}

export function createClipApi(options: ApiOptions): ClipApi {
  const { store, catalog, readOnly } = options;
  const read = (): Clip | undefined => {
    const clip = copySelection(store.getState());
    return clip && withoutSecrets(clip, catalog.config, catalog);
  };
  return {
    copy() {
      const clip = read();
      if (clip !== undefined) store.dispatch({ type: 'copy', clip });
      return clip;
    },
    cut() {
      const clip = readOnly ? undefined : read();
      if (clip !== undefined) store.dispatch({ type: 'cut', clip });
      return clip;
    },
    duplicate() {
      paste(options, copySelection(store.getState()));
    },
    paste: (clip, at) => paste(options, clip ?? store.getState().clip, at),
    clipToText,
    textToClip,
  };
}

/** How far copies lie from what they were made of. */
const PASTE_OFFSET = 32;

function paste(options: ApiOptions, clip: Clip | undefined, at?: Point): boolean {
  const { store, readOnly } = options;
  checkPlace(at, 'paste');
  if (clip === undefined || readOnly || isEmptyClip(clip)) return false;
  const corner = cornerOf(clip);
  const place = at ?? placeFor(options, corner);
  store.dispatch({ type: 'paste', clip, dx: place.x - corner.x, dy: place.y - corner.y });
  return true;
}

/** Beside what was copied, or in the middle when that is out of sight. */
function placeFor({ store, surface }: ApiOptions, corner: Point): Point {
  const beside = { x: corner.x + PASTE_OFFSET, y: corner.y + PASTE_OFFSET };
  const box = { ...beside, width: 200, height: 100 };
  const { graph } = store.getState();
  return freePlace(graph, surface.isSeen(box) ? beside : surface.middle());
}

/** The top left corner of all that is in a clip. */
function cornerOf(clip: Graph): Point {
  const places: readonly Point[] = [...Object.values(clip.nodes), ...commentsOf(clip).values()];
  return {
    x: Math.min(...places.map(({ x }) => x)),
    y: Math.min(...places.map(({ y }) => y)),
  };
}
