/** From signatures, as the introspectors report them, to node types and a config. */
import { CONTROL_TYPES } from './config.js';
import type { Config, InputPort, NodeSource, NodeType, OutputPort, PortType } from './config.js';
import { controlsFor, isControlType } from './controls.js';
import { fingerprintOf } from './fingerprint.js';
import { hashText } from './hash.js';
import type { Schema } from './json-schema.js';
import { labelOf } from './label.js';
import { contentOf, portTypeOf, shortHash, UNIVERSAL } from './port-types.js';
import type {
  Diagnostic,
  FunctionSignature,
  OutputSignature,
  ParameterSignature,
} from './signature.js';

/** Where a signature belongs. */
export interface NodeTypeOptions {
  /** The type id. */
  readonly type: string;
  /** The id of the first overload, where this is another one. */
  readonly variantOf?: string;
  readonly source: NodeSource;
  /** The file's path for diagnostics. */
  readonly file: string;
}

/** A node type and what its author should know. */
export interface NodeTypeResult {
  readonly nodeType: NodeType;
  readonly diagnostics: readonly Diagnostic[];
}

/** The node type of a signature. Two ports of one name, or an unknown control, are diagnostics. */
export function toNodeType(signature: FunctionSignature, options: NodeTypeOptions): NodeTypeResult {
  const inputs = signature.parameters.map(toInput);
  const outputs = toOutputs(signature);
  const { description, category, examples } = signature;
  const core = { inputs, outputs, returns: signature.returns };
  const nodeType: NodeType = {
    type: options.type,
    label: signature.label ?? labelOf(signature.name),
    ...(description === undefined ? {} : { description }),
    ...(category === undefined ? {} : { category }),
    ...(options.variantOf === undefined ? {} : { variantOf: options.variantOf }),
    ...(examples === undefined || examples.length === 0 ? {} : { examples }),
    source: options.source,
    version: hashText(`${signature.version ?? ''}\0${signature.sourceText}`),
    async: signature.async,
    call: {
      style: signature.callStyle,
      context: signature.context,
      ...(signature.collect === true ? { collect: true } : {}),
    },
    ...core,
    fingerprint: fingerprintOf(core),
  };
  const diagnostics = [
    ...checkNames(signature, options.file, inputs, 'inputs'),
    ...checkNames(signature, options.file, outputs, 'outputs'),
    ...checkControls(signature, options.file),
    ...checkSecrets(signature, options.file),
  ];
  return { nodeType, diagnostics };
}

function toInput(parameter: ParameterSignature): InputPort {
  const { meta = {}, schema } = parameter;
  const name = meta.id ?? parameter.name;
  const label = meta.label ?? labelOf(parameter.name);
  const description = meta.description ?? parameter.description;
  const secret = meta.secret === true ? name : isText(meta.secret) ? meta.secret : undefined;
  return {
    name,
    type: portTypeOf(schema).type,
    label,
    ...(description === undefined ? {} : { description }),
    schema,
    required: parameter.required,
    ...(parameter.default === undefined ? {} : { default: parameter.default }),
    ...(parameter.defaultText === undefined ? {} : { defaultText: parameter.defaultText }),
    ...(parameter.kind === undefined ? {} : { kind: parameter.kind }),
    ...(name === parameter.name ? {} : { parameter: parameter.name }),
    ...(parameter.partOf === undefined ? {} : { partOf: parameter.partOf }),
    ...(meta.multiple === true ? { multiple: true } : {}),
    ...(meta.whenMissing === 'default' ? { whenMissing: 'default' as const } : {}),
    ...(meta.color === undefined ? {} : { color: meta.color }),
    ...(meta.hidePort === true || secret !== undefined ? { hidePort: true } : {}),
    ...(secret === undefined ? {} : { secret }),
    controls:
      secret !== undefined
        ? []
        : controlsFor(name, label, schema, { meta, default: parameter.default, description }),
  };
}

function toOutputs(signature: FunctionSignature): readonly OutputPort[] {
  if (signature.returns === 'void') return [];
  return signature.outputs.map((output, index) =>
    toOutput(output, outputName(signature, output, index)),
  );
}

/** An object's outputs are read by their property, so those keep their names. */
function outputName(signature: FunctionSignature, output: OutputSignature, index: number): string {
  if (signature.returns === 'object') return output.name ?? `result_${index}`;
  const fallback = signature.returns === 'tuple' ? `result_${index}` : 'result';
  return output.meta?.id ?? output.name ?? fallback;
}

function toOutput(output: OutputSignature, name: string): OutputPort {
  const description = output.meta?.description ?? output.description;
  return {
    name,
    type: portTypeOf(output.schema).type,
    label: output.meta?.label ?? labelOf(output.name ?? name),
    ...(description === undefined ? {} : { description }),
    schema: output.schema,
    ...(output.meta?.color === undefined ? {} : { color: output.meta.color }),
  };
}

function checkNames(
  signature: FunctionSignature,
  file: string,
  ports: readonly { readonly name: string; readonly parameter?: string }[],
  side: string,
): readonly Diagnostic[] {
  const seen = new Set<string>();
  return ports.flatMap((port): readonly Diagnostic[] => {
    if (!seen.has(port.name)) {
      seen.add(port.name);
      return [];
    }
    return [
      {
        code: 'duplicate-port',
        severity: 'error',
        message: `two ${side} of \`${signature.name}\` are named \`${port.name}\`; give one of them another \`id\``,
        file,
        line: signature.line,
        function: signature.name,
        ...(port.parameter === undefined ? {} : { parameter: port.parameter }),
      },
    ];
  });
}

function checkControls(signature: FunctionSignature, file: string): readonly Diagnostic[] {
  return signature.parameters.flatMap((parameter): readonly Diagnostic[] => {
    const control = parameter.meta?.control;
    if (control === undefined || isControlType(control)) return [];
    const problem = `there is no control \`${control}\`; use one of ${CONTROL_TYPES.join(', ')}`;
    return [parameterError(signature, parameter, file, 'unknown-control', problem)];
  });
}

/** An error, for what was meant as a secret may not become a control whose value is saved. */
function checkSecrets(signature: FunctionSignature, file: string): readonly Diagnostic[] {
  return signature.parameters.flatMap((parameter): readonly Diagnostic[] => {
    const secret = parameter.meta?.secret;
    if (secret === undefined || secret === true || isText(secret)) return [];
    const problem =
      'expected as `secret` a literal true or the name of a secret; leave it out where there is none';
    return [parameterError(signature, parameter, file, 'bad-secret', problem)];
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function parameterError(
  signature: FunctionSignature,
  parameter: ParameterSignature,
  file: string,
  code: string,
  problem: string,
): Diagnostic {
  return {
    code,
    severity: 'error',
    message: `\`${signature.name}\`, parameter \`${parameter.name}\`: ${problem}`,
    file,
    line: signature.line,
    function: signature.name,
    parameter: parameter.name,
  };
}

/** The port types of schemas, for those who make a config of nearly the same node types again. */
export type PortTypeMemo = WeakMap<Schema, MemoizedPortType>;

interface MemoizedPortType {
  readonly portType: PortType;
  readonly content: string;
}

/**
 * The config of node types: sorted by type, with every port type they use and the universal one.
 * Different types of one name all get a suffix made from their content; a node type without such a
 * port is the very object that was given.
 */
export function toConfig(
  nodeTypes: readonly NodeType[],
  memo: PortTypeMemo = new WeakMap(),
): Config {
  const { portTypes, rename } = collectPortTypes(nodeTypes, memo);
  const renameAll = <P extends InputPort | OutputPort>(ports: readonly P[]): readonly P[] =>
    ports.some((port) => rename(port) !== port.type)
      ? ports.map((port) => ({ ...port, type: rename(port) }))
      : ports;
  const named = nodeTypes.map((node) => {
    const inputs = renameAll(node.inputs);
    const outputs = renameAll(node.outputs);
    return inputs === node.inputs && outputs === node.outputs ? node : { ...node, inputs, outputs };
  });
  return { version: 1, portTypes, nodeTypes: named.sort(byType) };
}

interface CollectedPortTypes {
  readonly portTypes: readonly PortType[];
  /** The name of a port's type in this config. */
  readonly rename: (port: Pick<InputPort, 'schema'>) => string;
}

function collectPortTypes(nodeTypes: readonly NodeType[], memo: PortTypeMemo): CollectedPortTypes {
  const known = (schema: Schema): MemoizedPortType => {
    const found = memo.get(schema);
    if (found !== undefined) return found;
    const portType = portTypeOf(schema);
    const made = { portType, content: contentOf(portType) };
    memo.set(schema, made);
    return made;
  };
  const byName = new Map<string, Map<string, PortType>>([
    [UNIVERSAL, new Map([['{}', portTypeOf({})]])],
  ]);
  for (const node of nodeTypes) {
    for (const port of [...node.inputs, ...node.outputs]) {
      const { portType, content } = known(port.schema);
      const variants = byName.get(portType.type) ?? new Map<string, PortType>();
      byName.set(portType.type, variants);
      if (!variants.has(content)) variants.set(content, portType);
    }
  }
  const rename = ({ schema }: Pick<InputPort, 'schema'>): string => {
    const { portType } = known(schema);
    const collides = (byName.get(portType.type)?.size ?? 0) > 1;
    return collides ? `${portType.type}:${shortHash(portType.schema)}` : portType.type;
  };
  const collected = [...byName.values()].flatMap((variants) => [...variants.values()]);
  return { portTypes: linkTypes(collected, rename), rename };
}

/** Names the types, and keeps of what each accepts the types that are there. */
function linkTypes(
  collected: readonly PortType[],
  rename: (port: Pick<InputPort, 'schema'>) => string,
): readonly PortType[] {
  const all = collected.map((portType) => ({ base: portType.type, type: rename(portType) }));
  return collected
    .map((portType): PortType => {
      const type = rename(portType);
      const accepted = new Set(portType.type === UNIVERSAL ? all.map(({ base }) => base) : []);
      for (const accept of portType.acceptTypes) accepted.add(accept);
      // A variant of the same name is another type.
      const others = all.filter(({ base }) => base !== portType.type && accepted.has(base));
      const acceptTypes = [type, ...others.map((other) => other.type)].sort();
      return { ...portType, type, name: type, acceptTypes };
    })
    .sort(byType);
}

function byType(a: { readonly type: string }, b: { readonly type: string }): number {
  return a.type < b.type ? -1 : a.type > b.type ? 1 : 0;
}
