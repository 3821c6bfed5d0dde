/** Reads a config document: Millrace's own, Flowfunc's `Config.dict()`, or Flume's. */
import type { Issue } from '../errors.js';
import type { Config, NodeType, PortType } from './config.js';
import { createRecord, describe, IssueList, isRecord, own, readDocument } from './document.js';
import { parseControls } from './parse-control.js';
import { parseNodeType } from './parse-node-type.js';
import { portTypeOf, UNIVERSAL } from './port-types.js';
import { schemaOfType } from './type-names.js';
import type { Schema } from './json-schema.js';

/** A config and what was found while reading it. */
export interface ParsedConfig {
  readonly config: Config;
  readonly issues: readonly Issue[];
}

/**
 * Reads a config from a parsed JSON value or its text. `portTypes` and `nodeTypes` may be lists
 * (Millrace, Flowfunc) or objects keyed by type (Flume); schemas that are missing are made from
 * the type names; missing fingerprints are computed. Never throws on data: what can't be read is
 * left out and said in `issues`.
 */
export function parseConfig(input: unknown): ParsedConfig {
  const list = new IssueList();
  const empty: Config = { version: 1, portTypes: [], nodeTypes: [] };
  const config = readDocument(input, 'config', list, (value) => readConfig(value, list), empty);
  return { config, issues: list.issues };
}

function readConfig(value: Readonly<Record<string, unknown>>, list: IssueList): Config {
  const version = value['version'];
  if (version !== undefined && version !== 1) {
    list.error(
      'config-version',
      ['version'],
      `expected config version 1, got ${describe(version)}; read as version 1`,
    );
  }
  const ports = createRecord<PortType>();
  for (const [key, path, item] of entriesOf(value['portTypes'], 'portTypes', list)) {
    const port = parsePortType(key, path, item, list);
    if (port !== undefined) ports[port.type] ??= port;
  }
  const nodes = createRecord<NodeType>();
  const places = createRecord<string>();
  for (const [key, path, item] of entriesOf(value['nodeTypes'], 'nodeTypes', list)) {
    const node = parseNodeType(key, path, item, (name) => own(ports, name), list);
    if (node === undefined) continue;
    const place = path.join('.');
    if (own(nodes, node.type) === undefined) {
      nodes[node.type] = node;
      places[node.type] = place;
    } else {
      list.error(
        'duplicate-node-type',
        path,
        `node type ${describe(node.type)} is at ${places[node.type]} and again at ${place}; the first one counts`,
      );
    }
  }
  const nodeTypes = Object.values(nodes);
  addMissingPortTypes(ports, nodeTypes);
  return { version: 1, portTypes: Object.values(ports), nodeTypes };
}

type Entry = readonly [key: string | undefined, path: readonly (string | number)[], item: unknown];

/** The items of a list, or of an object keyed by type. */
function entriesOf(value: unknown, name: string, list: IssueList): readonly Entry[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) {
    return value.map((item: unknown, index): Entry => [undefined, [name, index], item]);
  }
  if (isRecord(value)) {
    return Object.keys(value).map((key): Entry => [key, [name, key], value[key]]);
  }
  list.error(`${name}-unreadable`, [name], `expected a list of ${name}, got ${describe(value)}`);
  return [];
}

function parsePortType(
  key: string | undefined,
  path: readonly (string | number)[],
  value: unknown,
  list: IssueList,
): PortType | undefined {
  const type = isRecord(value) && typeof value['type'] === 'string' ? value['type'] : key;
  if (!isRecord(value) || type === undefined) {
    list.error('port-type-unreadable', path, `expected {type, …}, got ${describe(value)}`);
    return undefined;
  }
  const schema = isRecord(value['schema']) ? (value['schema'] as Schema) : schemaOfType(type);
  const known = portTypeOf(schema);
  const name = typeof value['name'] === 'string' ? value['name'] : type;
  const accept = value['acceptTypes'];
  return {
    type,
    name,
    label: typeof value['label'] === 'string' ? value['label'] : name,
    color: typeof value['color'] === 'string' ? value['color'] : known.color,
    schema,
    acceptTypes: Array.isArray(accept)
      ? accept.filter((item): item is string => typeof item === 'string')
      : [...new Set([type, ...known.acceptTypes])],
    controls:
      value['controls'] === undefined
        ? known.controls
        : parseControls(value['controls'], [...path, 'controls'], list),
  };
}

/** Every port's type is listed, and so is the universal one. */
function addMissingPortTypes(ports: Record<string, PortType>, nodes: readonly NodeType[]): void {
  for (const node of nodes) {
    for (const port of [...node.inputs, ...node.outputs]) {
      if (own(ports, port.type) !== undefined) continue;
      ports[port.type] = { ...portTypeOf(port.schema), type: port.type };
    }
  }
  ports[UNIVERSAL] ??= portTypeOf({});
}
