/** Draws the ports of a collapsed group: a dot where wires end. Written past React. */
import type { Connection } from '../../src/graph/graph.js';
import { rowOf } from './group-sides.js';
import type { GroupSide, GroupSides } from './group-sides.js';

/** The colour of a port, by Flume's name. */
export type PortColor = (end: Connection, side: 'input' | 'output') => string;

/** Puts a dot at each row in which wires end. */
export function showSides(element: HTMLElement, sides: GroupSides, colorOf: PortColor): void {
  const place = element.querySelector<HTMLElement>('.mr-group-ports');
  if (place === null) return;
  const dots = [
    ...dotsOf(sides.input, 'input', colorOf),
    ...dotsOf(sides.output, 'output', colorOf),
  ];
  const look = JSON.stringify(dots);
  if (place.dataset['mrLook'] === look) return;
  place.dataset['mrLook'] = look;
  place.replaceChildren(
    ...dots.map(({ side, row, color }) => {
      const dot = place.ownerDocument.createElement('span');
      dot.className = 'mr-group-dot';
      dot.dataset['side'] = side;
      dot.dataset['color'] = color;
      dot.style.setProperty('--mr-row', String(row));
      return dot;
    }),
  );
}

interface Dot {
  readonly side: 'input' | 'output';
  readonly row: number;
  readonly color: string;
}

/** One a row: the first port's where several share it. */
function dotsOf(side: GroupSide, name: Dot['side'], colorOf: PortColor): readonly Dot[] {
  const rows = new Map<number, Dot>();
  for (const [key, { end }] of side.ports) {
    const row = rowOf(side, key);
    if (!rows.has(row)) rows.set(row, { side: name, row, color: colorOf(end, name) });
  }
  return [...rows.values()];
}
