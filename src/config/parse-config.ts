/** Reads a config document: Millrace's own, Flowfunc's `Config.dict()`, or Flume's. */
import { toErrorInfo } from '../errors.js';
import type { Issue } from '../errors.js';
import type { Config, NodeType, PortType } from './config.js';
import { describe, IssueList, isRecord, isTexts, readDocument } from './document.js';
import type { Path } from './document.js';
import { FieldReader } from './field-reader.js';
import { canonicalJson } from './fingerprint.js';
import { parseControls } from './parse-control.js';
import { parseNodeType } from './parse-node-type.js';
import { parseSchema } from './parse-schema.js';
import { portTypeOf, UNIVERSAL } from './port-types.js';
import { schemaOfType } from './type-names.js';

/** A config and what was found while reading it. */
export interface ParsedConfig {
  readonly config: Config;
  readonly issues: readonly Issue[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a config from a parsed JSON value or its text. `portTypes` and `nodeTypes` may be lists
 * (Millrace, Flowfunc) or objects keyed by type (Flume); schemas that are missing are made from
 * the type names; missing fingerprints are computed. Never throws on data: what can't be read is
 * left out and said in `issues`. Reading its own result again changes nothing.
 */
export function parseConfig(input: unknown): ParsedConfig {
  const list = new IssueList();
  const empty: Config = { version: 1, portTypes: [], nodeTypes: [] };
  const config = readDocument(input, 'config', list, (value) => readConfig(value, list), empty);
  return { config, issues: list.issues };
}

function readConfig(value: Fields, list: IssueList): Config {
  const version = value['version'];
  if (version !== undefined && version !== 1) {
    const message = `expected config version 1, got ${describe(version)}; read as version 1`;
    list.error('config-version', ['version'], message);
  }
  if (value['nodeTypes'] === undefined) {
    const message = `expected a list of node types under \`nodeTypes\`, got ${describe(value)}; the config has none`;
    list.warn('node-types-missing', ['nodeTypes'], message);
  }
  const ports = readAll(value, 'portTypes', list, (entry) => parsePortType(entry, list));
  const nodes = readAll(value, 'nodeTypes', list, ({ key, path, item }) =>
    parseNodeType(key, path, item, (name) => ports.get(name), list),
  );
  const nodeTypes = [...nodes.values()];
  addMissingPortTypes(ports, nodeTypes);
  return { version: 1, portTypes: [...ports.values()], nodeTypes };
}

interface Entry {
  /** The key, where the types are an object. */
  readonly key: string | undefined;
  readonly path: Path;
  readonly item: unknown;
}

const WORDS = { portTypes: 'port type', nodeTypes: 'node type' } as const;

/** Port or node types by type, in their order; of several with one type the first counts. */
function readAll<T extends { readonly type: string }>(
  fields: Fields,
  name: keyof typeof WORDS,
  list: IssueList,
  read: (entry: Entry) => T | undefined,
): Map<string, T> {
  const found = new Map<string, T>();
  const places = new Map<string, string>();
  for (const entry of entriesOf(fields[name], name, list)) {
    const { path } = entry;
    const item = attempt(
      () => read(entry),
      `${WORDS[name].replace(' ', '-')}-unreadable`,
      path,
      list,
    );
    if (item === undefined) continue;
    const place = path.join('.');
    const first = found.get(item.type);
    if (first === undefined) {
      found.set(item.type, item);
      places.set(item.type, place);
    } else if (name === 'nodeTypes' || canonicalJson(first) !== canonicalJson(item)) {
      const message = `${WORDS[name]} ${describe(item.type)} is at ${places.get(item.type)} and again at ${place}; the first one counts`;
      list.error(`duplicate-${WORDS[name].replace(' ', '-')}`, path, message);
    }
  }
  return found;
}

/** One type that throws when it is read (a getter, a Proxy) leaves the others alone. */
function attempt<T>(read: () => T, code: string, path: Path, list: IssueList): T | undefined {
  try {
    return read();
  } catch (error) {
    list.error(code, path, `it can't be read: ${toErrorInfo(error).message}; it is left out`);
    return undefined;
  }
}

/** The items of a list, or of an object keyed by type. */
function entriesOf(value: unknown, name: string, list: IssueList): readonly Entry[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) {
    return Array.from(value, (item: unknown, index): Entry => ({
      key: undefined,
      path: [name, index],
      item,
    }));
  }
  if (isRecord(value)) {
    return Object.keys(value).map((key): Entry => ({ key, path: [name, key], item: value[key] }));
  }
  list.error(`${name}-unreadable`, [name], `expected a list of ${name}, got ${describe(value)}`);
  return [];
}

function parsePortType({ key, path, item }: Entry, list: IssueList): PortType | undefined {
  const given = isRecord(item) ? item['type'] : undefined;
  const type = typeof given === 'string' && given !== '' ? given : key;
  if (!isRecord(item) || type === undefined || type === '') {
    list.error('port-type-unreadable', path, `expected {type, …}, got ${describe(item)}`);
    return undefined;
  }
  const fields = new FieldReader(item, path, list);
  const { schema: saved, controls, acceptTypes } = item;
  const schema = isAbsent(saved)
    ? schemaOfType(type)
    : parseSchema(saved, [...path, 'schema'], list);
  const known = portTypeOf(schema);
  const name = fields.text('name') ?? type;
  return {
    type,
    name,
    label: fields.text('label') ?? name,
    color: fields.text('color') ?? known.color,
    schema,
    acceptTypes: parseAcceptTypes(acceptTypes, path, list) ?? withOwn(type, known.acceptTypes),
    controls: isAbsent(controls)
      ? known.controls
      : parseControls(controls, [...path, 'controls'], list),
  };
}

function parseAcceptTypes(
  value: unknown,
  path: Path,
  list: IssueList,
): readonly string[] | undefined {
  if (isAbsent(value)) return undefined;
  if (isTexts(value)) return value;
  const message = `expected \`acceptTypes\` to be a list of type names, got ${describe(value)}; it is ignored`;
  list.warn('field-ignored', [...path, 'acceptTypes'], message);
  return undefined;
}

function withOwn(type: string, accepted: readonly string[]): readonly string[] {
  return [...new Set([type, ...accepted])];
}

/** Flowfunc writes null for nothing. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Every port's type is listed, and so is the universal one. */
function addMissingPortTypes(ports: Map<string, PortType>, nodes: readonly NodeType[]): void {
  for (const node of nodes) {
    for (const { type, schema } of [...node.inputs, ...node.outputs]) {
      if (ports.has(type)) continue;
      const known = portTypeOf(schema);
      ports.set(type, { ...known, type, acceptTypes: withOwn(type, known.acceptTypes) });
    }
  }
  if (!ports.has(UNIVERSAL)) ports.set(UNIVERSAL, portTypeOf({}));
}
