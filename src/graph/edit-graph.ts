/**
 * Pure edits: a graph in, a graph out that shares everything the edit does not touch. Own-key order
 * is kept, and ids such as `__proto__` are ids like any other. An edit of something that is not
 * there returns the same graph.
 */
import { createRecord, own } from '../config/document.js';
import { isPlace } from './finite.js';
import { movePoints } from './wire-points.js';
import type { Connection, Connections, Graph, GraphNode, WirePoint } from './graph.js';

/** Removes nodes, the wires from and to them, and the ports they promoted. */
export function removeNodes(graph: Graph, ids: Iterable<string>): Graph {
  const removed = new Set([...ids].filter((id) => Object.hasOwn(graph.nodes, id)));
  if (removed.size === 0) return graph;
  const nodes = createRecord<GraphNode>();
  for (const [id, node] of Object.entries(graph.nodes)) {
    if (!removed.has(id)) nodes[id] = withoutWiresTo(node, removed);
  }
  if (graph.ports === undefined) return { ...graph, nodes };
  const stays = ({ nodeId }: { readonly nodeId: string }): boolean => !removed.has(nodeId);
  const inputs = graph.ports.inputs.filter(stays);
  const outputs = graph.ports.outputs.filter(stays);
  return { ...graph, nodes, ports: { ...graph.ports, inputs, outputs } };
}

/**
 * Moves nodes to places on the canvas, and the points of wires both ends of which move. A place that is
 * not finite is none.
 */
export function moveNodes(
  graph: Graph,
  places: Readonly<Record<string, { readonly x: number; readonly y: number }>>,
): Graph {
  const offsetOf = (id: string): WirePoint | undefined => {
    const [place, node] = [own(places, id), own(graph.nodes, id)];
    if (place === undefined || node === undefined || !isPlace(place)) return undefined;
    return { x: place.x - node.x, y: place.y - node.y };
  };
  const ids = Object.keys(places).filter((id) => isPlace(places[id]!));
  return updateNodes(graph, ids, (node) => {
    const { x, y } = own(places, node.id)!;
    const moved = movePoints(node, offsetOf);
    return node.x === x && node.y === y ? moved : { ...moved, x, y };
  });
}

/** Changes nodes by a function; one that returns the same node changes nothing. */
export function updateNodes(
  graph: Graph,
  ids: Iterable<string>,
  update: (node: GraphNode) => GraphNode,
): Graph {
  let nodes: Record<string, GraphNode> | undefined;
  for (const id of ids) {
    const node = own(nodes ?? graph.nodes, id);
    if (node === undefined) continue;
    const next = update(node);
    if (next !== node) (nodes ??= copyRecord(graph.nodes))[id] = next;
  }
  return nodes === undefined ? graph : { ...graph, nodes };
}

/** One value of a control; `undefined` takes it out: not given. */
export interface ControlEdit {
  readonly nodeId: string;
  readonly portName: string;
  readonly control: string;
  readonly value: unknown;
}

/** Writes a control's value. */
export function setControl(graph: Graph, edit: ControlEdit): Graph {
  const { nodeId, portName, control, value } = edit;
  return updateNodes(graph, [nodeId], (node) => {
    const before = own(node.inputData, portName);
    if (before !== undefined && Object.is(own(before, control), value)) return node;
    const controls = before === undefined ? createRecord<unknown>() : copyRecord(before);
    if (value === undefined) delete controls[control];
    else controls[control] = value;
    const inputData = copyRecord(node.inputData);
    if (Object.keys(controls).length > 0) inputData[portName] = controls;
    else delete inputData[portName];
    return { ...node, inputData };
  });
}

/** A wire, from an output to an input. */
export interface Wire {
  readonly from: Connection;
  readonly to: Connection;
}

/** How a wire is drawn. */
export interface ConnectOptions {
  /** The input takes several wires: it keeps those it has. @default false */
  readonly keep?: boolean;
  /** Places it passes. @default the shortest way */
  readonly points?: readonly WirePoint[] | undefined;
}

/**
 * Draws a wire. What the input had before is taken away, unless it takes several. Whether the wire
 * fits is not asked here: see `checkConnection`.
 */
export function connect(graph: Graph, { from, to }: Wire, options: ConnectOptions = {}): Graph {
  if (!Object.hasOwn(graph.nodes, from.nodeId) || !Object.hasOwn(graph.nodes, to.nodeId)) {
    return graph;
  }
  const listed = own(graph.nodes[to.nodeId]!.connections.inputs, to.portName) ?? [];
  if (listed.some((end) => isSame(end, from))) return graph;
  const replaced = options.keep === true ? [] : listed;
  const cut = replaced.reduce((each, end) => disconnect(each, { from: end, to }), graph);
  const { nodeId, portName } = from;
  const points = options.points ?? [];
  const end = { nodeId, portName, ...(points.length > 0 && { points }) };
  return changeWire(cut, { from: end, to }, (ends, other) => [...ends, other]);
}

/** Removes a wire from both its ends. */
export function disconnect(graph: Graph, wire: Wire): Graph {
  return changeWire(graph, wire, (ends, end) => ends.filter((other) => !isSame(other, end)));
}

/** Removes wires from both their ends; takes time by the number of the wires, and of the nodes. */
export function disconnectAll(graph: Graph, wires: Iterable<Wire>): Graph {
  const gone = { inputs: new Map<string, Set<string>>(), outputs: new Map<string, Set<string>>() };
  const note = (side: keyof typeof gone, here: Connection, there: Connection): void => {
    const keys = gone[side].get(here.nodeId) ?? new Set();
    gone[side].set(here.nodeId, keys.add(keyOf(here.portName, there)));
  };
  for (const { from, to } of wires) {
    note('inputs', to, from);
    note('outputs', from, to);
  }
  const cut = (each: Graph, side: keyof typeof gone): Graph =>
    updateNodes(each, gone[side].keys(), (node) => {
      const keys = gone[side].get(node.id)!;
      const { connections } = node;
      const ports = withoutEnds(connections[side], (end, port) => keys.has(keyOf(port, end)));
      if (ports === connections[side]) return node;
      return { ...node, connections: { ...connections, [side]: ports } };
    });
  return cut(cut(graph, 'inputs'), 'outputs');
}

type ChangeEnds = (ends: readonly Connection[], end: Connection) => readonly Connection[];

function changeWire(graph: Graph, { from, to }: Wire, change: ChangeEnds): Graph {
  const inputs = updateNodes(graph, [to.nodeId], (node) =>
    changeSide(node, 'inputs', to, from, change),
  );
  return updateNodes(inputs, [from.nodeId], (node) =>
    changeSide(node, 'outputs', from, to, change),
  );
}

function changeSide(
  node: GraphNode,
  side: 'inputs' | 'outputs',
  here: Connection,
  there: Connection,
  change: ChangeEnds,
): GraphNode {
  const ends = own(node.connections[side], here.portName) ?? [];
  const changed = change(ends, there);
  if (changed.length === ends.length) return node;
  const ports = copyRecord(node.connections[side]);
  if (changed.length > 0) ports[here.portName] = changed;
  else delete ports[here.portName];
  return { ...node, connections: { ...node.connections, [side]: ports } };
}

function withoutWiresTo(node: GraphNode, removed: ReadonlySet<string>): GraphNode {
  const isGone = ({ nodeId }: Connection): boolean => removed.has(nodeId);
  const inputs = withoutEnds(node.connections.inputs, isGone);
  const outputs = withoutEnds(node.connections.outputs, isGone);
  const same = inputs === node.connections.inputs && outputs === node.connections.outputs;
  return same ? node : { ...node, connections: { ...node.connections, inputs, outputs } };
}

function withoutEnds(
  ports: Connections,
  isGone: (end: Connection, port: string) => boolean,
): Connections {
  let copy: Record<string, readonly Connection[]> | undefined;
  for (const [port, ends] of Object.entries(ports)) {
    const left = ends.filter((end) => !isGone(end, port));
    if (left.length === ends.length) continue;
    copy ??= copyRecord(ports);
    if (left.length > 0) copy[port] = left;
    else delete copy[port];
  }
  return copy ?? ports;
}

function keyOf(port: string, { nodeId, portName }: Connection): string {
  return JSON.stringify([port, nodeId, portName]);
}

function isSame(one: Connection, other: Connection): boolean {
  return one.nodeId === other.nodeId && one.portName === other.portName;
}

function copyRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  const copy = createRecord<T>();
  for (const key of Object.keys(record)) copy[key] = record[key]!;
  return copy;
}
