/**
 * The engine knows cards, not their ports. Here neighbours of a column change places where their
 * wires, drawn from port to port, then cross less.
 */
import { own } from '../config/document.js';
import type { Drawing, Place } from './drawing.js';
import type { GraphNode, NodePorts } from './graph.js';

/** Canvas pixels: of a card's head, and of a port's row. */
const [HEAD, ROW] = [40, 28];

/** More rounds change next to nothing. */
const ROUNDS = 6;

interface PortLookup {
  readonly portsOf?: (node: GraphNode) => NodePorts;
  readonly nodes: ReadonlyMap<string, GraphNode>;
}

/** A wire from the card's side: where it is on the card, and at which other card's port it ends. */
interface End {
  readonly side: 'input' | 'output';
  readonly at: number;
  readonly other: string;
  readonly otherAt: number;
}

/** The places with neighbours swapped where fewer wires cross for it. */
export function sortColumns(
  drawing: Drawing,
  places: ReadonlyMap<string, Place>,
  lookup: PortLookup,
): ReadonlyMap<string, Place> {
  const sorted = new Map(places);
  const ends = endsOf(drawing, lookup);
  const groupOf = new Map<string, string>();
  for (const [id, nodeIds] of drawing.groups) for (const each of nodeIds) groupOf.set(each, id);
  const columns = columnsOf(drawing, places);
  for (let round = 0; round < ROUNDS; round += 1) {
    let hasChanged = false;
    for (const column of columns) {
      for (let index = 1; index < column.length; index += 1) {
        const [above, below] = [column[index - 1]!, column[index]!];
        if (groupOf.get(above) !== groupOf.get(below)) continue;
        if (!isBetterSwapped(ends.get(above)!, ends.get(below)!, sorted)) continue;
        swap(drawing, sorted, [above, below]);
        [column[index - 1], column[index]] = [below, above];
        hasChanged = true;
      }
    }
    if (!hasChanged) break;
  }
  return sorted;
}

/** Cards with the same middle are in a column; from top to bottom. */
function columnsOf({ nodes }: Drawing, places: ReadonlyMap<string, Place>): string[][] {
  const columns = new Map<number, string[]>();
  for (const [id, { x }] of places) {
    const middle = Math.round(x + nodes.get(id)!.width / 2);
    const column = columns.get(middle);
    if (column === undefined) columns.set(middle, [id]);
    else column.push(id);
  }
  const byPlace = (one: string, other: string): number => places.get(one)!.y - places.get(other)!.y;
  return [...columns.values()].map((column) => column.sort(byPlace));
}

function swap(
  { nodes }: Drawing,
  places: Map<string, Place>,
  [above, below]: readonly [string, string],
): void {
  const [top, bottom] = [places.get(above)!, places.get(below)!];
  const gap = bottom.y - top.y - nodes.get(above)!.height;
  places.set(below, { x: bottom.x, y: top.y });
  places.set(above, { x: top.x, y: top.y + nodes.get(below)!.height + gap });
}

function isBetterSwapped(
  above: readonly End[],
  below: readonly End[],
  places: ReadonlyMap<string, Place>,
): boolean {
  let gain = 0;
  for (const one of above) {
    for (const other of below) {
      if (one.side !== other.side) continue;
      const between = farEnd(one, places) - farEnd(other, places);
      gain += Math.sign(between);
    }
  }
  return gain > 0;
}

function farEnd({ other, otherAt }: End, places: ReadonlyMap<string, Place>): number {
  return places.get(other)!.y + otherAt;
}

function endsOf(drawing: Drawing, lookup: PortLookup): ReadonlyMap<string, readonly End[]> {
  const ends = new Map([...drawing.nodes.keys()].map((id) => [id, [] as End[]]));
  const rows = new Map([...drawing.nodes.keys()].map((id) => [id, rowsOf(id, lookup)]));
  for (const [id, mine] of ends) {
    const { inputs } = lookup.nodes.get(id)!.connections;
    for (const port of Object.keys(inputs)) {
      for (const { nodeId, portName } of own(inputs, port)!) {
        const others = ends.get(nodeId);
        if (others === undefined || nodeId === id) continue;
        const at = rows.get(id)!.input(port);
        const otherAt = rows.get(nodeId)!.output(portName);
        mine.push({ side: 'input', at, other: nodeId, otherAt });
        others.push({ side: 'output', at: otherAt, other: id, otherAt: at });
      }
    }
  }
  return ends;
}

/** How far below a card's top its ports are. */
function rowsOf(id: string, { nodes, portsOf }: PortLookup) {
  const node = nodes.get(id)!;
  const ports = portsOf?.(node);
  const inputs = ports?.inputs.map(({ name }) => name) ?? Object.keys(node.connections.inputs);
  const outputs = ports?.outputs.map(({ name }) => name) ?? Object.keys(node.connections.outputs);
  const place = (row: number): number => HEAD + ROW * (row + 0.5);
  return {
    input: (name: string) => place(inputs.indexOf(name)),
    output: (name: string) => place(inputs.length + outputs.indexOf(name)),
  };
}
