/** The ports of a node: from its type, a port function, or, for a placeholder, from what it holds. */
import type { Config, InputPort, NodeType, OutputPort, PortType } from '../config/config.js';
import { IssueList, own } from '../config/document.js';
import { PortReader } from '../config/parse-node-type.js';
import { toErrorInfo } from '../errors.js';
import type { Graph, GraphNode, NodePorts, SavedSignature } from './graph.js';

/**
 * Lists the inputs of a node from what it holds, as Flowfunc's port functions do: called with all
 * ports (not used), the node's `inputData`, its `connections` and the host's context.
 */
export type PortFunction = (
  ports: unknown,
  inputData: GraphNode['inputData'],
  connections: GraphNode['connections'],
  context: unknown,
) => unknown;

/** Port functions by their `path`. */
export type PortFunctions = Readonly<Record<string, PortFunction>>;

/** A port function that failed: that node's error. */
export class PortFunctionFailure extends Error {
  override readonly name = 'PortFunctionFailure';
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

  /** @throws PortFunctionFailure when the node's port function throws or lists no ports */
  portsOf(node: GraphNode, type: NodeType | undefined): NodePorts {
    if (type === undefined) return placeholderPorts(node, this.#savedSignature(node));
    if (type.dynamicInputs === undefined) return type;
    return { inputs: this.#dynamicInputs(node, type.dynamicInputs.path), outputs: type.outputs };
  }

  /** As {@link PortLookup.portsOf}, without a call of a port function. */
  outputsOf(node: GraphNode, type: NodeType | undefined): readonly OutputPort[] {
    return type?.outputs ?? this.portsOf(node, undefined).outputs;
  }

  #savedSignature(node: GraphNode): SavedSignature | undefined {
    const { signatures } = this.#graph;
    if (signatures === undefined || node.fingerprint === undefined) return undefined;
    return own(signatures, node.fingerprint);
  }

  #dynamicInputs(node: GraphNode, path: string | undefined): readonly InputPort[] {
    const find = path === undefined ? undefined : own(this.#portFunctions, path);
    if (find === undefined) return placeholderPorts(node, undefined).inputs;
    const list = new IssueList();
    try {
      const ports: unknown = find({}, node.inputData, node.connections, this.#context);
      if (typeof (ports as { then?: unknown } | undefined)?.then === 'function') {
        throw new Error('expected a list of ports, got a promise; port functions are not async');
      }
      const { portTypes } = this.#config;
      const known = (this.#portTypes ??= new Map(portTypes.map((port) => [port.type, port])));
      const reader = new PortReader((name) => known.get(name), list);
      const inputs = reader.list(ports, [], (port, at) => reader.input(port, at));
      const failure = list.issues.find((issue) => issue.severity === 'error');
      if (failure !== undefined) throw new Error(failure.message);
      return inputs;
    } catch (error) {
      throw new PortFunctionFailure(
        `the port function ${JSON.stringify(path)} failed: ${toErrorInfo(error).message}`,
        { cause: error },
      );
    }
  }
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
