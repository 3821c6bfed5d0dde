/** Reads one node type and its ports. */
import type {
  CallStyle,
  InputPort,
  NodeSource,
  NodeType,
  OutputPort,
  ParameterKind,
  PortType,
  ReturnsMode,
} from './config.js';
import { describe, isRecord } from './document.js';
import type { IssueList } from './document.js';
import { fingerprintOf } from './fingerprint.js';
import type { JsonValue, Schema } from './json-schema.js';
import { parseControls } from './parse-control.js';
import { schemaOfType } from './type-names.js';

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;
type FindPortType = (name: string) => PortType | undefined;

const KINDS: readonly string[] = ['positionalOnly', 'keywordOnly', 'rest', 'keywordRest'];
const RETURNS: readonly string[] = ['value', 'tuple', 'object', 'void'];
const STYLES: readonly string[] = ['positional', 'object', 'python'];

/** One node type, or undefined with an issue when it has no type. */
export function parseNodeType(
  key: string | undefined,
  path: Path,
  value: unknown,
  findPortType: FindPortType,
  list: IssueList,
): NodeType | undefined {
  const type = isRecord(value) && typeof value['type'] === 'string' ? value['type'] : key;
  if (!isRecord(value) || type === undefined || type === '') {
    list.error('node-type-unreadable', path, `expected {type, …}, got ${describe(value)}`);
    return undefined;
  }
  const reader = new PortReader(findPortType, list);
  const dynamicInputs = reader.dynamic(value['inputs'], [...path, 'inputs']);
  const inputs = dynamicInputs
    ? []
    : reader.list(value['inputs'], [...path, 'inputs'], (port, at) => reader.input(port, at));
  const outputs = reader.list(value['outputs'], [...path, 'outputs'], (port, at) =>
    reader.output(port, at),
  );
  const source = parseSource(type, value);
  const signature = {
    inputs,
    outputs,
    returns: returnsOf(value['returns'], outputs.length),
  };
  const given = value['fingerprint'];
  return {
    type,
    label: text(value['label']) ?? type.slice(type.lastIndexOf('.') + 1),
    ...optionalTexts(value),
    ...(source === undefined ? {} : { source }),
    async: value['async'] === true,
    call: parseCall(value['call'], source),
    ...signature,
    ...(dynamicInputs === undefined ? {} : { dynamicInputs }),
    fingerprint: typeof given === 'string' && given !== '' ? given : fingerprintOf(signature),
    ...optionalFields(value),
  };
}

/** Flowfunc saves `Node` without `source`, with `module`, and names the function by the type. */
function parseSource(type: string, value: Fields): NodeSource | undefined {
  const source = value['source'];
  if (isRecord(source)) {
    const module = text(source['module']);
    const name = text(source['export']);
    if (module === undefined || name === undefined) return undefined;
    const line = source['line'];
    return {
      language: source['language'] === 'python' ? 'python' : 'typescript',
      module,
      export: name,
      ...(typeof line === 'number' ? { line } : {}),
    };
  }
  const module = text(value['module']);
  if (module === undefined || !type.startsWith(`${module}.`)) return undefined;
  return { language: 'python', module, export: type.slice(module.length + 1) };
}

function parseCall(value: unknown, source: NodeSource | undefined): CallStyle {
  const fallback = source?.language === 'python' ? 'python' : 'positional';
  if (!isRecord(value)) return { style: fallback, context: false };
  const style = value['style'];
  return {
    style: STYLES.includes(style as string) ? (style as CallStyle['style']) : fallback,
    context: value['context'] === true,
  };
}

function returnsOf(value: unknown, outputs: number): ReturnsMode {
  if (RETURNS.includes(value as string)) return value as ReturnsMode;
  if (outputs === 0) return 'void';
  return outputs === 1 ? 'value' : 'tuple';
}

function optionalTexts(value: Fields): Pick<NodeType, 'description' | 'category' | 'version'> {
  const description = text(value['description']);
  const category = text(value['category']);
  const version = text(value['version']);
  return {
    ...(description === undefined ? {} : { description }),
    ...(category === undefined ? {} : { category }),
    ...(version === undefined ? {} : { version }),
  };
}

function optionalFields(
  value: Fields,
): Pick<NodeType, 'initialWidth' | 'addable' | 'deletable' | 'settings'> {
  const { initialWidth, addable, deletable, settings } = value;
  return {
    ...(typeof initialWidth === 'number' ? { initialWidth } : {}),
    ...(typeof addable === 'boolean' ? { addable } : {}),
    ...(typeof deletable === 'boolean' ? { deletable } : {}),
    ...(isRecord(settings) ? { settings } : {}),
  };
}

/** Reads ports; shared with the ports a port function returns. */
export class PortReader {
  readonly #findPortType: FindPortType;
  readonly #list: IssueList;

  constructor(findPortType: FindPortType, list: IssueList) {
    this.#findPortType = findPortType;
    this.#list = list;
  }

  /** A Flowfunc port function in place of a list of inputs. */
  dynamic(value: unknown, path: Path): NodeType['dynamicInputs'] {
    if (!isRecord(value)) return undefined;
    const named = text(value['path']);
    if (named !== undefined) return { path: named };
    if (typeof value['source'] !== 'string') return undefined;
    this.#list.warn(
      'port-function-source',
      [...path, 'source'],
      'the source text of a port function is never evaluated: register the function under `portFunctions` and name it by `path`',
    );
    return {};
  }

  /** Ports from a list, or from an object keyed by name. */
  list<T extends { readonly name: string }>(
    value: unknown,
    path: Path,
    read: (port: Fields, path: Path) => T | undefined,
  ): readonly T[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value) && !isRecord(value)) {
      this.#list.error(
        'ports-unreadable',
        path,
        `expected a list of ports, got ${describe(value)}`,
      );
      return [];
    }
    const found = new Map<string, T>();
    const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
      ? value.map((item: unknown, index) => [index, item] as const)
      : Object.entries(value);
    for (const [key, item] of entries) {
      const at = [...path, key];
      const named = isRecord(item) && typeof key === 'string' ? { name: key, ...item } : item;
      const port = isRecord(named) ? read(named, at) : undefined;
      if (port === undefined) {
        this.#list.error('port-unreadable', at, `expected {name, type, …}, got ${describe(item)}`);
      } else if (found.has(port.name)) {
        this.#list.error('duplicate-port', at, `the port ${describe(port.name)} is there already`);
      } else {
        found.set(port.name, port);
      }
    }
    return [...found.values()];
  }

  input(port: Fields, path: Path): InputPort | undefined {
    const base = this.#base(port);
    if (base === undefined) return undefined;
    const portType = this.#findPortType(base.type);
    const { kind, parameter, multiple, whenMissing, hidePort } = port;
    const initial = port['default'] as JsonValue | undefined;
    return {
      ...base,
      required: port['required'] === true,
      ...(initial === undefined ? {} : { default: initial }),
      ...(KINDS.includes(kind as string) ? { kind: kind as ParameterKind } : {}),
      ...(typeof parameter === 'string' ? { parameter } : {}),
      ...(multiple === true ? { multiple } : {}),
      ...(whenMissing === 'default' ? { whenMissing } : {}),
      ...(hidePort === true ? { hidePort } : {}),
      controls:
        port['controls'] === undefined || port['controls'] === null
          ? (portType?.controls ?? [])
          : parseControls(port['controls'], [...path, 'controls'], this.#list),
    };
  }

  output(port: Fields, _path: Path): OutputPort | undefined {
    return this.#base(port);
  }

  #base(port: Fields): OutputPort | undefined {
    const name = text(port['name']) ?? text(port['type']);
    if (name === undefined) return undefined;
    const type = text(port['type']) ?? 'object';
    const portType = this.#findPortType(type);
    const description = text(port['description']);
    return {
      name,
      type,
      label: text(port['label']) ?? name,
      ...(description === undefined ? {} : { description }),
      schema: isRecord(port['schema'])
        ? (port['schema'] as Schema)
        : (portType?.schema ?? schemaOfType(type)),
    };
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
