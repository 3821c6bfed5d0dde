/** The graph that every editor of the benchmark shows: nodes in a grid, wired to their neighbours. */

/** One node; its id is `n` and its index. */
export interface PlacedNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** One wire, from the only output of a node to an input of another. */
export interface PlacedWire {
  readonly from: string;
  readonly to: string;
  readonly port: 'a' | 'b';
}

/** A graph without the words of any library. */
export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly wires: readonly PlacedWire[];
}

/** Wide enough for three inputs, a field, and the way of a wire. */
export const PITCH = { x: 260, y: 220 } as const;

export const NODE_WIDTH = 200;

/** Of the viewport: the first node lies at its corner, and beside it the canvas is empty. */
export const MARGIN = 40;

/** What the mouse is used on. The inputs `b` of the first row are free. */
export const ACTED = { moved: 1, typed: 1, from: 0, to: 2 } as const;

/** How many nodes a paste adds. */
export const PASTED = 50;

/** @param count How many nodes there are. */
export function layoutOf(count: number): Layout {
  const columns = Math.ceil(Math.sqrt(count * 1.6));
  const nodes: PlacedNode[] = [];
  const wires: PlacedWire[] = [];
  for (let index = 0; index < count; index += 1) {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    nodes.push({ id: `n${index}`, x: column * PITCH.x, y: row * PITCH.y });
    if (column > 0) wires.push({ from: `n${index - 1}`, to: `n${index}`, port: 'a' });
    if (row > 0 && index % 5 === 0) {
      wires.push({ from: `n${index - columns}`, to: `n${index}`, port: 'b' });
    }
  }
  return { nodes, wires };
}

/** The first fifty nodes and the wires among them, under new ids and half a pitch away. */
export function pastedOf({ nodes, wires }: Layout): Layout {
  const copied = nodes.slice(0, PASTED);
  const ids = new Set(copied.map(({ id }) => id));
  const inside = wires.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return {
    nodes: copied.map(({ id, x, y }) => ({ id: `${id}copy`, x: x + 30, y: y + PITCH.y / 2 })),
    wires: inside.map(({ from, to, port }) => ({ from: `${from}copy`, to: `${to}copy`, port })),
  };
}
