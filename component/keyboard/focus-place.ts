/** Where in an editor the focus is. */
import type { Mark } from '../store/marks.js';
import type { PortEnd } from '../surface/port-end.js';
import type { Surface } from '../surface/surface.js';
import { focusedWire } from './wire-focus.js';
import type { WireMark } from './wire-focus.js';

export type FocusPlace =
  | { readonly type: 'canvas' }
  | { readonly type: 'node'; readonly id: string }
  /** Something in a card: a field, a button. */
  | { readonly type: 'field'; readonly id: string }
  | { readonly type: 'port'; readonly end: PortEnd }
  | { readonly type: 'wire'; readonly wire: WireMark['wire']; readonly from: PortEnd }
  /** A group or a comment. */
  | { readonly type: 'mark'; readonly mark: Mark }
  /** A menu, a panel, something of the host's. */
  | { readonly type: 'elsewhere' };

const ELSEWHERE: FocusPlace = { type: 'elsewhere' };

/** @param target what has the focus */
export function focusPlaceOf(surface: Surface, target: EventTarget | null): FocusPlace {
  if (!(target instanceof Element)) return ELSEWHERE;
  if (target.matches('.mr-canvas, [data-flume-component="stage"]')) return { type: 'canvas' };
  const wire = focusedWire(target);
  if (wire !== undefined) return { type: 'wire', ...wire };
  const end = surface.nodes.portAt(target, { rows: false });
  if (end !== undefined) return { type: 'port', end };
  const id = surface.nodes.nodeAt(target);
  if (id !== undefined) return surface.nodes.get(id) === target ? node(id) : { type: 'field', id };
  const mark = markOf(target);
  return mark === undefined ? ELSEWHERE : { type: 'mark', mark };
}

function node(id: string): FocusPlace {
  return { type: 'node', id };
}

/** Only the group or comment itself, not a text in it. */
function markOf(target: Element): Mark | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const { mrGroup, mrComment } = target.dataset;
  if (mrGroup !== undefined) return { type: 'group', id: mrGroup };
  return mrComment === undefined ? undefined : { type: 'comment', id: mrComment };
}
