/** The ports of a node: from its type, a port function, or, for a placeholder, from what it holds. */
import type { Config, InputPort, NodeType, OutputPort, PortType } from '../config/config.js';
import { createRecord, IssueList, own } from '../config/document.js';
import { PortReader } from '../config/parse-node-type.js';
import { toErrorInfo } from '../errors.js';
import { controlValue } from './control-values.js';
import type { Graph, GraphNode, NodePorts, SavedSignature } from './graph.js';

/** A port function lists at most this many ports; the others don't count. */
export const MAX_DYNAMIC_PORTS = 100;

/**
 * Lists inputs, or outputs, of a node from what it holds, as Flowfunc's port functions do: called
 * with all ports (not used), the node's `inputData`, its `connections`, the host's context, and, here
 * only, the values of the node's controls by port, defaults included.
 */
export type PortFunction = (
  ports: unknown,
  inputData: GraphNode['inputData'],
  connections: GraphNode['connections'],
  context: unknown,
  values: Readonly<Record<string, unknown>>,
) => unknown;

/** Port functions by their `path`. */
export type PortFunctions = Readonly<Record<string, PortFunction>>;

/** A port function that failed: that node's error. */
export class PortFunctionFailure extends Error {
  override readonly name = 'PortFunctionFailure';
  /** What is known without it: the ports that are always there, and those with a value or a wire. */
  readonly ports: NodePorts;

  constructor(path: string, cause: unknown, ports: NodePorts) {
    const { message } = toErrorInfo(cause);
    super(`the port function ${JSON.stringify(path)} failed: ${message}`, { cause });
    this.ports = ports;
  }
}

/** Finds the ports of nodes; the ones of a plain node type are looked up once. */
export class PortLookup {
  readonly #graph: Graph;
  readonly #config: Config;
  #portTypes: ReadonlyMap<string, PortType> | undefined;
  readonly #portFunctions: PortFunctions;
  readonly #context: unknown;

  constructor(graph: Graph, config: Config, portFunctions: PortFunctions = {}, context?: unknown) {
    this.#graph = graph;
    this.#config = config;
    this.#portFunctions = portFunctions;
    this.#context = context;
  }

  /**
   * Those of the type, and those its port functions list. One that is in both stands where the port
   * function puts it, as the type has it.
   *
   * @throws PortFunctionFailure when a port function throws or lists no ports
   */
  portsOf(node: GraphNode, type: NodeType | undefined): NodePorts {
    if (type === undefined) return placeholderPorts(node, this.#savedSignature(node));
    const { dynamicInputs, dynamicOutputs } = type;
    if (dynamicInputs === undefined && dynamicOutputs === undefined) return type;
    const held = placeholderPorts(node, undefined);
    let ports: NodePorts = { inputs: type.inputs, outputs: type.outputs };
    const list = (side: 'inputs' | 'outputs', path: string | undefined): void => {
      const find = path === undefined ? undefined : own(this.#portFunctions, path);
      try {
        const found = find && this.#call(find, node, ports.inputs, side);
        ports = {
          ...ports,
          [side]: unite<InputPort | OutputPort>(type[side], found ?? held[side]),
        };
      } catch (error) {
        const inputs = dynamicInputs ? unite(type.inputs, held.inputs) : type.inputs;
        const outputs = dynamicOutputs ? unite(type.outputs, held.outputs) : type.outputs;
        throw new PortFunctionFailure(path!, error, { inputs, outputs });
      }
    };
    if (dynamicInputs !== undefined) list('inputs', dynamicInputs.path);
    if (dynamicOutputs !== undefined) list('outputs', dynamicOutputs.path);
    return ports;
  }

  /** The outputs of {@link PortLookup.portsOf}, where only these depend on the node; never throws. */
  outputsOf(node: GraphNode, type: NodeType | undefined): readonly OutputPort[] {
    if (type !== undefined && type.dynamicOutputs === undefined) return type.outputs;
    try {
      return this.portsOf(node, type).outputs;
    } catch (error) {
      return (error as PortFunctionFailure).ports.outputs;
    }
  }

  #savedSignature(node: GraphNode): SavedSignature | undefined {
    const { signatures } = this.#graph;
    if (signatures === undefined || node.fingerprint === undefined) return undefined;
    return own(signatures, node.fingerprint);
  }

  #call(
    find: PortFunction,
    node: GraphNode,
    known: readonly InputPort[],
    side: 'inputs' | 'outputs',
  ): readonly (InputPort | OutputPort)[] {
    const { inputData, connections } = node;
    const found: unknown = find({}, inputData, connections, this.#context, valuesOf(node, known));
    if (typeof (found as { then?: unknown } | undefined)?.then === 'function') {
      throw new Error('expected a list of ports, got a promise; port functions are not async');
    }
    const { portTypes } = this.#config;
    const types = (this.#portTypes ??= new Map(portTypes.map((port) => [port.type, port])));
    const list = new IssueList();
    const reader = new PortReader((name) => types.get(name), list);
    const ports = reader.list<InputPort | OutputPort>(found, [], (port, at) =>
      side === 'inputs' ? reader.input(port, at) : reader.output(port, at),
    );
    const failure = list.issues.find((issue) => issue.severity === 'error');
    if (failure !== undefined) throw new Error(failure.message);
    return ports.slice(0, MAX_DYNAMIC_PORTS);
  }
}

/** What the node's controls say, by port; of ports that are not known yet the one value they hold. */
function valuesOf(node: GraphNode, known: readonly InputPort[]): Readonly<Record<string, unknown>> {
  const values = createRecord<unknown>();
  for (const name of Object.keys(node.inputData)) {
    const data = node.inputData[name]!;
    const keys = Object.keys(data);
    values[name] = keys.length === 1 ? data[keys[0]!] : data;
  }
  for (const port of known) values[port.name] = controlValue(node, port) ?? port.default;
  return values;
}

function unite<T extends { readonly name: string }>(
  always: readonly T[],
  listed: readonly T[],
): T[] {
  const byName = new Map(always.map((port) => [port.name, port]));
  const names = new Set(listed.map(({ name }) => name));
  const first = always.filter(({ name }) => !names.has(name));
  return [...first, ...listed.map((port) => byName.get(port.name) ?? port)];
}

/** Universal ports by name: from the saved signature, else from data and wires. */
function placeholderPorts(node: GraphNode, saved: SavedSignature | undefined): NodePorts {
  if (saved !== undefined) {
    return {
      inputs: saved.inputs.map((input) => ({
        ...universalPort(input.name),
        ...input,
        controls: [],
      })),
      outputs: saved.outputs.map((output) => ({ ...universalPort(output.name), ...output })),
    };
  }
  const inputs = new Set([...Object.keys(node.inputData), ...Object.keys(node.connections.inputs)]);
  const outputs = new Set([
    ...Object.keys(node.connections.outputs),
    ...Object.keys(node.pinned ?? {}),
  ]);
  return {
    inputs: [...inputs].map((name) => ({ ...universalPort(name), required: false, controls: [] })),
    outputs: [...outputs].map(universalPort),
  };
}

/** A port that takes, or gives, anything. */
export function universalPort(name: string): OutputPort {
  return { name, type: 'object', label: name, schema: {} };
}

/** Port names to indices, made once per list of ports. */
export class PortIndex {
  readonly #indices = new Map<readonly { readonly name: string }[], Map<string, number>>();

  find(ports: readonly (InputPort | OutputPort)[], name: string): number {
    let index = this.#indices.get(ports);
    if (index === undefined) {
      index = new Map(ports.map((port, position) => [port.name, position]));
      this.#indices.set(ports, index);
    }
    return index.get(name) ?? -1;
  }
}
