/** Reads one node of a graph. */
import { createSmallRecord, describe, isPlainRecord, isTexts } from '../config/document.js';
import type { IssueList, Path } from '../config/document.js';
import type { Connection, Connections, GraphNode, InputEnd } from './graph.js';
import { Keeper } from './keeper.js';

type Fields = Readonly<Record<string, unknown>>;

const DEFAULT_WIDTH = 200;

/** The node under `id`; a value that is no node becomes a placeholder that keeps it. */
export function parseNode(id: string, value: unknown, path: Path, list: IssueList): GraphNode {
  const keeper = new Keeper(path, list, { nodeId: id });
  if (!isPlainRecord(value)) {
    const expected = `node ${describe(id)} to be an object`;
    keeper.keep([], value, { code: 'node-unreadable', expected });
  }
  const node = readNode(id, isPlainRecord(value) ? value : NOTHING, keeper);
  return keeper.parts === undefined ? node : { ...node, unread: keeper.parts };
}

/** Stands for the fields of what is no node. */
const NOTHING: Fields = { type: '' };

function readNode(id: string, value: Fields, keeper: Keeper): GraphNode {
  keeper.restore(value['unread']);
  const node = {
    ...value,
    id,
    type: readType(value['type'], keeper),
    x: readNumber(value, 'x', 0, keeper),
    y: readNumber(value, 'y', 0, keeper),
    width: readNumber(value, 'width', DEFAULT_WIDTH, keeper),
    inputData: readInputData(value['inputData'], keeper),
    connections: readConnections(value['connections'], keeper),
  };
  const given = value['id'];
  if (given !== undefined && given !== id) {
    const expected = `the node under ${describe(id)} to have that id`;
    const consequence = `${describe(id)} counts`;
    keeper.keep(['id'], given, {
      code: 'node-id-mismatch',
      expected,
      consequence,
      severity: 'warning',
    });
  }
  dropUnfit(node, keeper);
  return node;
}

interface OptionalField {
  readonly name: string;
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';

const OPTIONAL: readonly OptionalField[] = [
  { name: 'fingerprint', expected: '`fingerprint` to be a text', fits: isText },
  { name: 'title', expected: '`title` to be a text', fits: isText },
  { name: 'settings', expected: '`settings` to be an object', fits: isPlainRecord },
  { name: 'disabled', expected: '`disabled` to be true or false', fits: isFlag },
  { name: 'pinned', expected: '`pinned` to be values by output', fits: isPlainRecord },
  { name: 'collapsed', expected: '`collapsed` to be true or false', fits: isFlag },
  { name: 'asWire', expected: '`asWire` to be a list of inputs', fits: isTexts },
];

/** Takes optional fields of a wrong type out of the new node. */
function dropUnfit(node: Record<string, unknown>, keeper: Keeper): void {
  for (const { name, expected, fits } of OPTIONAL) {
    const value = node[name];
    if (value === undefined || fits(value)) continue;
    keeper.keep([name], value, { code: 'node-field', expected });
    delete node[name];
  }
}

function readType(value: unknown, keeper: Keeper): string {
  if (typeof value === 'string') return value;
  keeper.keep(['type'], value, { code: 'node-type-missing', expected: 'the type of a node' });
  return '';
}

function readNumber(fields: Fields, key: string, fallback: number, keeper: Keeper): number {
  const value = fields[key];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value !== undefined) {
    const expected = `\`${key}\` to be a number`;
    const consequence = `${fallback} is used`;
    keeper.keep([key], value, { code: 'node-field', expected, consequence, severity: 'warning' });
  }
  return fallback;
}

function readInputData(value: unknown, keeper: Keeper): GraphNode['inputData'] {
  const data = createSmallRecord<Readonly<Record<string, unknown>>>();
  if (value === undefined) return data;
  if (!isPlainRecord(value)) {
    const expected = 'control values by port';
    keeper.keep(['inputData'], value, { code: 'input-data-unreadable', expected });
    return data;
  }
  for (const port of Object.keys(value)) {
    const controls = value[port];
    const record = createSmallRecord<unknown>();
    data[port] = record;
    if (isPlainRecord(controls)) {
      for (const control of Object.keys(controls)) record[control] = controls[control];
      continue;
    }
    record[port] = controls;
    keeper.report(['inputData', port], controls, {
      code: 'control-value-wrapped',
      expected: '{control: value}',
      consequence: "taken as the port's value",
      severity: 'warning',
      portName: port,
    });
  }
  return data;
}

function readConnections(value: unknown, keeper: Keeper): GraphNode['connections'] {
  if (isPlainRecord(value)) {
    const { inputs, outputs } = value;
    return {
      ...value,
      inputs: readSide(inputs, 'inputs', keeper),
      outputs: readSide(outputs, 'outputs', keeper),
    };
  }
  if (value !== undefined) {
    const expected = 'connections as {inputs, outputs}';
    keeper.keep(['connections'], value, { code: 'connections-unreadable', expected });
  }
  return { inputs: createSmallRecord(), outputs: createSmallRecord() };
}

function readSide(ports: unknown, side: 'inputs' | 'outputs', keeper: Keeper): Connections {
  const result = createSmallRecord<readonly Connection[]>();
  if (ports === undefined) return result;
  if (!isPlainRecord(ports)) {
    const expected = 'connections by port';
    keeper.keep(['connections', side], ports, { code: 'connections-unreadable', expected });
    return result;
  }
  for (const port of Object.keys(ports)) {
    const path = ['connections', side, port];
    const wires = readWires(ports[port], path, port, keeper);
    result[port] = side === 'inputs' ? withReadablePoints(wires, path, port, keeper) : wires;
  }
  return result;
}

/** Points that can't be drawn are taken out: the wire goes the shortest way. */
function withReadablePoints(
  wires: readonly InputEnd[],
  path: Path,
  portName: string,
  keeper: Keeper,
): readonly InputEnd[] {
  if (wires.every(({ points }) => points === undefined || arePoints(points))) return wires;
  return wires.map(({ points, ...end }, index) => {
    if (points === undefined || arePoints(points)) return wires[index]!;
    const expected = '`points` to be a list of {x, y}';
    keeper.keep([...path, index, 'points'], points, { code: 'wire-points', expected, portName });
    return end;
  });
}

function arePoints(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    Array.from(value as readonly unknown[]).every(
      (point) => isPlainRecord(point) && Number.isFinite(point['x']) && Number.isFinite(point['y']),
    )
  );
}

function readWires(
  value: unknown,
  path: Path,
  portName: string,
  keeper: Keeper,
): readonly Connection[] {
  if (isConnection(value)) return [value];
  if (!Array.isArray(value)) {
    const expected = 'a list of {nodeId, portName}';
    keeper.keep(path, value, { code: 'connection-unreadable', expected, portName });
    return [];
  }
  const wires = Array.from(value as readonly unknown[]);
  if (wires.every(isConnection)) return wires;
  return wires.filter((wire, index) => {
    if (isConnection(wire)) return true;
    const expected = '{nodeId, portName}';
    keeper.keep([...path, index], wire, { code: 'connection-unreadable', expected, portName });
    return false;
  }) as Connection[];
}

function isConnection(value: unknown): value is Connection {
  return (
    isPlainRecord(value) &&
    typeof value['nodeId'] === 'string' &&
    typeof value['portName'] === 'string'
  );
}
