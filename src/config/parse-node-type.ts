/** Reads one node type and its ports. */
import type {
  CallStyle,
  InputPort,
  NodeSource,
  NodeType,
  OutputPort,
  PortType,
  ReturnsMode,
} from './config.js';
import { controlsFor } from './controls.js';
import { defined, describe, isRecord } from './document.js';
import type { IssueList, Path } from './document.js';
import { FieldReader } from './field-reader.js';
import { fingerprintOf } from './fingerprint.js';
import { parseControls } from './parse-control.js';
import { parseSchema } from './parse-schema.js';
import { portTypeOf, UNIVERSAL } from './port-types.js';
import { schemaOfType } from './type-names.js';

type Fields = Readonly<Record<string, unknown>>;
type FindPortType = (name: string) => PortType | undefined;

/** The kinds a parameter can say. */
export const KINDS = ['positionalOnly', 'keywordOnly', 'rest', 'keywordRest'] as const;
/** The ways a returned value maps to outputs. */
export const RETURNS = ['value', 'tuple', 'object', 'void'] as const;
const STYLES = ['positional', 'object', 'python'] as const;
const LANGUAGES = ['typescript', 'python'] as const;

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
  const fields = new FieldReader(value, path, list);
  const reader = new PortReader(findPortType, list);
  const dynamicInputs = parseDynamic(value, 'inputs', path, list);
  const dynamicOutputs = parseDynamic(value, 'outputs', path, list);
  // A list beside a port function are the ports that are always there.
  const listed = (side: 'inputs' | 'outputs', dynamic: unknown): unknown =>
    dynamic === undefined || Array.isArray(value[side]) ? value[side] : [];
  const inputs = reader.list(listed('inputs', dynamicInputs), [...path, 'inputs'], (port, at) =>
    reader.input(port, at),
  );
  const outputs = reader.list(listed('outputs', dynamicOutputs), [...path, 'outputs'], (port, at) =>
    reader.output(port, at),
  );
  const source = parseSource(type, value, path, list);
  const signature = { inputs, outputs, returns: parseReturns(fields, outputs.length, path, list) };
  return {
    type,
    label: fields.text('label') ?? type.slice(type.lastIndexOf('.') + 1),
    ...defined({
      description: fields.text('description'),
      category: fields.text('category'),
      variantOf: fields.text('variantOf'),
      examples: fields.texts('examples'),
      version: fields.text('version'),
      source,
    }),
    async: fields.flag('async') ?? false,
    call: parseCall(value['call'], source, [...path, 'call'], list),
    ...signature,
    fingerprint: parseFingerprint(fields) ?? fingerprintOf(signature),
    ...defined({
      dynamicInputs,
      dynamicOutputs,
      initialWidth: fields.number('initialWidth'),
      addable: fields.flag('addable'),
      deletable: fields.flag('deletable'),
      settings: fields.record('settings'),
    }),
  };
}

/** Flowfunc saves `Node` without `source`, with `module`, and names the function by the type. */
function parseSource(
  type: string,
  value: Fields,
  path: Path,
  list: IssueList,
): NodeSource | undefined {
  const source = value['source'];
  if (source === undefined || source === null) {
    const module = value['module'];
    if (typeof module !== 'string' || !type.startsWith(`${module}.`)) return undefined;
    return { language: 'python', module, export: type.slice(module.length + 1) };
  }
  const at = [...path, 'source'];
  const fields = new FieldReader(isRecord(source) ? source : {}, at, list);
  const language = fields.oneOf('language', LANGUAGES);
  const module = fields.text('module');
  const name = fields.text('export');
  if (language === undefined || module === undefined || name === undefined) {
    const message = `expected {language, module, export}, got ${describe(source)}; it is ignored`;
    list.warn('field-ignored', at, message);
    return undefined;
  }
  return { language, module, export: name, ...defined({ line: fields.position('line') }) };
}

function parseCall(
  value: unknown,
  source: NodeSource | undefined,
  path: Path,
  list: IssueList,
): CallStyle {
  if (value !== undefined && value !== null && !isRecord(value)) {
    list.warn('field-ignored', path, `expected {style, context}, got ${describe(value)}`);
  }
  const fields = new FieldReader(isRecord(value) ? value : {}, path, list);
  return {
    style:
      fields.oneOf('style', STYLES) ?? (source?.language === 'python' ? 'python' : 'positional'),
    context: fields.flag('context') ?? false,
    ...(fields.flag('collect') === true ? { collect: true } : {}),
  };
}

/** How many outputs a mode maps to. */
const OUTPUTS: Readonly<Record<ReturnsMode, (count: number) => boolean>> = {
  void: (count) => count === 0,
  value: (count) => count === 1,
  tuple: () => true,
  object: () => true,
};

function parseReturns(
  fields: FieldReader,
  outputs: number,
  path: Path,
  list: IssueList,
): ReturnsMode {
  const given = fields.oneOf('returns', RETURNS);
  if (given !== undefined && OUTPUTS[given](outputs)) return given;
  const fallback = outputs === 0 ? 'void' : outputs === 1 ? 'value' : 'tuple';
  if (given !== undefined) {
    const message = `\`returns\` is "${given}" but there are ${outputs} outputs; read as "${fallback}"`;
    list.warn('field-ignored', [...path, 'returns'], message);
  }
  return fallback;
}

/** A hand-written or foreign one would match nothing; it is computed anew. */
function parseFingerprint(fields: FieldReader): string | undefined {
  const given = fields.text('fingerprint');
  return given !== undefined && /^1:[0-9a-f]{32}$/.test(given) ? given : undefined;
}

/** A port function in place of a list of ports: Flowfunc's `{path}` or `{source}`, Flume's own. */
function parseDynamic(
  value: Fields,
  side: 'inputs' | 'outputs',
  path: Path,
  list: IssueList,
): { readonly path?: string } | undefined {
  const ports = value[side];
  const dynamic = value[side === 'inputs' ? 'dynamicInputs' : 'dynamicOutputs'];
  const given = isRecord(dynamic) ? dynamic : isRecord(ports) ? ports : {};
  if (typeof given['path'] === 'string' && given['path'] !== '') return { path: given['path'] };
  if (typeof given['source'] !== 'string' && typeof ports !== 'function') {
    return isRecord(dynamic) ? {} : undefined;
  }
  const message = `a port function in a config is never called: register the function under \`portFunctions\` and name it by \`${side}: {path}\``;
  list.warn('port-function-source', [...path, side], message);
  return {};
}

/** Reads ports; shared with the ports a port function returns. */
export class PortReader {
  readonly #findPortType: FindPortType;
  readonly #list: IssueList;

  constructor(findPortType: FindPortType, list: IssueList) {
    this.#findPortType = findPortType;
    this.#list = list;
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
      ? Array.from(value, (item: unknown, index) => [index, item] as const)
      : Object.entries(value);
    for (const [key, item] of entries) {
      const at = [...path, key];
      const named = isRecord(item) && typeof key === 'string' ? { name: key, ...item } : item;
      const port = isRecord(named) ? read(named, at) : undefined;
      if (port === undefined) {
        const message = `expected {name, type, …}, got ${describe(item)}; it is left out`;
        this.#list.error('port-unreadable', at, message);
      } else if (found.has(port.name)) {
        const message = `the port ${describe(port.name)} is there already; the first one counts`;
        this.#list.error('duplicate-port', at, message);
      } else {
        found.set(port.name, port);
      }
    }
    return [...found.values()];
  }

  input(port: Fields, path: Path): InputPort | undefined {
    const base = this.output(port, path);
    if (base === undefined) return undefined;
    const fields = new FieldReader(port, path, this.#list);
    const initial = fields.json('default');
    const secret = port['secret'] === true ? base.name : fields.text('secret');
    return {
      ...base,
      required: fields.flag('required') ?? false,
      ...defined({
        default: initial,
        kind: fields.oneOf('kind', KINDS),
        defaultText: fields.text('defaultText'),
        parameter: fields.text('parameter'),
        partOf: fields.text('partOf'),
        multiple: fields.flag('multiple') === true ? true : undefined,
        whenMissing: fields.oneOf('whenMissing', ['skip', 'default']),
        hidePort: fields.flag('hidePort') === true || secret !== undefined ? true : undefined,
        secret,
      }),
      controls: secret === undefined ? this.#controls(port, base, path) : [],
    };
  }

  output(port: Fields, path: Path): OutputPort | undefined {
    const fields = new FieldReader(port, path, this.#list);
    const name = fields.text('name') ?? fields.text('type');
    if (name === undefined) return undefined;
    const given = port['schema'] ?? undefined;
    const saved =
      given === undefined ? undefined : parseSchema(given, [...path, 'schema'], this.#list);
    const type = fields.text('type') ?? (saved === undefined ? UNIVERSAL : portTypeOf(saved).type);
    return {
      name,
      type,
      label: fields.text('label') ?? name,
      ...defined({ description: fields.text('description'), color: fields.text('color') }),
      schema: saved ?? this.#findPortType(type)?.schema ?? schemaOfType(type),
    };
  }

  /** The port's own, else its type's, else those its schema asks for. */
  #controls(port: Fields, base: OutputPort, path: Path): InputPort['controls'] {
    const own = port['controls'] ?? undefined;
    if (own !== undefined) return parseControls(own, [...path, 'controls'], this.#list);
    const portType = isRecord(port['schema']) ? undefined : this.#findPortType(base.type);
    return portType?.controls ?? controlsFor(base.name, base.label, base.schema);
  }
}
