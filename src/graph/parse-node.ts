/** Reads one node of a graph. */
import { createRecord, describe, isRecord } from '../config/document.js';
import type { IssueList } from '../config/document.js';
import type { Connection, Connections, GraphNode, Unread } from './graph.js';

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;

const DEFAULT_WIDTH = 200;

/** The node under `id`; a value that is no node becomes a placeholder that keeps it. */
export function parseNode(id: string, value: unknown, path: Path, list: IssueList): GraphNode {
  const reader = new NodeReader(id, path, list);
  if (isRecord(value)) return reader.read(value);
  list.error(
    'node-unreadable',
    path,
    `expected node ${describe(id)} to be an object, got ${describe(value)}`,
    {
      nodeId: id,
    },
  );
  return {
    id,
    type: '',
    x: 0,
    y: 0,
    width: DEFAULT_WIDTH,
    inputData: createRecord(),
    connections: { inputs: createRecord(), outputs: createRecord() },
    unread: [{ path: [], value }],
  };
}

class NodeReader {
  readonly #id: string;
  readonly #path: Path;
  readonly #list: IssueList;
  readonly #unread: Unread[] = [];

  constructor(id: string, path: Path, list: IssueList) {
    this.#id = id;
    this.#path = path;
    this.#list = list;
  }

  read(value: Fields): GraphNode {
    if (Array.isArray(value['unread'])) this.#unread.push(...(value['unread'] as Unread[]));
    const node = {
      ...value,
      id: this.#idOf(value['id']),
      type: this.#typeOf(value['type']),
      x: this.#number(value, 'x', 0),
      y: this.#number(value, 'y', 0),
      width: this.#number(value, 'width', DEFAULT_WIDTH),
      inputData: this.#inputData(value['inputData']),
      connections: this.#connections(value['connections']),
    };
    return this.#unread.length === 0 ? node : { ...node, unread: this.#unread };
  }

  #idOf(value: unknown): string {
    if (value !== undefined && value !== this.#id) {
      this.#list.warn(
        'node-id-mismatch',
        [...this.#path, 'id'],
        `the node under ${describe(this.#id)} says its id is ${describe(value)}; ${describe(this.#id)} counts`,
        { nodeId: this.#id },
      );
    }
    return this.#id;
  }

  #typeOf(value: unknown): string {
    if (typeof value === 'string') return value;
    this.#keep(['type'], value, 'node-type-missing', 'expected the type of a node');
    return '';
  }

  #number(fields: Fields, key: string, fallback: number): number {
    const value = fields[key];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (value !== undefined) {
      this.#list.warn(
        'node-field',
        [...this.#path, key],
        `expected a number, got ${describe(value)}; ${fallback} is used`,
        { nodeId: this.#id },
      );
    }
    return fallback;
  }

  #inputData(value: unknown): GraphNode['inputData'] {
    const data = createRecord<Readonly<Record<string, unknown>>>();
    if (value === undefined) return data;
    if (!isRecord(value)) {
      this.#keep(['inputData'], value, 'input-data-unreadable', 'expected control values by port');
      return data;
    }
    for (const port of Object.keys(value)) {
      const controls = value[port];
      const record = createRecord<unknown>();
      data[port] = record;
      if (isRecord(controls)) {
        for (const control of Object.keys(controls)) record[control] = controls[control];
      } else {
        record[port] = controls;
        this.#list.warn(
          'control-value-wrapped',
          [...this.#path, 'inputData', port],
          `expected {control: value}, got ${describe(controls)}; taken as the port's value`,
          { nodeId: this.#id, portName: port },
        );
      }
    }
    return data;
  }

  #connections(value: unknown): GraphNode['connections'] {
    if (value !== undefined && !isRecord(value)) {
      this.#keep(['connections'], value, 'connections-unreadable', 'expected {inputs, outputs}');
    }
    const sides = isRecord(value) ? value : {};
    return { inputs: this.#side(sides, 'inputs'), outputs: this.#side(sides, 'outputs') };
  }

  #side(sides: Fields, side: 'inputs' | 'outputs'): Connections {
    const result = createRecord<readonly Connection[]>();
    const ports = sides[side];
    if (ports === undefined) return result;
    if (!isRecord(ports)) {
      const expected = 'expected connections by port';
      this.#keep(['connections', side], ports, 'connections-unreadable', expected);
      return result;
    }
    for (const port of Object.keys(ports)) {
      const entries = Array.isArray(ports[port]) ? (ports[port] as unknown[]) : [ports[port]];
      const wires: Connection[] = [];
      entries.forEach((entry, index) => {
        if (isConnection(entry)) wires.push(entry);
        else {
          this.#keep(
            ['connections', side, port, index],
            entry,
            'connection-unreadable',
            'expected {nodeId, portName}',
            port,
          );
        }
      });
      result[port] = wires;
    }
    return result;
  }

  /** Reports a part that can't be read and keeps it for the next save. */
  #keep(path: Path, value: unknown, code: string, expected: string, portName?: string): void {
    this.#unread.push({ path, value });
    this.#list.error(
      code,
      [...this.#path, ...path],
      `${expected}, got ${describe(value)}; kept unread`,
      {
        nodeId: this.#id,
        ...(portName === undefined ? {} : { portName }),
      },
    );
  }
}

function isConnection(value: unknown): value is Connection {
  return (
    isRecord(value) && typeof value['nodeId'] === 'string' && typeof value['portName'] === 'string'
  );
}
