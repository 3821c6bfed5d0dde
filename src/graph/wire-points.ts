/** Pure edits of the points that wires pass. They stand in the entry of the wire's input. */
import { createRecord, own } from '../config/document.js';
import { finiteOr, isPlace } from './finite.js';
import type { Connection, GraphNode, InputEnd, WirePoint } from './graph.js';

/** The points a wire passes, from its output to its input; none for a wire that is not there. */
export function pointsOf(
  target: GraphNode | undefined,
  portName: string,
  from: Connection,
): readonly WirePoint[] {
  const ends = own(target?.connections.inputs ?? {}, portName) ?? [];
  return ends.find((end) => isFrom(end, from))?.points ?? [];
}

/** The node with other points of one of its wires; an empty list is the shortest way. */
export function withPoints(
  target: GraphNode,
  { portName, from }: { readonly portName: string; readonly from: Connection },
  wanted: readonly WirePoint[],
): GraphNode {
  const points = wanted.filter(isPlace);
  if (isAlike(pointsOf(target, portName, from), points)) return target;
  return changeEnds(target, (end, port) => {
    if (port !== portName || !isFrom(end, from)) return end;
    const { points: _, ...rest } = end;
    return points.length === 0 ? rest : { ...rest, points };
  });
}

/** The node with the points of all wires into it moved: it is a copy, and lies elsewhere. */
export function shiftPoints(node: GraphNode, dx: number, dy: number): GraphNode {
  const by = { x: dx, y: dy };
  return movePoints(node, () => by);
}

/**
 * The node with the points of its wires moved, where both ends of a wire move: by as much as these,
 * or, when they part, by as much as their middle.
 * @param offsetOf how far a node moves; undefined for one that stays
 */
export function movePoints(
  node: GraphNode,
  offsetOf: (nodeId: string) => WirePoint | undefined,
): GraphNode {
  const here = offsetOf(node.id);
  if (here === undefined) return node;
  return changeEnds(node, (end) => {
    const there = end.points && offsetOf(end.nodeId);
    if (end.points === undefined || there === undefined) return end;
    const [dx, dy] = [(here.x + there.x) / 2, (here.y + there.y) / 2];
    if (dx === 0 && dy === 0) return end;
    const moved = end.points.map(({ x, y }) => ({
      x: finiteOr(x + dx, x),
      y: finiteOr(y + dy, y),
    }));
    return { ...end, points: moved };
  });
}

type ChangeEnd = (end: InputEnd, portName: string) => InputEnd;

/** Copies what changes, and nothing else. */
function changeEnds(node: GraphNode, change: ChangeEnd): GraphNode {
  const { inputs } = node.connections;
  let copy: Record<string, readonly InputEnd[]> | undefined;
  for (const [portName, ends] of Object.entries(inputs)) {
    const changed = ends.map((end) => change(end, portName));
    if (changed.every((end, index) => end === ends[index])) continue;
    copy ??= Object.assign(createRecord<readonly InputEnd[]>(), inputs);
    copy[portName] = changed;
  }
  if (copy === undefined) return node;
  return { ...node, connections: { ...node.connections, inputs: copy } };
}

function isFrom(end: Connection, { nodeId, portName }: Connection): boolean {
  return end.nodeId === nodeId && end.portName === portName;
}

function isAlike(one: readonly WirePoint[], other: readonly WirePoint[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ x, y }, index) => x === other[index]!.x && y === other[index]!.y)
  );
}
