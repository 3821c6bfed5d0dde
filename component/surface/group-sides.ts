/** At which ports a collapsed group is wired to what is outside. No DOM. */
import type { Connection, Connections, Graph } from '../../src/graph/graph.js';
import { own } from '../../src/config/document.js';
import type { NodeGroup } from '../../src/graph/groups.js';

/** A port at the side of a collapsed group. */
interface SidePort {
  readonly end: Connection;
  /** From the top. */
  readonly index: number;
}

/** One side of a collapsed group: its ports by {@link sideKey}. */
export interface GroupSide {
  readonly ports: ReadonlyMap<string, SidePort>;
  /** Rows it takes; where there are more ports than rows, several share one. */
  readonly rows: number;
}

/** Both sides of a collapsed group. */
export interface GroupSides {
  readonly input: GroupSide;
  readonly output: GroupSide;
  readonly rows: number;
}

/** A card is no longer than this; who collapses a hundred nodes does not look for one port. */
const MAX_ROWS = 12;

const EMPTY_SIDE: GroupSide = { ports: new Map(), rows: 0 };

/** Of a group without wires. */
export const EMPTY_SIDES: GroupSides = { input: EMPTY_SIDE, output: EMPTY_SIDE, rows: 1 };

/** A port of a node as a text that no other has. */
export function sideKey({ nodeId, portName }: Connection): string {
  return JSON.stringify([nodeId, portName]);
}

/** The row a port has on its side, from the top. */
export function rowOf({ ports, rows }: GroupSide, key: string): number {
  const index = ports.get(key)?.index ?? 0;
  return Math.floor((index * rows) / Math.max(1, ports.size));
}

/** The ports of a group's nodes that are wired to nodes outside. */
export function sidesOf({ nodeIds }: NodeGroup, graph: Graph): GroupSides {
  const inside = new Set(nodeIds);
  const sideOf = (side: 'inputs' | 'outputs'): GroupSide => {
    const ports = new Map<string, SidePort>();
    for (const nodeId of nodeIds) {
      const wired: Connections = own(graph.nodes, nodeId)?.connections[side] ?? {};
      for (const [portName, ends] of Object.entries(wired)) {
        const leadsOut = ends.some(
          (end) => !inside.has(end.nodeId) && Object.hasOwn(graph.nodes, end.nodeId),
        );
        if (!leadsOut) continue;
        const end = { nodeId, portName };
        ports.set(sideKey(end), { end, index: ports.size });
      }
    }
    return { ports, rows: Math.min(MAX_ROWS, ports.size) };
  };
  const [input, output] = [sideOf('inputs'), sideOf('outputs')];
  return { input, output, rows: Math.max(1, input.rows, output.rows) };
}
