/** What the keyboard and screen readers need: the focus, words, and what opens for them. */
import { announce } from '../announce/announce.js';
import type { Tone } from '../announce/announce.js';
import { focusNode, focusPort } from '../keyboard/focus-things.js';
import type { Point } from '../surface/geometry.js';
import type { PortEnd } from '../surface/port-end.js';
import type { ApiOptions } from './api-options.js';

/** Part of what a host is given. */
export interface FocusApi {
  /** Puts the keyboard focus on a node's card, and shows it. A node that is not there is none. */
  readonly focusNode: (nodeId: string) => void;
  /** Puts the keyboard focus on a port, and shows it. */
  readonly focusPort: (end: PortEnd) => void;
  /** Says a sentence to screen readers. @param tone Default: `polite`. */
  readonly announce: (text: string, tone?: Tone) => void;
}

/** What opens over the canvas, for keys. */
export interface KeyboardApi {
  /** Opens the list of all ports that a port may be wired to. @param at Where, of a port that is not mounted. */
  readonly openConnectPicker: (end: PortEnd, at?: Point) => void;
  /** Opens the list of all keys. */
  readonly openShortcuts: () => void;
}

const NOWHERE: Point = { x: 0, y: 0 };

/** The picker is so wide, and so far from the port. */
const PICKER = { width: 340, gap: 14 } as const;

/** Over the port's own card: what it may be wired to lies on the other side. */
function besides({ left, right, bottom }: DOMRect, { side }: PortEnd): Point {
  const x = side === 'output' ? left - PICKER.gap - PICKER.width : right + PICKER.gap;
  return { x, y: bottom + PICKER.gap / 2 };
}

export function createKeyboardApi(options: ApiOptions): FocusApi & KeyboardApi {
  const { surface, readOnly, setMenu } = options;
  return {
    focusNode: (nodeId) => focusNode(options, nodeId),
    focusPort: (end) => focusPort(options, end),
    announce: (text, tone = 'polite') => announce(surface.elements?.stage, text, tone),
    openConnectPicker(end, at) {
      if (readOnly) return;
      const rect = surface.nodes.handleOf(end)?.getBoundingClientRect();
      setMenu({
        type: 'connect',
        end,
        at: rect === undefined ? (at ?? NOWHERE) : besides(rect, end),
      });
    },
    openShortcuts: () => setMenu({ type: 'shortcuts' }),
  };
}
